"""Pictures of a template: of a kind that Word shows, and no larger than paper and memory allow."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cwgdraft.errors import TemplateError
from cwgdraft.typesetting.active import Active
from cwgdraft.word.gate import Parts
from cwgdraft.word.links import links_of
from cwgdraft.word.package import R, parse, relationships_of

_RQ = f"{{{R}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MAX_PIXELS = 30_000
"""The longest side of a picture, in pixels."""
MAX_AREA = 100_000_000
"""How many pixels a picture may have: A3 at 600 dots an inch has 70 million; each takes four bytes when it is shown."""
MAX_EXTENT = 22 * 914_400
"""The longest side of a picture on paper, in English Metric Units: 22 inches, the largest page that Word has."""
_METAFILES = (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
"""How EMF and WMF files begin: drawings of Word's own, without pixels."""


def refuse_pictures(parts: Parts, name: str) -> None:
    """Raise `TemplateError`, which names each of them, when a template holds a picture that can't be printed."""
    found = [f"{one.what} ({one.part})" for one in faults_of_pictures(parts)]
    if found:
        raise TemplateError(
            f"in the template {name}, {'; '.join(found)}", "put in a PNG or JPEG of the size that is printed"
        )


def faults_of_pictures(parts: Parts) -> Iterator[Active]:
    """Yield what is wrong with pictures: unknown kinds, too many pixels, larger than any page."""
    for part in parts:
        if not part.startswith("word/") or not part.endswith(".xml"):
            continue
        if b"/image" in parts.get(relationships_of(part), b""):
            yield from _of_part(parts, part)
        if b"<wp:extent" in parts[part]:
            yield from _too_large(parse(parts[part], part), part)


def _of_part(parts: Parts, part: str) -> Iterator[Active]:
    root: etree._Element | None = None
    rels = relationships_of(part)
    for identifier, link in links_of(parts, part).items():
        if link.kind != "image" or link.external or link.target not in parts:
            continue
        data = parts[link.target]
        file = link.target.rpartition("/")[2]
        if b"<svg" in data[:1_000]:
            root = parse(parts[part], part) if root is None else root
            if any(one.get(f"{_RQ}embed") == identifier for one in root.iter(f"{_A}blip")):
                yield Active(f"the picture {file} is an SVG without a picture for older programs", rels, identifier)
            continue
        if message := _fault(data, file):
            yield Active(message, rels, identifier)


def _fault(data: bytes, file: str) -> str:
    """Return what is wrong with the bytes of a picture, empty where nothing is."""
    if data.startswith(_METAFILES):
        return ""
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        image = Image.from_blob(data)
    except UnrecognizedImageError:
        looks = "a WebP picture" if data[8:12] == b"WEBP" else "of a kind that Word may not show"
        return f"the picture {file} is {looks}"
    except (InvalidImageStreamError, UnexpectedEndOfFileError, ArithmeticError, LookupError, ValueError, OSError):
        return f"the picture {file} is damaged"
    width, height = image.px_width, image.px_height
    if min(width, height) < 1:
        return f"the picture {file} is damaged"
    if max(width, height) > MAX_PIXELS:
        return f"the picture {file} has {width:,} × {height:,} pixels; at most {MAX_PIXELS:,} a side"
    if width * height > MAX_AREA:
        return f"the picture {file} has {width:,} × {height:,} pixels; at most {MAX_AREA // 1_000_000} million in all"
    return ""


def _too_large(root: etree._Element, part: str) -> Iterator[Active]:
    for extent in root.iter(f"{_WP}extent"):
        sides = [int(text) if (text := extent.get(key, "0")).isdigit() else 0 for key in ("cx", "cy")]
        if max(sides) > MAX_EXTENT:
            blip = next(extent.getparent().iter(f"{_A}blip"), None)
            identifier = "" if blip is None else blip.get(f"{_RQ}embed", "")
            inches = max(sides) / 914_400
            yield Active(
                f"a picture is {inches:,.0f} inches long, more than any page", relationships_of(part), identifier
            )
