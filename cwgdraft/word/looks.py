"""Direct formatting as a short text that is the same for the same look: `color=FF0000 u=single`.

Each property is its name and value; what has several values is written `ind.left=720`. A switch that is on is its
name alone, one that is off has `=0`. Spaces in names of fonts and styles are written `_`. What doesn't change how text
looks is left out: revision ids, languages, the spelling checker's marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_CUT = len(_Q)
_UNSEEN = frozenset(
    f"{_Q}{name}"
    for name in (
        "rStyle", "b", "bCs", "i", "iCs", "szCs", "lang", "noProof", "webHidden", "rPrChange", "ins", "del", "moveFrom",
        "moveTo", "pStyle", "numPr", "rPr", "sectPr", "pPrChange", "divId", "cnfStyle",
    )
)  # fmt: skip
_HINT = f"{_Q}hint"
_ON = frozenset(("1", "true", "on"))
_OFF = frozenset(("0", "false", "off"))


def look_of(properties: etree._Element | None) -> str:
    """Return the look that a `rPr` or `pPr` gives, without style, number, bold and italic."""
    if properties is None or not len(properties):
        return ""
    found = [piece for child in properties if child.tag not in _UNSEEN for piece in _pieces(child, "")]
    if len(found) > 1:
        found.sort()
    return " ".join(found)


def _pieces(element: etree._Element, above: str) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str):
        return
    name = above + (tag[_CUT:] if tag.startswith(_Q) else tag.rpartition("}")[2])
    if len(element):
        for child in element:
            if name == "tabs":
                yield f"tabs.{child.get(f'{_Q}pos', '')}={child.get(f'{_Q}val', '')}"
            elif above.count(".") < 3:
                yield from _pieces(child, f"{name}.")
        return
    attributes = element.attrib
    if not attributes:
        yield name
        return
    for key, value in attributes.items():
        if key == _HINT or key.startswith(f"{_Q}rsid"):
            continue
        own = key.rpartition("}")[2]
        if own == "val":
            yield name if value in _ON else f"{name}={0 if value in _OFF else spaceless(value)}"
        else:
            yield f"{name}.{own}={spaceless(value)}"


def spaceless(text: str) -> str:
    """Return a value of a look, which has no spaces."""
    return "_".join(text.split())
