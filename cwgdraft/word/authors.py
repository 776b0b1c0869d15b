"""Who made the tracked changes of a paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from cwgdraft.word.anchors import PREFIX
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_CHANGES = tuple(f"{_Q}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))


def authors_of(parts: Parts) -> Mapping[str, tuple[str, ...]]:
    """Return the authors of tracked changes by the name of the bookmark, and by the words, of their paragraph.

    The words are those of the paragraph with its changes accepted; a paragraph without tracked changes isn't there.
    """
    found: dict[str, tuple[str, ...]] = {}
    pending: list[str] = []
    for element in parse(parts[MAIN], MAIN).iter(f"{_Q}bookmarkStart", f"{_Q}p"):
        if element.tag != f"{_Q}p":
            pending.append(element.get(f"{_Q}name", ""))
            continue
        names = [*pending, *(one.get(f"{_Q}name", "") for one in element.iter(f"{_Q}bookmarkStart"))]
        pending = []
        authors = tuple(dict.fromkeys(one.get(f"{_Q}author", "") for one in element.iter(*_CHANGES)))
        authors = tuple(filter(None, authors))
        if not authors:
            continue
        gone = {id(one) for away in element.iter(f"{_Q}del", f"{_Q}moveFrom") for one in away.iter(f"{_Q}t")}
        text = "".join(one.text or "" for one in element.iter(f"{_Q}t") if id(one) not in gone)
        for name in (*(one for one in names if one.startswith(PREFIX)), text):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *authors)))
    return found
