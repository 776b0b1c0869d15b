"""Where a part's relationships lead: to other parts of the package, or out of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import parse, relationships_of


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: `target` is a part of the package or an address outside, `type` the whole name of its type."""

    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """Return the last word of the type: `hyperlink`, `styles`."""
        return self.type.rpartition("/")[2]


def links_of(parts: Parts, part: str) -> dict[str, Link]:
    """Return the relationships of `part` by their id; those that lead nowhere are left out.

    Raises `WordFileError` when the relationships can't be parsed.
    """
    name = relationships_of(part)
    data = parts.get(name)
    if not data:
        return {}
    found: dict[str, Link] = {}
    for one in parse(data, name):
        target = one.get("Target")
        if target is None:
            continue
        external = one.get("TargetMode") == "External"
        if not external and not target.startswith("#"):
            target = inside(parts, part, target)
        found[one.get("Id") or ""] = Link(one.get("Type") or "", target, external)
    return found


def inside(parts: Parts, part: str, target: str) -> str:
    """Return the name of the part that a relationship of `part` leads to, as the package spells it where it can."""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
    if path in parts:
        return path
    return unquote(path) if unquote(path) in parts else path


def part_of(parts: Parts, kind: str, usual: str) -> str:
    """Return the name of the part of a kind (`styles`) that belongs to the document, `usual` where none is named.

    Some servers number their parts (`word/styles2.xml`), so the name is looked up and not taken for granted.
    """
    if usual in parts or f"/{kind}".encode() not in parts.get(relationships_of(MAIN), b""):
        return usual
    for link in links_of(parts, MAIN).values():
        if link.kind == kind and not link.external and link.target in parts:
            return link.target
    return usual
