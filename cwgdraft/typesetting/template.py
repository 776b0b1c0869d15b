"""A Word template: its samples, its numbering, and what is left of it when the samples are taken out.

A sample is a paragraph (or a table) whose text begins with a Jinja comment that names the kind of block it stands
for, `{# sample: numbered 2 #}`. Blocks of that kind are made after it: same paragraph properties, same run
properties as the words behind the comment. Restyling the sample in Word restyles them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from cwgdraft.contract import KINDS
from cwgdraft.draft import Block, Kind, ListKind
from cwgdraft.errors import TemplateError, WordFileError
from cwgdraft.labels import LISTS, Labelling
from cwgdraft.language.near import did_you_mean
from cwgdraft.typesetting.active import refuse_active, without_attached
from cwgdraft.typesetting.pictures import refuse_pictures
from cwgdraft.typesetting.sections import free_sections, take_out
from cwgdraft.word.anchors import PREFIX, remove_identity
from cwgdraft.word.comments import without_answers
from cwgdraft.word.gate import MAIN, Parts, read_file
from cwgdraft.word.numbering import Numbering
from cwgdraft.word.package import W, parse, write_xml

_Q = f"{{{W}}}"
SAMPLE_MARK = re.compile(r"\{#\s*sample:([^#}]+)#\}")
SAMPLES_NOTE = re.compile(r"\{#\s*samples\s*#\}")
_TAG = re.compile(r"\{[{%#](p|tr|tc|r)\s[^{}]*[}%#]\}")
_HALF_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_OTHER_HALF = {"{{": "}}", "{%": "%}", "{#": "#}", "}}": "{{", "%}": "{%", "#}": "{#"}
_BODY_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")


OPEN_STYLE = "Open placeholder"
LINK_STYLE = "Hyperlink"
"""The styles that blocks need beside those of their samples, by the names that stand in the file in any language."""


@dataclass(frozen=True, slots=True)
class SampleCell:
    """A cell of a sample table: what stands in its tcPr, pPr and rPr, as XML in text."""

    properties: str = ""
    paragraph: str = ""
    run: str = ""


_MARK_UP = re.compile(r"<[^>]*>")
_INSIDE_TAG = re.compile(r"(?<![^{}])[^{}]*(?:%|\}(?=\}))")
_FACT = re.compile(r"\bfront\b(?: *\. *(\w+)| *\[ *[\"'](\w+)[\"'] *\])?")
_ALL_FACTS = {"", "items", "keys", "values", "get"}


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of a sample table: what stands in its trPr, and its cells."""

    properties: str
    cells: tuple[SampleCell, ...]


@dataclass(frozen=True, slots=True)
class SampleTable:
    """A sample table: what stands in its tblPr, the widths of its columns (twentieths of a point), at most two rows."""

    properties: str
    widths: tuple[int, ...]
    rows: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: `properties` is what stands in the paragraph's pPr, `run` in the rPr of its words, as XML in text."""

    kind: str
    properties: str
    run: str
    numbering: tuple[str, int] | None = None
    table: SampleTable | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it is used: `parts` without samples, the samples by kind, and how it prints numbers.

    `styles` has the ids of its character styles by their names in small letters: Word writes the names of its own
    styles in English, whatever its language, and translates the ids (`Lienhypertexte`).
    """

    name: str
    parts: Parts
    samples: dict[str, Sample]
    labelling: Labelling
    numbering: Numbering = field(repr=False)
    styles: Mapping[str, str] = field(default_factory=dict, repr=False)

    def style_id(self, name: str) -> str:
        """Return the id of a character style, the one that a build gives it where the template has none."""
        return self.styles.get(name.casefold()) or "".join(word.capitalize() for word in name.split())

    def printed(self, facts: Iterable[str]) -> list[str]:
        """Return those of the first page's facts that the template names; all where it goes through them by a loop."""
        words = "\n".join(
            _MARK_UP.sub("", data.decode("utf-8", "replace"))
            for part, data in self.parts.items()
            if part.startswith("word/") and part.endswith(".xml")
        )
        inside = (fact for tag in _INSIDE_TAG.findall(words) for fact in _FACT.finditer(tag))
        named = {next(filter(None, found.groups()), "") for found in inside}
        return [fact for fact in facts if fact in named or named & _ALL_FACTS]

    def check(self, blocks: Iterable[Block], kinds: Iterable[str]) -> None:
        """Raise `TemplateError` naming what the blocks need and the template doesn't have: samples, numbers, levels.

        `kinds` are the names of the blocks' samples, in their order.
        """
        deepest: dict[str, Block] = {}
        for block, kind in zip(blocks, kinds, strict=True):
            if kind not in deepest or deepest[kind].level < block.level:
                deepest[kind] = block
        missing = [kind for kind in deepest if kind not in self.samples]
        if missing:
            raise missing_samples(self.name, missing)
        for kind, block in deepest.items():
            numbering = self.samples[kind].numbering
            if block.label and numbering is None:
                raise TemplateError(
                    f"the sample '{kind}' of the template {self.name} has no automatic number: "
                    f"the report's '{block.label}' would be lost",
                    "give it the number in Word (Home, Multilevel List), or copy it from templates/council-report.docx",
                )
            if numbering and block.list_kind and block.list_kind.counts:
                levels = len(self.numbering.levels(numbering[0])) - numbering[1]
                if block.level > levels:
                    raise TemplateError(
                        f"the template {self.name} has {levels} level{'s' * (levels != 1)} of the list '{kind}', "
                        f"the report uses {block.level} ('{block.text[:40]}')",
                        "nest the list less deeply, or give the list of the sample more levels in Word",
                    )


def sample_of(block: Block) -> str:
    """Return the name of the sample that a block is made after."""
    kind = block.kind
    if kind is Kind.NUMBERED or kind is Kind.HEADING:
        return f"{kind} {block.level}"
    if kind is Kind.LIST_ITEM and block.list_kind:
        return block.list_kind.value
    return kind.value


def missing_samples(name: str, kinds: list[str]) -> TemplateError:
    """Return the error that names the samples a template lacks."""
    shown = ", ".join(f"'{kind}'" for kind in kinds)
    return TemplateError(
        f"the template {name} has no sample paragraph for {shown}: these blocks of the report would be lost",
        f"add a paragraph that begins with {{# sample: {kinds[0]} #}} below the other samples",
    )


def load_template(path: Path) -> Template:
    """Return the template at `path`.

    Raises `TemplateError` when there is none or it can't be used, `WordFileError` when it is no safe Word file.
    """
    if not path.is_file():
        known = sorted(p.stem for p in path.parent.glob("*.docx") if not p.name.startswith(("~$", ".")))
        hint = did_you_mean(path.stem, known)
        raise TemplateError(f"there is no template {path.name}{hint}", f"use one of: {', '.join(known) or 'none'}")
    parts = read_file(path)
    try:
        return template_of(parts, path.name)
    except WordFileError as error:
        raise WordFileError(f"the template {path.name} can't be used: {error.message}", error.help) from None


def template_of(parts: Parts, name: str) -> Template:
    """Return the template that a package holds; raises as `load_template` does."""
    parts = dict(without_attached(without_answers(parts)))
    refuse_active(parts, name)
    refuse_pictures(parts, name)
    remove_identity(parts)
    document = parse(parts[MAIN], MAIN)
    numbering = Numbering(parts)
    if document.prefix != "w":
        raise TemplateError(f"the template {name} was not written by a word processor", "save it once more in Word")
    samples = _take_samples(document, numbering, name)
    _check_outline(samples, numbering, name)
    _remove_anchors(document)
    _check_tags(document, MAIN, name)
    for part, data in parts.items():
        if part != MAIN and _BODY_PARTS.fullmatch(part):
            _check_tags(parse(data, part), part, name)
    free_sections(document)
    parts[MAIN] = write_xml(document)
    return Template(name, parts, samples, _labelling(samples, numbering), numbering, _character_styles(parts))


def _character_styles(parts: Parts) -> dict[str, str]:
    """Return the ids of the character styles by name, in small letters."""
    if "word/styles.xml" not in parts:
        return {}
    found: dict[str, str] = {}
    for style in parse(parts["word/styles.xml"], "word/styles.xml").iterfind(f"{_Q}style"):
        name = style.find(f"{_Q}name")
        if name is not None and style.get(f"{_Q}type") == "character":
            found.setdefault(name.get(f"{_Q}val", "").casefold(), style.get(f"{_Q}styleId", ""))
    return found


def _take_samples(document: etree._Element, numbering: Numbering, name: str) -> dict[str, Sample]:
    """Take the samples (and the note above them) out of the document and return them by kind."""
    body = document.find(f"{_Q}body")
    if body is None:
        raise TemplateError(f"the template {name} has no text", "start from templates/council-report.docx")
    samples: dict[str, Sample] = {}
    taken: list[etree._Element] = []
    for element in body:
        text = _text(element)
        found = SAMPLE_MARK.findall(text)
        if not found:
            if element.tag == f"{_Q}p" and SAMPLES_NOTE.search(text):
                taken.append(element)
            continue
        kind = " ".join(found[0].lower().split())
        _check_kind(kind, samples, name)
        if len(found) > 1 or element.tag != (f"{_Q}tbl" if kind == "table" else f"{_Q}p"):
            wanted = (
                "a table of its own" if kind == "table" else "a paragraph of its own, outside tables and text boxes"
            )
            raise TemplateError(
                f"the sample '{kind}' of the template {name} doesn't stand by itself", f"give it {wanted}"
            )
        samples[kind] = _sample(kind, element, numbering)
        taken.append(element)
    if not samples:
        raise TemplateError(
            f"the template {name} has no sample paragraphs, after which blocks could be made",
            "copy those at the end of templates/council-report.docx",
        )
    take_out(body, taken)
    return samples


def _check_kind(kind: str, samples: dict[str, Sample], name: str) -> None:
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS)
        message = f"the template {name} has a sample of the unknown kind '{kind}'{hint}"
        raise TemplateError(message, f"use one of: {', '.join(KINDS)}")
    if kind in samples:
        raise TemplateError(f"the template {name} has two samples '{kind}'", "keep one of them")


def _sample(kind: str, element: etree._Element, numbering: Numbering) -> Sample:
    if element.tag == f"{_Q}tbl":
        return Sample(kind, "", "", table=_sample_table(element))
    properties = element.find(f"{_Q}pPr")
    for mark in element.findall(f"{_Q}pPr/{_Q}rPr"):
        for one in [child for child in mark if child.tag in {_Q + name for name in _TRACKED}]:
            mark.remove(one)
    return Sample(kind, _inner(properties, _NO_PARAGRAPH), _run_look(element), numbering.of_paragraph(properties))


_NO_PARAGRAPH = ("sectPr", "pPrChange")
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
_NO_CELL = ("tcW", "gridSpan", "vMerge", "hMerge", "cellIns", "cellDel", "cellMerge", "tcPrChange")


def _sample_table(table: etree._Element) -> SampleTable:
    rows = []
    for row in table.findall(f"{_Q}tr")[:2]:
        cells = []
        for cell in row.findall(f"{_Q}tc"):
            paragraph = cell.find(f"{_Q}p")
            properties = paragraph.find(f"{_Q}pPr") if paragraph is not None else None
            look = _run_look(paragraph) if paragraph is not None else ""
            cells.append(SampleCell(_inner(cell.find(f"{_Q}tcPr"), _NO_CELL), _inner(properties, _NO_PARAGRAPH), look))
        properties = row.find(f"{_Q}trPr")
        rows.append(SampleRow(_inner(properties, ("ins", "del", "trPrChange")), tuple(cells or [SampleCell()])))
    widths = [one.get(f"{_Q}w", "") for one in table.iterfind(f"{_Q}tblGrid/{_Q}gridCol")]
    return SampleTable(
        _inner(table.find(f"{_Q}tblPr"), ("tblPrChange",)),
        tuple(int(one) for one in widths if one.isdigit()),
        tuple(rows or [SampleRow("", (SampleCell(),))]),
    )


def _run_look(paragraph: etree._Element) -> str:
    """Return what stands in the rPr of a sample's words: those of the last run that has any."""
    runs = [run for run in paragraph.iter(f"{_Q}r") if (run.findtext(f"{_Q}t") or "").strip()]
    return _inner(runs[-1].find(f"{_Q}rPr"), _TRACKED) if runs else ""


def _inner(element: etree._Element | None, without: tuple[str, ...]) -> str:
    """Return the children of an element as XML without namespace declarations, some of them left out."""
    if element is None:
        return ""
    kept = [child for child in element if isinstance(child.tag, str) and child.tag not in {_Q + w for w in without}]
    text = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in kept)
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_Q}t"))


def _check_outline(samples: dict[str, Sample], numbering: Numbering, name: str) -> None:
    """Raise `TemplateError` when headings and numbered paragraphs don't count together, level by level."""
    first: tuple[str, str] | None = None
    for kind, sample in samples.items():
        word, _, level = kind.partition(" ")
        if word not in (Kind.HEADING, Kind.NUMBERED) or sample.numbering is None:
            continue
        number, depth = sample.numbering
        abstract = numbering.instances[number].abstract
        if first is None:
            first = (abstract, kind)
        if abstract != first[0] or depth != int(level) - 1:
            where = f"on level {depth + 1}" if abstract == first[0] else f"in another list than '{first[1]}'"
            raise TemplateError(
                f"the sample '{kind}' of the template {name} stands {where}: the numbers in Word would be wrong",
                f"in Word, put it on level {level} of the list of '{first[1]}'",
            )


def _check_tags(root: etree._Element, part: str, name: str) -> None:
    """Raise `TemplateError` for samples where none are looked for, and for text that a tag would take away with it.

    docxtpl replaces the whole paragraph, row, cell or run in which a `{%p %}`, `{%tr %}`, `{%tc %}` or `{%r %}` stands.
    """
    if found := SAMPLE_MARK.search(_text(root)):
        message = f"the sample '{found[1].strip()}' of the template {name} stands in {part}, where it would be printed"
        raise TemplateError(message, "give it a paragraph of its own in the text, outside tables and text boxes")
    for paragraph in root.iter(f"{_Q}p"):
        words = _text(paragraph)
        if "{" in words and (half := _half_tag(words)):
            message = f"a tag of the template {name} isn't whole in {part}: '{words.strip()[:60]}'"
            raise TemplateError(message, f"there is '{half}' without '{_OTHER_HALF[half]}': write {{{{ name }}}}")
    for level in ("p", "tr", "tc", "r"):
        for element in root.iter(f"{_Q}{level}"):
            text = _text(element)
            found = next((one for one in _TAG.finditer(text) if one[1] == level), None)
            if found is None or found[0] not in _own_text(element):
                continue
            if rest := (text[: found.start()] + text[found.end() :]).strip():
                what = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run"}[level]
                message = f"the template {name} would lose '{rest[:60]}', which stands beside {found.group()} in {part}"
                raise TemplateError(message, f"give the tag a {what} of its own")


def _own_text(element: etree._Element) -> str:
    """Return the text of a paragraph, row or cell without that of others of its kind inside it."""
    inside = (one for one in element.iter(f"{_Q}t") if next(one.iterancestors(element.tag), None) is element)
    return "".join(one.text or "" for one in inside)


def _half_tag(words: str) -> str:
    """Return the first half of a tag whose other half isn't there, empty where all tags are whole; in linear time."""
    position = 0
    while found := _HALF_TAG.search(words, position):
        half = found.group()
        end = words.find(_OTHER_HALF[half], found.end()) if half.startswith("{") else -1
        if end < 0:
            return half
        position = end + 2
    return ""


def _remove_anchors(document: etree._Element) -> None:
    """Take out the bookmarks of a draft that was made into a template."""
    numbers = set()
    for start in list(document.iter(f"{_Q}bookmarkStart")):
        if start.get(f"{_Q}name", "").startswith(PREFIX):
            numbers.add(start.get(f"{_Q}id"))
            start.getparent().remove(start)
    for end in list(document.iter(f"{_Q}bookmarkEnd")):
        if end.get(f"{_Q}id") in numbers:
            end.getparent().remove(end)


def _labelling(samples: dict[str, Sample], numbering: Numbering) -> Labelling:
    """Return how the template prints numbers: the outline of its headings, the lists of its samples."""
    default = Labelling()
    outline = default.outline
    for kind in ("heading 1", "numbered 1"):
        if kind in samples and (number := samples[kind].numbering):
            outline = tuple(numbering.levels(number[0])) or outline
            break
    lists = {}
    for kind in ListKind:
        sample = samples.get(kind.value)
        levels = numbering.levels(sample.numbering[0]) if sample and sample.numbering else []
        lists[kind] = tuple(levels[sample.numbering[1] :]) if sample and sample.numbering and levels else LISTS[kind]
    return Labelling(outline, lists)
