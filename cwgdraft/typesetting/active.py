"""What a template may not hold: whatever runs code, brings in what lies outside the file, or changes by itself.

A list of what is known to be harmless, because the list of what isn't never ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from cwgdraft.errors import TemplateError
from cwgdraft.word.gate import Parts
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_OFFICE = re.compile(r"^http://schemas\.(?:openxmlformats|microsoft)\.[^ ]*/relationships/")
_EXTERNAL = {
    "attachedTemplate": "a template that it is attached to",
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
_QUOTED = re.compile(r'"([^"]*)"')


def refuse_active(parts: Parts, name: str) -> None:
    """Raise `TemplateError`, which names each of them, when a template holds anything of that kind."""
    found: list[str] = []
    for part, data in parts.items():
        if part.lower().endswith(("vbaproject.bin", "vbadata.xml")):
            found.append(f"macros ({part})")
        elif _COMMENTS.fullmatch(part) and b"<w:comment " in data:
            found.append(f"comments ({part})")
        elif part.endswith(".rels"):
            found += [f"{what} ({part})" for what in _relationships(parse(data, part))]
        elif part.startswith("word/") and part.endswith(".xml"):
            if any(mark in data for mark in _TRACKED):
                found.append(f"tracked changes ({part})")
            if b"instr" in data or b"fldSimple" in data:
                found += [f"{what} ({part})" for what in _fields(parse(data, part))]
    if found:
        raise TemplateError(f"the template {name} holds {', '.join(dict.fromkeys(found))}", "take it out in Word")


def _relationships(root: etree._Element) -> Iterator[str]:
    for one in root:
        kind = _OFFICE.sub("", one.get("Type") or "").rpartition("/")[2]
        target = one.get("Target") or ""
        if one.get("TargetMode") == "External":
            if kind != "hyperlink":
                yield _EXTERNAL.get(kind, f"something from outside ('{kind}')")
            elif not _ADDRESS.match(target):
                yield f"a link to '{target[:60]}'"
        elif kind in _INSIDE:
            yield _INSIDE[kind]


def _fields(root: etree._Element) -> Iterator[str]:
    for instruction in _instructions(root):
        words = instruction.split()
        kind = words[0].upper() if words else ""
        if kind.startswith("="):
            kind = "="
        if kind in _DATES:
            yield f"a field {kind}, which changes by itself"
        elif kind == "HYPERLINK":
            target = words[1] if len(words) > 1 else ""
            address = found[1] if (found := _QUOTED.search(instruction)) else target
            if not target.startswith("\\l") and not _ADDRESS.match(address):
                yield f"a link to '{address[:60]}'"
        elif kind and kind not in _HARMLESS:
            yield f"a field {kind}"


def _instructions(root: etree._Element) -> Iterator[str]:
    """Yield the instruction of each field of a part; Word divides one among several runs as it likes."""
    open_fields: list[list[str]] = []
    for element in root.iter(f"{_Q}fldSimple", f"{_Q}fldChar", f"{_Q}instrText", f"{_Q}delInstrText"):
        if element.tag == f"{_Q}fldSimple":
            yield element.get(f"{_Q}instr", "")
        elif element.tag != f"{_Q}fldChar":
            if open_fields:
                open_fields[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(f"{_Q}fldCharType") == "begin":
            open_fields.append([])
        elif element.get(f"{_Q}fldCharType") == "end" and open_fields:
            yield "".join(open_fields.pop())
    for instruction in open_fields:
        yield "".join(instruction)
