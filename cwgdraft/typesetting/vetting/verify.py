"""Filling a template for a test: with made-up values that are looked for in the result, and with whole reports.

What only filling shows: tags that can't be filled though they can be read, values that a tag prints and docxtpl loses,
blocks that don't arrive. It is done in a child process, under limits of time and memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from cwgdraft.contract import FIELDS, FILTERS, Shape, Where
from cwgdraft.draft import Draft, flat
from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.finding import Severity, WordPlace
from cwgdraft.typesetting.limits import limited
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.running import Filled, Marking, Printed, run_tags
from cwgdraft.typesetting.template import Template, template_of
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import ALL_FILTERS, Tag, sample_data
from cwgdraft.typesetting.vetting.paragraphs import Paragraph, TemplateText
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import MAIN, Parts, read_parts
from cwgdraft.word.package import W, pack, parse

_Q = f"{{{W}}}"
_PREFIX = re.compile(r"(\{[{%#])(?:p|tr|tc|r) ")
_SENTINEL = re.compile(r"Sentinel\d{5}x")
_NAME = "the template"
_BY_FILLING = ("unfillable", "lost-value", "untried-tag")


def try_sentinels(found: Found, labels: Iterable[str], tags: Sequence[Tag]) -> None:
    """Fill a template twice with made-up values, everything there and what may be empty, and look for each value.

    `labels` are the names of the box's labels in the records, `tags` those of the template.
    """
    parts = _without_samples(found)
    if parts is None:
        return
    contexts = [sentinel_data(labels), sentinel_data(labels, empty=True)] if found.ours else sample_data(tags)
    printable: dict[tuple[str, int, str], Printed] = {}
    reached: set[tuple[str, int, str]] = set()
    failed = False
    for number, context in enumerate(contexts):
        filled = _filled(found, parts, context, "where what may be empty is, " if number else "")
        if filled is None:  # the other would end in the same way, after as long a time
            failed = True
            break
        printable |= {_key(one): one for one in filled.printable}
        reached |= {_key(one) for one in filled.printed}
        _note_lost(found, filled)
    for key, one in printable.items():
        place = _place(found.text, one.part, one.paragraph)
        if key not in reached and not failed and not _is_said(found, place):
            found.add(
                "untried-tag",
                place,
                f"'{one.field or one.paragraph}' is never printed here, whatever the records hold",
                "look at the condition around it",
            )


def _key(one: Printed) -> tuple[str, int, str]:
    return one.part, one.line, one.field


def _without_samples(found: Found) -> Parts | None:
    """Return the parts that are filled; None where the template can't be loaded, which is noted."""
    if not found.ours:
        return found.text.parts
    template = loaded(found)
    return template.parts if template else None


def loaded(found: Found) -> Template | None:
    """Return the template as builds use it, None after noting why it can't be used; said once."""
    try:
        return template_of(found.text.parts, found.text.path.name)
    except CwgdraftError as error:
        _note_error(found, error)
        return None


def _filled(found: Found, parts: Parts, context: Mapping[str, Any], when: str) -> Filled | None:
    filters = tuple(FILTERS) if found.ours else ALL_FILTERS
    try:
        return limited(run_tags, pack(parts), found.text.path.name, context, Marking.SENTINELS, filters)
    except CwgdraftError as error:
        _note_error(found, error, when=when)
        return None


def _note_lost(found: Found, filled: Filled) -> None:
    """Note the values that a tag printed and that the document doesn't show."""
    shown = _shown(read_parts(filled.data, _NAME))
    for one in filled.printed:
        place = _place(found.text, one.part, one.paragraph, takes_more=True)
        if one.part and one.sentinel and one.sentinel not in shown and not _is_said(found, place):
            found.add(
                "lost-value",
                place,
                f"the value of '{one.field or one.paragraph}' is printed and doesn't arrive in the document",
                "write its tag in a line of plain text, without p, r, tr or tc",
            )


def _shown(parts: Parts) -> set[str]:
    """Return the sentinels that a document shows: in text that stands in runs, in instructions and attributes."""
    found: set[str] = set()
    for part, data in parts.items():
        if part.endswith((".xml", ".rels")) and b"Sentinel" in data:
            root = parse(data, part)
            for element in root.iter():
                if not isinstance(element.tag, str):
                    continue
                for value in element.values():
                    found.update(_SENTINEL.findall(value))
                if element.text and _is_text(element):
                    found.update(_SENTINEL.findall(element.text))
    return found


def _is_text(element: etree._Element) -> bool:
    """Return whether Word shows what stands in an element: a `w:t` in a run in a paragraph, or another kind of text."""
    if element.tag == f"{_Q}t":
        parent = element.getparent()
        return parent is not None and parent.tag == f"{_Q}r" and next(parent.iterancestors(f"{_Q}p"), None) is not None
    return element.tag not in (f"{_Q}{name}" for name in ("p", "r", "tbl", "tr", "tc", "body", "delText"))


# --- whole reports --------------------------------------------------------------------------------


def try_report(found: Found, template: Template, draft: Draft, data: Mapping[str, Any]) -> bytes | None:
    """Return a report typeset through the template, None where it can't be; what goes wrong is noted."""
    try:
        document = typeset(draft, template, data)
    except CwgdraftError as error:
        _note_error(found, error, draft.name)
        return None
    read = {one.origin: one for one in flat(read_draft(read_parts(document, _NAME), draft.name).blocks) if one.origin}
    lost = [one for one in draft.blocks if one.text and (one.origin not in read or one.text != read[one.origin].text)]
    for block in lost[:3]:
        found.add(
            "lost-value",
            found.text.whole(MAIN, f"the report {draft.name}"),
            f"'{' '.join([*filter(None, [block.label]), block.text])[:80]}' doesn't arrive in the document",
            "compare the template with the one that it was made from",
        )
    return document


def _note_error(found: Found, error: CwgdraftError, report: str = "", when: str = "") -> None:
    """Note why filling ended, at the paragraph that the error names; what was found there already isn't said again."""
    part = error.part if isinstance(error, TemplateError) else ""
    paragraph = error.paragraph if isinstance(error, TemplateError) else ""
    place = _place(found.text, part, paragraph)
    if _is_said(found, place):
        return
    what = f"the report {report} can't be made" if report else f"{when}it can't be filled"
    if any(one.rule == "unfillable" and one.message.endswith(error.message) for one in found.findings):
        return
    help_ = "ask for it first: {% if name %}…{% endif %}" if when else error.help or "correct what is named there"
    weight = Severity.WARNING if when else None
    found.add("unfillable", place, f"{what}: {error.message}", help_, severity=weight)


def _is_said(found: Found, place: Paragraph | WordPlace) -> bool:
    """Return whether something else was found in a paragraph already."""
    places = [one.place for one in found.findings if one.rule not in _BY_FILLING]
    return isinstance(place, Paragraph) and any(
        (one.part, one.paragraph) == (place.part, place.number) for one in places if isinstance(one, WordPlace)
    )


def _place(text: TemplateText, part: str, words: str, *, takes_more: bool = False) -> Paragraph | WordPlace:
    """Return the paragraph of the template that has the words, as they stand while it is filled.

    Of several the first; with `takes_more` rather one whose tag takes the paragraph, row or cell with it.
    """
    if words:
        having = [one for one in text.paragraphs if one.part == part and words in _settled(one.text)]
        taking = [one for one in having if takes_more and _PREFIX.search(one.text)]
        if having:
            return (taking or having)[0]
    return text.whole(part or MAIN, text.names.get(part, "the text"))


def _settled(text: str) -> str:
    return " ".join(_PREFIX.sub(r"\1 ", text).split())


# --- made-up values -------------------------------------------------------------------------------


def sentinel_data(labels: Iterable[str], *, empty: bool = False) -> dict[str, Any]:
    """Return made-up values for every field of the contract: two entries in each list, a word in each text.

    With `empty`, texts that may be empty are, lists but for the meetings have no entries, and there is no session.
    """
    data: dict[str, Any] = {}
    for field in FIELDS:
        if field.where is not Where.PHRASES and "[]" not in field.path:
            _put(data, field.path, _value(field.path, field.shape, empty=empty))
    data["labels"] = {label: f"label {label}" for label in labels}
    if empty:
        data |= {"session": None, "since": None}
    return data


def _value(path: str, shape: Shape, *, empty: bool) -> Any:
    if shape is Shape.NUMBER:
        return 2
    if shape is Shape.SWITCH:
        return not empty
    if shape is Shape.TEXT:
        return "" if empty and not path.startswith("front.") else f"words of {path}"
    if shape is Shape.MAP:
        return {}
    return [] if empty and path != "meetings" else [_entry(f"{path}[]", empty=empty) for _ in range(2)]


def _entry(path: str, *, empty: bool) -> Any:
    inner = [one for one in FIELDS if one.path.startswith(f"{path}.") and one.where is not Where.PHRASES]
    if not inner:
        return f"words of {path}"
    entry: dict[str, Any] = {}
    for one in inner:
        rest = one.path.removeprefix(f"{path}.")
        if "[]" not in rest:
            _put(entry, rest, _value(one.path, one.shape, empty=empty))
    return entry


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *steps, last = path.split(".")
    for step in steps:
        data = data.setdefault(step, {})
    data.setdefault(last, value)
