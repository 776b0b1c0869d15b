"""Typesetting: a draft through a template into the bytes of a .docx.

The template's tags are filled (`filling`), the blocks written straight into the result, at the places of `{{p box }}`,
`{{p body }}` and `{{p signature }}`; then come the parts beside the text: numbers, styles, properties, identity.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import cwgdraft
from cwgdraft import collector
from cwgdraft.contract import PLACES
from cwgdraft.draft import Block, Draft, Kind
from cwgdraft.errors import TemplateError
from cwgdraft.typesetting.body import BETWEEN, BodyWriter, check_text, escaped, settled
from cwgdraft.typesetting.filling import filled
from cwgdraft.typesetting.template import LINK_STYLE, OPEN_STYLE, Template, sample_of
from cwgdraft.typesetting.tinting import TintedWriter, legend
from cwgdraft.word.anchors import add_identity, bookmark_names
from cwgdraft.word.documents import read_draft, rest_of
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import CORE, RELATIONSHIP, R, Relationships, W, add_content_type, pack, parse, write_xml

_Q = f"{{{W}}}"
_BOX = (Kind.FRONT_LABEL, Kind.FRONT_TEXT, Kind.FRONT_RULE)
_SIGNATURE = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)
_PLACE_OF = {**dict.fromkeys(_BOX, "box"), **dict.fromkeys(_SIGNATURE, "signature")}
_BODY = re.compile("<w:body[^>]*>")
_PLACE = re.compile(rf"<\?({'|'.join(PLACES)})\s*\?>")


@collector.paused()
def typeset(
    draft: Draft,
    template: Template,
    data: Mapping[str, Any] | None = None,
    *,
    final: bool = False,
    computed: Collection[str] | None = None,
) -> bytes:
    """Return the draft as a .docx; the same draft, template and data give the same bytes.

    `data` are further facts that the template may print. A `final` copy carries no origins, no anchors but those that
    cross-references need, and no mark of the program. With `computed`, the origins of the blocks whose words aren't
    from the records, everything is tinted by where it comes from (`tinting`), and the copy is a final one. Raises
    `TemplateError` when the template can't be filled or would lose something, `CwgdraftError` for text that a document
    can't hold.
    """
    final = final or computed is not None
    for text in (draft.title, draft.author, draft.language, draft.name, draft.kind, draft.template, *draft.sources):
        check_text(text, draft.name)
    blocks = tuple([settled(block) for block in draft.blocks])
    kinds = [sample_of(block) for block in blocks]
    template.check(blocks, kinds)
    parts = filled(template, draft, data or {}, tinted=computed is not None)
    rest = rest_of(read_draft({MAIN: parts[MAIN]}, template.name))  # the words of a body stand in its part alone
    ids, taken = _bookmarks(parts)
    names = _names(blocks, taken) if final else bookmark_names(blocks)
    links = Relationships(parts, MAIN)
    targets = dict(reversed([(block.origin, name) for block, name in zip(blocks, names, strict=True) if name]))
    first = max((int(n) for n in template.numbering.instances if n.isdigit()), default=0) + 1
    maker = BodyWriter if computed is None else functools.partial(TintedWriter, computed=computed)
    writer = maker(template, links, targets, (n for n in itertools.count(1) if n not in ids), first)
    _write_blocks(parts, writer, list(zip(blocks, names, strict=True)), template.name)
    if computed is not None:
        parts[MAIN] = _BODY.sub(rf"\g<0>{legend()}", parts[MAIN].decode("utf-8"), count=1).encode()
    _add_numbers(parts, writer.new_numbers)
    _add_styles(parts, template, {*writer.styles, *([OPEN_STYLE] if draft.placeholders else [])})
    _set_properties(parts, draft)
    _set_language(parts, draft.language)
    if final:
        _forget_sessions(parts)
    else:
        looks_of = {kind: _look(template, kind) for kind in set(kinds)}
        looks = [looks_of[kind] for kind in kinds] if any(looks_of.values()) else []
        add_identity(parts, links, replace(draft, blocks=blocks), names, cwgdraft.__version__, rest, looks)
    links.save()
    return pack(parts)


_SESSION = re.compile(rb' w:rsid\w*="[0-9A-Fa-f]*"|<w:rsids>.*?</w:rsids>', re.DOTALL)


def _forget_sessions(parts: Parts) -> None:
    """Take out the numbers by which Word knows in which sittings a template was edited."""
    for part, content in parts.items():
        if part.startswith("word/") and part.endswith(".xml") and b"w:rsid" in content:
            parts[part] = _SESSION.sub(b"", content)


# --- bookmarks ------------------------------------------------------------------------------------


def _bookmarks(parts: Parts) -> tuple[set[int], set[str]]:
    """Return the ids and the names of the bookmarks that the template brings, in all its parts."""
    ids, names = set(), set()
    for part, content in parts.items():
        if part.endswith(".xml") and b"bookmarkStart" in content:
            for start in parse(content, part).iter(f"{_Q}bookmarkStart"):
                names.add(start.get(f"{_Q}name", "").lower())
                if (number := start.get(f"{_Q}id", "")).isdigit():
                    ids.add(int(number))
    return ids, names


def _names(blocks: Sequence[Block], taken: set[str]) -> list[str]:
    """Return the bookmarks of a final copy: those that cross-references lead to, named as Word names its own."""
    targets = {run.target for block in blocks for run in _all_runs(block) if run.target}
    numbers = (number for number in itertools.count(1) if f"_ref{number:09}" not in taken)
    return [f"_Ref{next(numbers):09}" if block.origin in targets else "" for block in blocks]


def _all_runs(block: Block) -> Iterator[Any]:
    yield from block.runs
    for row in block.rows:
        for cell in row.cells:
            for one in cell.blocks:
                yield from one.runs


def _look(template: Template, kind: str) -> str:
    """Return which of bold (`b`) and italic (`i`) is the look of a sample."""
    run = template.samples[kind].run
    return "".join(sign for sign in "bi" if re.search(rf'<w:{sign}(?:/>| w:val="(?:1|true|on)")', run))


# --- blocks ---------------------------------------------------------------------------------------


def _write_blocks(parts: Parts, writer: BodyWriter, blocks: Sequence[tuple[Block, str]], template: str) -> None:
    """Write the blocks to the places that the template has for them."""
    pieces: dict[str, list[tuple[Block, str]]] = {name: [] for name in PLACES}
    for block, name in blocks:
        pieces[_PLACE_OF.get(block.kind, "body")].append((block, name))
    root = parse(parts[MAIN], MAIN)
    found = [one.target for one in root.iter() if not isinstance(one.tag, str) and getattr(one, "target", "") in PLACES]
    for name in PLACES:
        if found.count(name) > 1:
            raise TemplateError(f"the template {template} prints {{{{p {name} }}}} twice", "keep one of them")
        if pieces[name] and name not in found:
            raise TemplateError(
                f"the template {template} has no paragraph {{{{p {name} }}}}: the report's {name} would be lost",
                f"write {{{{p {name} }}}} alone in a paragraph where the {name} belongs",
            )
    document = parts[MAIN].decode("utf-8")
    signed = bool(pieces["signature"])
    written = {name: writer.write(pieces[name], keep_last=signed and name == "body") for name in PLACES}
    out: list[str] = []
    position = 0
    for place in _PLACE.finditer(document):
        before, xml = document[position : place.start()], written[place[1]]
        out.append(before)
        at_end = document.startswith(("</w:tc>", "<w:sectPr", "<w:tbl>", "</w:sdtContent>"), place.end())
        if xml.startswith(("<w:tbl>", "<w:bookmarkStart")) and before.endswith("</w:tbl>"):
            out.append(BETWEEN)
        out.append(xml)
        table = xml.endswith("</w:tbl>") or (xml.endswith("/>") and "</w:tbl><w:bookmarkEnd" in xml[-120:])
        if at_end and (table or (not xml and before.endswith(("</w:tcPr>", "</w:tbl>", "<w:tc>")))):
            out.append(BETWEEN)
        position = place.end()
    out.append(document[position:])
    text = "".join(out)
    if f'xmlns:r="{R}"' not in text[:8_000]:
        text = text.replace("<w:document ", f'<w:document xmlns:r="{R}" ', 1)
    parts[MAIN] = text.encode("utf-8")


# --- parts beside the document --------------------------------------------------------------------


def _add_numbers(parts: Parts, numbers: list[str]) -> None:
    """Add the instances of counted lists behind those of the template, before anything else in the part."""
    if not numbers:
        return
    root = parse(parts["word/numbering.xml"], "word/numbering.xml")
    at = max((i for i, one in enumerate(root) if one.tag in (f"{_Q}num", f"{_Q}abstractNum")), default=-1)
    new = parse(f'<w:numbering xmlns:w="{W}">{"".join(numbers)}</w:numbering>'.encode())
    root[at + 1 : at + 1] = list(new)
    parts["word/numbering.xml"] = write_xml(root)


_STYLES = {
    OPEN_STYLE: '<w:name w:val="Open placeholder"/><w:rPr><w:highlight w:val="yellow"/></w:rPr>',
    LINK_STYLE: '<w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>',
}


def _add_styles(parts: Parts, template: Template, needed: Collection[str]) -> None:
    """Add the styles of links and of placeholders where the template has none and a block needs them."""
    missing = sorted(name for name in needed if name.casefold() not in template.styles)
    if not missing or "word/styles.xml" not in parts:
        return
    root = parse(parts["word/styles.xml"], "word/styles.xml")
    for name in missing:
        custom = ' w:customStyle="1"' if name == OPEN_STYLE else ""
        identifier = template.style_id(name)
        xml = f'<w:style xmlns:w="{W}" w:type="character"{custom} w:styleId="{identifier}">{_STYLES[name]}</w:style>'
        root.append(parse(xml.encode()))
    parts["word/styles.xml"] = write_xml(root)


_WORD_LANGUAGES = {
    "ar": ("bidi", "ar-SA"),
    "en": ("val", "en-GB"),
    "es": ("val", "es-ES"),
    "fr": ("val", "fr-FR"),
    "ru": ("val", "ru-RU"),
    "zh": ("eastAsia", "zh-CN"),
}
"""The official languages as Word's `w:lang` names them; each stands in the attribute of its script."""


def _set_language(parts: Parts, language: str) -> None:
    """Let Word spell-check the document in its language: set it where the template's defaults name another."""
    name = language.split("-")[0].split("_")[0]
    attribute, tag = _WORD_LANGUAGES.get(name, ("val", language.replace("_", "-")))
    if "word/styles.xml" not in parts:
        return
    root = parse(parts["word/styles.xml"], "word/styles.xml")
    default = root.find(f"{_Q}docDefaults/{_Q}rPrDefault/{_Q}rPr/{_Q}lang")
    if default is None or default.get(f"{_Q}{attribute}", "").split("-")[0] == name:
        return
    default.set(f"{_Q}{attribute}", tag)
    parts["word/styles.xml"] = write_xml(root)


def _set_properties(parts: Parts, draft: Draft) -> None:
    """Write the document's properties: title, author, language, and the report's date for both dates."""
    package = Relationships(parts, "")
    part = (package.target(CORE) or package.target(f"{RELATIONSHIP}/metadata/core-properties") or "").lstrip("/")
    if not part:
        part = "docProps/core.xml"
        package.add(CORE, part)
        package.save()
    add_content_type(parts, part, "application/vnd.openxmlformats-package.core-properties+xml")
    stamp = f"{draft.date or '2000-01-01'}T00:00:00Z"
    author = escaped(draft.author)
    parts[part] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(draft.title)}</dc:title><dc:creator>{author}</dc:creator>"
        f"<dc:language>{escaped(draft.language)}</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()
