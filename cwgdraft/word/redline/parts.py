"""The parts of both packages: what they lead to, and what of the old one has to come along to the new one.

The redline is written on the new document. What it shows as deleted comes from the old one, and points to parts there;
these are found in the new package or brought along under names of their own.
"""

from __future__ import annotations

import hashlib
import posixpath

from lxml import etree

from cwgdraft.word.gate import Parts
from cwgdraft.word.links import inside, links_of
from cwgdraft.word.package import TYPES, R, Relationships, add_content_type, parse, relationships_of

_R = f"{{{R}}}"
_T = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Part:
    """One part that holds text: its tree, its name, and what its relationships lead to."""

    def __init__(self, parts: Parts, name: str) -> None:
        self.parts = parts
        self.name = name
        self.root = parse(parts[name], name)
        self.links = links_of(parts, name)
        self._digests: dict[str, str] = {}

    def digest(self, identifier: str) -> str:
        """Return what stands for the target of a relationship: its address, or a digest of its content."""
        found = self._digests.get(identifier)
        if found is None:
            link = self.links.get(identifier)
            if link is None or link.external:
                found = f"{link.kind} {link.target}" if link else ""
            else:
                found = _deep_digest(self.parts, link.target, frozenset())
            self._digests[identifier] = found
        return found


def _deep_digest(parts: Parts, path: str, seen: frozenset[str]) -> str:
    """Return a digest of a part and of all that it leads to."""
    if path in seen or path not in parts:
        return path if path not in parts else ""
    total = hashlib.sha256(parts[path])
    for link in links_of(parts, path).values():
        inner = link.target if link.external else _deep_digest(parts, link.target, seen | {path})
        total.update(inner.encode("utf-8", "surrogatepass"))
    return total.hexdigest()


class Links:
    """Brings relationships of parts of the old document into a part of the new one."""

    def __init__(self, old: Part, new: Part) -> None:
        self.old, self.new = old, new
        self._relationships = Relationships(new.parts, new.name)
        self._known: dict[str, str] = {}
        self._by_target: dict[tuple[str, str], str] | None = None
        self._doc_pr = 10_000_000

    def settle(self, element: etree._Element) -> None:
        """Make a copy of old content point to the new part's relationships; pictures get numbers of their own."""
        for one in element.iter():
            if not isinstance(one.tag, str):
                continue
            for key, value in list(one.attrib.items()):
                if not key.startswith(_R):
                    continue
                if value in self.old.links:
                    one.set(key, self._brought(value))
                elif value in self.new.links:  # what led nowhere must not lead somewhere now
                    del one.attrib[key]
            if one.tag == _DOC_PR:
                self._doc_pr += 1
                one.set("id", str(self._doc_pr))

    def _brought(self, identifier: str) -> str:
        found = self._known.get(identifier)
        if found is None:
            link = self.old.links[identifier]
            if self._by_target is None:
                self._by_target = {(one.type, self.new.digest(name)): name for name, one in self.new.links.items()}
            found = self._by_target.get((link.type, self.old.digest(identifier)), "")
            if not found and link.external:
                found = self._relationships.add(link.type, link.target, external=True)
            elif not found:
                path = _copied(self.old.parts, self.new.parts, link.target, {})
                found = self.add(link.type, f"/{path}")
            self._known[identifier] = found
        return found

    def copy(self, kind: str, path: str) -> str:
        """Return the id of a new relationship to a part of the old package that comes along, whatever is there."""
        return self.add(kind, f"/{_copied(self.old.parts, self.new.parts, path, {})}")

    def add(self, kind: str, target: str) -> str:
        """Return the id of a new relationship of the new part, to a part that is named from the package's root."""
        return self._relationships.add(kind, _from(self.new.name, target))

    def save(self) -> None:
        """Write the relationships into the new package."""
        self._relationships.save()


def _copied(old: Parts, new: Parts, path: str, done: dict[str, str]) -> str:
    """Return the name under which a part of the old package, and all it leads to, stands in the new one."""
    if path in done:
        return done[path]
    if path not in old:
        return path
    folder, _, file = path.rpartition("/")
    stem, dot, extension = file.rpartition(".")
    number, name = 0, path
    while name in new:
        number += 1
        name = f"{folder}/{stem or file}_old{number}{dot}{extension if stem else ''}"
    done[path] = name
    new[name] = old[path]
    add_content_type(new, name, content_type(old, path))
    own = parse(old[relationships_of(path)], path) if relationships_of(path) in old else None
    if own is not None:
        for one in own:
            if isinstance(one.tag, str) and one.get("TargetMode") != "External":
                one.set("Target", _from(name, "/" + _copied(old, new, inside(old, path, one.get("Target", "")), done)))
        new[relationships_of(name)] = etree.tostring(own, xml_declaration=True, encoding="UTF-8", standalone=True)
    return name


def _from(part: str, target: str) -> str:
    """Return how a part names another one: as Word does, from its own folder, which not every program does without."""
    return posixpath.relpath(target, f"/{posixpath.dirname(part)}")


def content_type(parts: Parts, name: str) -> str:
    """Return the content type of a part, `application/octet-stream` when none is declared."""
    types = parse(parts[TYPES], TYPES)
    extension = name.rpartition(".")[2].lower()
    found = "application/octet-stream"
    for one in types:
        if one.tag == f"{_T}Override" and (one.get("PartName") or "").lower() == f"/{name}".lower():
            return str(one.get("ContentType", found))
        if one.tag == f"{_T}Default" and (one.get("Extension") or "").lower() == extension:
            found = str(one.get("ContentType", found))
    return found


# --- namespaces ---------------------------------------------------------------------------------------


_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def strip_ignorable(old: etree._Element, new: etree._Element) -> None:
    """Take from an old tree what its root says may be ignored, where the new tree's root doesn't say so too."""
    unknown = _ignorable(old) - _ignorable(new)
    if not unknown:
        return
    for one in list(old.iter()):
        if not isinstance(one.tag, str):
            continue
        for key in list(one.attrib):
            if key.startswith("{") and key[1:].partition("}")[0] in unknown:
                del one.attrib[key]
        if one.tag[1:].partition("}")[0] in unknown and one.getparent() is not None and not _is_choice(one):
            one.getparent().remove(one)


def _is_choice(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{_MC}AlternateContent"), None) is not None


def _ignorable(root: etree._Element) -> set[str]:
    return {root.nsmap[one] for one in root.get(f"{_MC}Ignorable", "").split() if one in root.nsmap}


def declare(old: etree._Element, new: etree._Element) -> None:
    """Declare in a new tree the prefixes by which old content says what a program must understand (`Requires`)."""
    needed = {one for choice in new.iter(f"{_MC}Choice") for one in choice.get("Requires", "").split()}
    missing = {one: old.nsmap[one] for one in needed if one not in new.nsmap and one in old.nsmap}
    if missing:
        kept = [one for one in (*new.nsmap, *missing) if one]
        etree.cleanup_namespaces(new, top_nsmap=missing, keep_ns_prefixes=kept)


def canonical(element: etree._Element) -> bytes:
    """Return an element as bytes that don't depend on prefixes, on the order of attributes or on revision ids."""
    out: list[str] = []
    _canonical(element, out)
    return "".join(out).encode("utf-8", "surrogatepass")


def _canonical(element: etree._Element, out: list[str]) -> None:
    if not isinstance(element.tag, str):
        return
    out.append(f"<{element.tag}")
    out.extend(f" {k}={v!r}" for k, v in sorted(element.attrib.items()) if "rsid" not in k)
    out.append(">")
    if element.text and element.text.strip():
        out.append(element.text)
    for child in element:
        _canonical(child, out)
    out.append("</>")
