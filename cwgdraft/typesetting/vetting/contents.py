"""What stands in a template beside words: fields of Word, links, pictures, and what a template may not hold."""

from __future__ import annotations

from lxml import etree

from cwgdraft.typesetting.active import (
    Active,
    active_in,
    field_kind,
    instructions,
    refused_field,
    without_attached,
)
from cwgdraft.typesetting.pictures import faults_of_pictures
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.paragraphs import Paragraph
from cwgdraft.word.links import part_of
from cwgdraft.word.package import R, W, parse
from cwgdraft.word.styles import is_on

_Q, _RQ = f"{{{W}}}", f"{{{R}}}"
_STALE = frozenset(
    (
        "TOC", "INDEX", "TOA", "REF", "PAGEREF", "NOTEREF", "SEQ", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS",
        "COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "FILENAME", "NUMPAGES", "SECTIONPAGES", "SECTION", "=", "IF",
        "COMPARE", "CITATION", "BIBLIOGRAPHY",
    )
)  # fmt: skip
"""Fields of the text whose result Word keeps until somebody updates it; in headers and footers it does so by itself."""
_WORDS = {"TOC": "the table of contents", "INDEX": "the index", "TOA": "the table of authorities"}
_ATTACHED = b"relationships/attachedTemplate"


def check_contents(found: Found) -> None:
    """Note what a template may not hold, and fields that will be stale."""
    noted: set[str] = set()
    for one in active_in(without_attached(found.text.parts)):
        place = _user(found, one)
        apart = one.part not in found.text.roots  # the building blocks that Word keeps in a glossary
        if (apart or not _is_field(one)) and (place is not None or one.what not in noted):
            noted.add(one.what)
            _note(found, one, place)
    for part, root in found.text.roots.items():
        _check_fields(found, part, root)
    for picture in faults_of_pictures(found.text.parts):
        used = _user(found, picture) or found.text.whole(picture.part)
        found.add("refused-picture", used, picture.what, "put in a PNG or JPEG of the size that is printed")
    if any(_ATTACHED in data for part, data in found.text.parts.items() if part.endswith(".rels")):
        found.add(
            "attached-template",
            found.text.whole(),
            "the file is attached to a template of Word's, which isn't used here",
            "nothing has to be done: it is forgotten when a report is built",
        )


def _is_field(one: Active) -> bool:
    return not one.identifier and one.part.endswith(".xml") and not one.part.lower().endswith("vbadata.xml")


def _note(found: Found, one: Active, place: Paragraph | None) -> None:
    found.add(
        "refused-content",
        place or found.text.whole(one.part, found.text.names.get(_owner(one.part), _apart(one.part))),
        f"a template may not hold {one.what}",
        _remedy(one.what),
        excerpt="" if place is None else place.text,
    )


def _apart(part: str) -> str:
    """Return in words what a part is that belongs to no text."""
    return "the building blocks (Insert, Quick Parts)" if part.startswith("word/glossary/") else "the file"


def _remedy(what: str) -> str:
    if what == "macros":
        return "save it in Word as a document without macros (*.docx)"
    if what.startswith("a link"):
        return "give it an address that begins with https://, http:// or mailto:, or take it out"
    if what.endswith("changes by itself"):
        return "write a tag in its place: {{ front.date }}"
    return "take it out in Word"


def _owner(part: str) -> str:
    return part.replace("_rels/", "").removesuffix(".rels")


def _user(found: Found, one: Active) -> Paragraph | None:
    """Return the first paragraph that uses a relationship, None where none does."""
    owner = _owner(one.part)
    root = found.text.roots.get(owner)
    if root is None or not one.identifier:
        return None
    for element in root.iter():
        if isinstance(element.tag, str) and any(
            key.startswith(_RQ) and value == one.identifier for key, value in element.items()
        ):
            return found.text.holder(owner, element)
    return None


def _check_fields(found: Found, part: str, root: etree._Element) -> None:
    if not (b"instr" in found.text.parts[part] or b"fldSimple" in found.text.parts[part]):
        return
    updates = _updates_fields(found)
    in_text = not part.startswith(("word/header", "word/footer"))
    for instruction, element in instructions(root):
        holder = found.text.holder(part, element)
        kind = field_kind(instruction)
        if what := refused_field(instruction):
            _note(found, Active(what, part), holder)
        elif in_text and kind in _STALE and not updates:
            shown = _WORDS.get(kind, f"the field {kind}")
            found.add(
                "stale-field",
                holder or found.text.whole(part),
                f"{shown} is printed as it was in the template, until somebody updates it",
                "write a tag in its place, or press F9 in each report before it goes out",
                excerpt=" ".join(instruction.split()),
            )


def _updates_fields(found: Found) -> bool:
    """Return whether Word is told to update the fields when it opens the file."""
    parts = found.text.parts
    name = part_of(parts, "settings", "word/settings.xml")
    if b"updateFields" not in parts.get(name, b""):
        return False
    told = parse(parts[name], name).find(f"{_Q}updateFields")
    return told is not None and is_on(told)
