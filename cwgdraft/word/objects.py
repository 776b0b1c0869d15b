"""What stands in a line and isn't text: pictures, charts, diagrams, embedded files, shapes, equations.

Each is known by its kind and a digest of what it shows, so that the same picture is the same in two documents whatever
Word calls it there. Word gives shapes new ids with each save; these are no part of a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.gate import Parts
from cwgdraft.word.links import Link
from cwgdraft.word.package import R, W

_Q, _RQ = f"{{{W}}}", f"{{{R}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHARTS = ("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
           "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart")  # fmt: skip
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_V, _O = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_BOX = f"{_Q}txbxContent"
_CHOICE, _FALLBACK = f"{_MC}Choice", f"{_MC}Fallback"
_PICTURES = (f"{_A}blip", f"{_V}imagedata")
_FOUND = frozenset((*_PICTURES, *_CHARTS, _DIAGRAM, f"{_O}OLEObject", TEXT_BOX))
_NAMES = frozenset(("id", "anchorId", "editId", "name", "spid", "title", "descr", "paraId", "textId"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a drawing holds: its objects (`picture 3f2a…`) and the elements of its text boxes, outermost ones."""

    objects: tuple[str, ...]
    boxes: tuple[etree._Element, ...]


def objects_of(drawing: etree._Element, parts: Parts, links: Mapping[str, Link]) -> Seen:
    """Return what a `w:drawing`, `w:pict` or `w:object` holds; a shape without text or picture is a shape."""
    found = list(_within(drawing))
    boxes = tuple(one for one in found if one.tag == TEXT_BOX)
    embedded = next((one for one in found if one.tag == f"{_O}OLEObject"), None)
    if embedded is not None:
        return Seen((f"embedded file {_content(embedded.get(f'{_RQ}id'), parts, links)}",), boxes)
    objects = tuple(name for one in found if (name := _named(one, drawing, parts, links)))
    if not objects and not boxes:
        objects = (f"shape {_digest(_canonical(drawing))}",)
    return Seen(objects, boxes)


def equation(element: etree._Element) -> tuple[str, str]:
    """Return an equation's name, with a digest of its structure and text, and its text."""
    pieces: list[str] = []
    for one in element.iter():
        if not isinstance(one.tag, str) or not one.tag.startswith(_M):
            continue
        values = [value for key, value in one.attrib.items() if key.startswith(_M)]
        name = one.tag[len(_M) :]
        if name not in ("ctrlPr", "rPr", "sty"):
            pieces.append(f"{name}={' '.join(values)}:{(one.text or '') if name == 't' else ''}")
    text = "".join(one.text or "" for one in element.iter(f"{_M}t"))
    return f"equation {_digest(chr(10).join(pieces).encode('utf-8', 'surrogatepass'))}", text


def _within(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what shows something, in order: not what stands inside a text box, no alternative twice."""
    stack = [element]
    while stack:
        one = stack.pop()
        if one.tag in _FOUND:
            yield one
            if one.tag == TEXT_BOX:
                continue
        if one.tag == f"{_MC}AlternateContent":
            taken = chosen(one)
            stack.extend([] if taken is None else [taken])
        else:
            stack.extend(reversed(one))


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """Return the alternative that is read: the first choice, else what is there for older programs."""
    found = alternatives.find(_CHOICE)
    return alternatives.find(_FALLBACK) if found is None else found


def _named(one: etree._Element, drawing: etree._Element, parts: Parts, links: Mapping[str, Link]) -> str:
    if one.tag in _CHARTS:
        return f"chart {_content(one.get(f'{_RQ}id'), parts, links)}"
    if one.tag == _DIAGRAM:
        return f"diagram {_content(one.get(f'{_RQ}dm'), parts, links)}"
    if one.tag in _PICTURES:
        number = one.get(f"{_RQ}embed") or one.get(f"{_RQ}link") or one.get(f"{_RQ}id") or one.get(f"{_RQ}pict")
        return f"picture {_content(number, parts, links, _size(one, drawing))}" if number else ""
    return ""


def _size(picture: etree._Element, drawing: etree._Element) -> str:
    extent = next(drawing.iter(_EXTENT), None)
    if extent is not None:
        return f"{extent.get('cx', '')}x{extent.get('cy', '')}"
    shape = picture.getparent()
    style = "" if shape is None else shape.get("style") or ""
    facts = dict(one.strip().split(":", 1) for one in style.split(";") if ":" in one)
    return f"{facts.get('width', '')}x{facts.get('height', '')}"


def _content(number: str | None, parts: Parts, links: Mapping[str, Link], size: str = "") -> str:
    """Return a digest of what a relationship leads to; of its address where that is outside, or missing."""
    link = links.get(number or "")
    if link is None:
        return "missing"
    data = None if link.external else parts.get(link.target)
    return _digest((link.target.encode("utf-8", "surrogatepass") if data is None else data) + size.encode())


def _canonical(element: etree._Element) -> bytes:
    pieces = []
    for one in element.iter():
        if isinstance(one.tag, str):
            own = sorted((k, v) for k, v in one.attrib.items() if k.rpartition("}")[2] not in _NAMES)
            pieces.append(f"{one.tag} {own} {(one.text or '').strip()}")
    return "\n".join(pieces).encode("utf-8", "surrogatepass")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
