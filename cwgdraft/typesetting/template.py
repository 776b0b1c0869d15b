"""A Word template: its samples, its numbering, and what is left of it when the samples are taken out.

A sample is a paragraph (or a table) whose text begins with a Jinja comment that names the kind of block it stands
for, `{# sample: numbered 2 #}`. Blocks of that kind are made after it: same paragraph properties, same run
properties as the words behind the comment. Restyling the sample in Word restyles them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from cwgdraft.draft import Block, Kind, ListKind
from cwgdraft.errors import TemplateError, WordFileError
from cwgdraft.labels import LISTS, Labelling
from cwgdraft.language.near import near_miss
from cwgdraft.word.gate import Parts, read_file
from cwgdraft.word.numbering import Numbering
from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_MARK = re.compile(r"\{#\s*sample:\s*([^#}]+?)\s*#\}")
_NOTE = re.compile(r"\{#\s*samples\s*#\}")
_ACTIVE = (
    "word/vbaProject.bin",
    "word/vbaData.xml",
)
_FORBIDDEN = {
    b"attachedTemplate": "a template that it is attached to",
    b"oleObject": "an embedded OLE object",
    b'TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"': "a picture from outside",
}
_FIELDS = re.compile(rb"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|RD)\s")
_DATES = re.compile(rb"<w:instrText[^>]*>\s*(DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE)\b")
KINDS = (
    *(f"heading {n}" for n in range(1, 7)),
    *(f"numbered {n}" for n in range(1, 7)),
    *(k.value for k in Kind if k not in (Kind.HEADING, Kind.NUMBERED, Kind.LIST_ITEM)),
    *(k.value for k in ListKind),
    "placeholder",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: `properties` is the paragraph's pPr, `run` the rPr of its words, both as XML elements in text."""

    kind: str
    properties: str
    run: str
    numbering: tuple[str, int] | None = None
    element: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it is used: `parts` without samples, the samples by kind, and how it prints numbers."""

    name: str
    parts: Parts
    samples: dict[str, Sample]
    labelling: Labelling
    numbering: Numbering = field(repr=False)

    def sample(self, kind: str) -> Sample:
        """Return a sample; raises `TemplateError` when the template has none of that kind."""
        found = self.samples.get(kind)
        if found is None:
            raise missing_samples(self.name, [kind])
        return found

    def check(self, blocks: Iterable[Block]) -> None:
        """Raise `TemplateError` naming every sample that the blocks need and the template doesn't have."""
        kinds = {(block.kind, block.level, block.list_kind): block for block in blocks}
        missing = [kind for kind in dict.fromkeys(map(sample_of, kinds.values())) if kind not in self.samples]
        if missing:
            raise missing_samples(self.name, missing)


def sample_of(block: Block) -> str:
    """Return the name of the sample that a block is made after."""
    if block.kind in (Kind.HEADING, Kind.NUMBERED):
        return f"{block.kind.value} {block.level}"
    if block.kind is Kind.LIST_ITEM and block.list_kind:
        return block.list_kind.value
    return block.kind.value


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
        near = near_miss(path.stem, known)
        hint = f"; did you mean '{near}'?" if near else ""
        raise TemplateError(f"there is no template {path.name}{hint}", f"use one of: {', '.join(known) or 'none'}")
    parts = read_file(path)
    _refuse_active(parts, path.name)
    try:
        document = etree.fromstring(parts["word/document.xml"], _parser())
        numbering = Numbering(parts)
    except etree.XMLSyntaxError as error:
        raise WordFileError(f"{path.name} has a damaged part: {error.msg}", "save it once more in Word") from None
    samples = _take_samples(document, numbering, path.name)
    parts = dict(parts)
    parts["word/document.xml"] = etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Template(path.name, parts, samples, _labelling(samples, numbering), numbering)


def _refuse_active(parts: Parts, name: str) -> None:
    """Raise `TemplateError` for parts that run code, or that bring in what lies outside the file."""
    found = [f"macros ({part})" for part in _ACTIVE if part in parts]
    for part, data in parts.items():
        if part.endswith((".xml", ".rels")):
            found += [f"{what} ({part})" for sign, what in _FORBIDDEN.items() if sign in data]
            found += [f"a field {m[1].decode()} ({part})" for m in _FIELDS.finditer(data) if b"instr" in data]
            found += [f"a field {m[1].decode()}, which changes by itself ({part})" for m in _DATES.finditer(data)]
    if found:
        raise TemplateError(f"the template {name} holds {', '.join(dict.fromkeys(found))}", "take it out in Word")


def _take_samples(document: etree._Element, numbering: Numbering, name: str) -> dict[str, Sample]:
    """Take the samples (and the note above them) out of the document and return them by kind."""
    body = document.find(f"{_Q}body")
    if body is None:
        raise TemplateError(f"the template {name} has no text", "start from templates/council-report.docx")
    samples: dict[str, Sample] = {}
    for element in list(body):
        text = "".join(t.text or "" for t in element.iter(f"{_Q}t"))
        if _NOTE.search(text) and element.tag == f"{_Q}p":
            _remove(body, element)
            continue
        found = _MARK.search(text)
        if not found:
            continue
        kind = " ".join(found[1].lower().split())
        if kind not in KINDS:
            near = near_miss(kind, KINDS)
            hint = f"; did you mean '{near}'?" if near else ""
            message = f"the template {name} has a sample of the unknown kind '{kind}'{hint}"
            raise TemplateError(message, f"use one of: {', '.join(KINDS)}")
        if kind in samples:
            raise TemplateError(f"the template {name} has two samples '{kind}'", "keep one of them")
        samples[kind] = _sample(kind, element, numbering)
        _remove(body, element)
    if not samples:
        raise TemplateError(
            f"the template {name} has no sample paragraphs, after which blocks could be made",
            "copy those at the end of templates/council-report.docx",
        )
    return samples


def _remove(body: etree._Element, element: etree._Element) -> None:
    """Take a paragraph out; section properties in it stay with the paragraph before."""
    section = element.find(f"{_Q}pPr/{_Q}sectPr")
    previous = element.getprevious()
    if section is not None and previous is not None and previous.tag == f"{_Q}p":
        properties = previous.find(f"{_Q}pPr")
        if properties is None:
            properties = etree.SubElement(previous, f"{_Q}pPr")
            previous.insert(0, properties)
        properties.append(section)
    body.remove(element)


def _sample(kind: str, element: etree._Element, numbering: Numbering) -> Sample:
    if element.tag == f"{_Q}tbl":
        return Sample(kind, "", "", element=element)
    properties = element.find(f"{_Q}pPr")
    number = numbering.of_paragraph(properties)
    if properties is not None:
        for name in ("sectPr", "pPrChange", "rPr"):
            for one in properties.findall(f"{_Q}{name}"):
                properties.remove(one)
    runs = [run for run in element.iter(f"{_Q}r") if (run.findtext(f"{_Q}t") or "").strip()]
    last = runs[-1].find(f"{_Q}rPr") if runs else None
    return Sample(kind, inner_xml(properties), inner_xml(last), number)


def inner_xml(element: etree._Element | None) -> str:
    """Return the children of an element as XML without namespace declarations."""
    if element is None:
        return ""
    text = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in element)
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


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


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
