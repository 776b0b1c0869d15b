"""Filling a template's tags: first page, headers and footers; every value is text, and stays as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from cwgdraft.draft import Draft, Kind
from cwgdraft.errors import TemplateError, WordFileError
from cwgdraft.typesetting.active import refuse_active
from cwgdraft.typesetting.body import escaped
from cwgdraft.typesetting.limits import limited
from cwgdraft.typesetting.running import Marking, run_tags
from cwgdraft.typesetting.shielding import SHIELD, unshield
from cwgdraft.typesetting.template import OPEN_STYLE, Template
from cwgdraft.typesetting.tinting import tint_values
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import W, pack, parse, write_xml

_Q = f"{{{W}}}"
_OPEN_ENDED = re.compile(
    rb"(?:</w:tcPr>|<w:tcPr/>|<w:tc>|</w:tbl>)\s*</w:tc>|<w:tc/>|(?:</w:tblGrid>|<w:tblGrid/>|</w:tblPr>)\s*</w:tbl>"
)
"""A cell without a paragraph at its end, a table without a row."""


def filled(template: Template, draft: Draft, data: Mapping[str, Any], *, tinted: bool = False) -> Parts:
    """Return the parts of a template with its tags filled; a processing instruction stands at each place for blocks.

    With `tinted`, what the tags print shows by its tint where it comes from. Raises `TemplateError`, which names the
    part, when a tag can't be filled or would lose something.
    """
    import docxtpl  # noqa: F401 - before the child is forked, so that a second one finds it

    parts = _filled_parts(template, context_of(draft, data), Marking.SOURCES if tinted else Marking.NONE)
    for part, content in parts.items():
        signs = (SHIELD, *(escaped(one) for one in draft.placeholders))
        if not part.startswith("word/") or not part.endswith(".xml"):
            continue
        if _OPEN_ENDED.search(content):
            parts[part] = content = _with_ends(content, part)
        if any(one.encode() in content for one in signs):
            root = parse(content, part)
            if tinted:
                tint_values(root, draft.placeholders)
            unshield(root, part, template.name)
            for placeholder in draft.placeholders:
                _mark(root, placeholder, template.style_id(OPEN_STYLE))
            parts[part] = write_xml(root)
    refuse_active(parts, template.name)  # once more: a condition may have let a field begin with another word
    return parts


def _with_ends(content: bytes, part: str) -> bytes:
    """Return a part in which each cell ends in a paragraph and each table has a row, as Word wants it.

    A loop over paragraphs or rows that has no rounds leaves none.
    """
    root = parse(content, part)
    for table in [one for one in root.iter(f"{_Q}tbl") if next(one.iter(f"{_Q}tr"), None) is None]:
        around = table.getparent()
        if around is not None:
            around.remove(table)
    for cell in root.iter(f"{_Q}tc"):
        if len(cell) == 0 or cell[-1].tag in (f"{_Q}tcPr", f"{_Q}tbl"):
            etree.SubElement(cell, f"{_Q}p")
    return write_xml(root)


def context_of(draft: Draft, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that a template may print of a draft, `data` being what drafting gave beside it."""
    return {**data, "front": dict(draft.front), "labels": _labels(draft)}


def _filled_parts(template: Template, context: Mapping[str, Any], marking: Marking) -> Parts:
    """Return the parts of a template with its tags filled, in a child process under limits of time and memory."""
    doing = f"filling the template {template.name}"
    found = limited(run_tags, pack(template.parts), template.name, context, marking, doing=doing)
    try:
        return read_parts(found.data, template.name)
    except WordFileError as error:
        raise TemplateError(f"the template {template.name} grows too large: {error.message}", error.help) from None


def _mark(root: etree._Element, placeholder: str, style: str) -> None:
    """Give a placeholder in the filled text its own look, in a run of its own."""
    for text in list(root.iter(f"{_Q}t")):
        run = text.getparent()
        before, sign, after = (text.text or "").partition(placeholder)
        if not sign or run is None or run.tag != f"{_Q}r" or len(run.findall(f"{_Q}t")) > 1:
            continue
        for words, is_open in ((before, False), (placeholder, True), (after, False)):
            if words:
                run.addprevious(_run_like(run, words, style if is_open else ""))
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _run_like(run: etree._Element, words: str, style: str) -> etree._Element:
    """Return a copy of a run with other words, in a character style where one is given."""
    copy = deepcopy(run)
    text = copy.find(f"{_Q}t")
    if text is not None:
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if style:
        properties = copy.find(f"{_Q}rPr")
        if properties is None:
            properties = etree.Element(f"{_Q}rPr")
            copy.insert(0, properties)
        for former in properties.findall(f"{_Q}rStyle"):
            properties.remove(former)
        element = etree.Element(f"{_Q}rStyle")
        element.set(f"{_Q}val", style)
        properties.insert(0, element)
    return copy


def _labels(draft: Draft) -> dict[str, str]:
    """Return the labels of the front box by field, for templates that lay the box out themselves."""
    found = {}
    for block in draft.blocks:
        if block.kind is Kind.FRONT_LABEL:
            found[block.origin.removeprefix("front:").removesuffix("/label")] = block.text
    return found
