"""What a template may not hold: whatever runs code, brings in what lies outside the file, or changes by itself.

A list of what is known to be harmless, because the list of what isn't never ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cwgdraft.errors import TemplateError
from cwgdraft.word.gate import Parts
from cwgdraft.word.package import W, parse, write_xml

_Q = f"{{{W}}}"
_OFFICE = re.compile(r"^http://schemas\.(?:openxmlformats|microsoft)\.[^ ]*/relationships/")
_EXTERNAL = {
    "image": "a picture from outside",
    "oleObject": "an OLE object from outside",
    "frame": "a frame from outside",
    "subDocument": "a document from outside",
}
_INSIDE = {
    "oleObject": "an embedded OLE object",
    "package": "an embedded file",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "keys that run macros",
    "attachedToolbars": "toolbars that run macros",
    "aFChunk": "a file of another kind",
    "extensibility": "a ribbon of its own",
    "webextensiontaskpanes": "an add-in from the web",
    "webextension": "an add-in from the web",
}
_COMMENTS = re.compile(r"word/comments\d*\.xml")
_TRACKED = (b"<w:ins ", b"<w:del ", b"<w:moveFrom ", b"<w:moveTo ")
_DATES = frozenset(("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME"))
_HARMLESS = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC"),
        *(
            "XE",
            "INDEX",
            "HYPERLINK",
            "SYMBOL",
            "ADVANCE",
            "QUOTE",
            "EQ",
            "=",
            "IF",
            "COMPARE",
            "LISTNUM",
            "BIDIOUTLINE",
        ),
        *("TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "DOCVARIABLE", "SET", "FILENAME"),
        *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "CITATION", "BIBLIOGRAPHY", "TA", "TOA", "AUTONUM", "AUTONUMLGL"),
    )
)
_ADDRESS = re.compile(r"^(?:https?://|mailto:|#)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2}")
_WORD = re.compile(r'"([^"]*)"|(\\[A-Za-z]|[^\s"]+)')
_VALUED = ("\\l", "\\o", "\\s", "\\t")
"""The switches of a field HYPERLINK that a word follows: place in the target, tip, sub-address, frame."""
_VML = "{urn:schemas-microsoft-com:vml}"


@dataclass(frozen=True, slots=True)
class Active:
    """Something that a template may not hold: what it is, in which part, by which relationship or drawing."""

    what: str
    part: str
    identifier: str = ""


def refuse_active(parts: Parts, name: str) -> None:
    """Raise `TemplateError`, which names each of them, when a template holds anything of that kind."""
    found = [f"{one.what} ({one.part})" for one in (*active_in(parts), *leftovers_in(parts))]
    if found:
        raise TemplateError(f"the template {name} holds {', '.join(dict.fromkeys(found))}", "take it out in Word")


def active_in(parts: Parts) -> Iterator[Active]:
    """Yield what runs code, comes from outside the file or changes by itself; pictures that can't be printed, too."""
    for part, data in parts.items():
        if part.lower().endswith(("vbaproject.bin", "vbadata.xml")):
            yield Active("macros", part)
        elif part.endswith(".rels"):
            yield from _relationships(parse(data, part), part)
        elif part.startswith("word/") and part.endswith(".xml") and (b"instr" in data or b"fldSimple" in data):
            for instruction, _ in instructions(parse(data, part)):
                if what := refused_field(instruction):
                    yield Active(what, part)
        if part.startswith("word/") and part.endswith(".xml") and b"urn:schemas-microsoft-com:vml" in data:
            yield from _drawings(parse(data, part), part)
        if part.endswith("settings.xml") and b"<w:mailMerge>" in data:
            yield Active("a mail merge", part, "mailMerge")


def leftovers_in(parts: Parts) -> Iterator[Active]:
    """Yield what would stand in every report: comments and tracked changes."""
    for part, data in parts.items():
        if _COMMENTS.fullmatch(part) and b"<w:comment " in data:
            yield Active("comments", part)
        elif part.startswith("word/") and part.endswith(".xml") and any(mark in data for mark in _TRACKED):
            yield Active("tracked changes", part)


def without_attached(parts: Parts) -> Parts:
    """Return the parts without the name of the template that Word attached the file to: nothing else of it is used."""
    if not any(b"attachedTemplate" in data for part, data in parts.items() if part.endswith((".rels", "settings.xml"))):
        return parts
    found = dict(parts)
    for part in parts:
        if part.endswith(".rels"):
            root = parse(found[part], part)
            gone = [one for one in root if _kind(one) == "attachedTemplate"]
            for one in gone:
                root.remove(one)
            if gone and not len(root):
                del found[part]
            elif gone:
                found[part] = write_xml(root)
        elif part.endswith("settings.xml"):
            root = parse(found[part], part)
            for one in root.findall(f"{_Q}attachedTemplate"):
                root.remove(one)
            found[part] = write_xml(root)
    return found


def _kind(relationship: etree._Element) -> str:
    return _OFFICE.sub("", relationship.get("Type") or "").rpartition("/")[2]


def _relationships(root: etree._Element, part: str) -> Iterator[Active]:
    for one in root:
        kind, target, identifier = _kind(one), one.get("Target") or "", one.get("Id") or ""
        if one.get("TargetMode", "").casefold() == "external" or _ABSOLUTE.match(target):
            if kind != "hyperlink":
                yield Active(_EXTERNAL.get(kind, f"something from outside ('{kind}')"), part, identifier)
            elif not _ADDRESS.match(target):
                yield Active(f"a link to '{target[:60]}'", part, identifier)
        elif kind in _INSIDE:
            yield Active(_INSIDE[kind], part, identifier)


def _drawings(root: etree._Element, part: str) -> Iterator[Active]:
    """Yield what drawings of the old kind (VML) link to, and bring in, without any relationship."""
    for element in root.iter(f"{_VML}*"):
        if not _ADDRESS.match(target := element.get("href", "#")):
            yield Active(f"a link to '{target[:60]}'", part, element.get("id", "shape"))
        if element.get("src"):
            yield Active(_EXTERNAL["image"], part, element.get("id", "shape"))


def refused_field(instruction: str) -> str | None:
    """Return what is wrong with the instruction of a field of Word's, None where it may stay."""
    kind = field_kind(instruction)
    if kind in _DATES:
        return f"a field {kind}, which changes by itself"
    if kind == "HYPERLINK":
        addresses, has_place = _addresses(instruction)
        bad = [one for one in addresses or ([] if has_place else [""]) if not _ADDRESS.match(one)]
        return f"a link to '{bad[0][:60]}'" if bad else None
    return f"a field {kind}" if kind and kind not in _HARMLESS else None


def _addresses(instruction: str) -> tuple[list[str], bool]:
    """Return what a field HYPERLINK leads to, and whether it names a place in the document."""
    found: list[str] = []
    switch = ""
    has_place = False
    for quoted, word in _WORD.findall(instruction)[1:]:
        if re.fullmatch(r"\\[A-Za-z]", word):
            switch = word.lower()
            has_place = has_place or switch == "\\l"
        elif switch in _VALUED:
            switch = ""
        else:
            found.append(quoted or word)
    return found, has_place


def field_kind(instruction: str) -> str:
    """Return the first word of a field's instruction in capitals: `PAGE`, `=` for a sum; empty without any."""
    words = instruction.split()
    kind = words[0].upper() if words else ""
    return "=" if kind.startswith("=") else kind


def instructions(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the instruction of each field of a part, and where it begins; Word divides one among runs as it likes."""
    open_fields: list[tuple[list[str], etree._Element]] = []
    for element in root.iter(f"{_Q}fldSimple", f"{_Q}fldChar", f"{_Q}instrText", f"{_Q}delInstrText"):
        if element.tag == f"{_Q}fldSimple":
            yield element.get(f"{_Q}instr", ""), element
        elif element.tag != f"{_Q}fldChar":
            if open_fields:
                open_fields[-1][0].append(element.text or "")
            else:
                yield element.text or "", element
        elif element.get(f"{_Q}fldCharType") == "begin":
            open_fields.append(([], element))
        elif element.get(f"{_Q}fldCharType") == "end" and open_fields:
            texts, begin = open_fields.pop()
            yield "".join(texts), begin
    for texts, begin in open_fields:
        yield "".join(texts), begin
