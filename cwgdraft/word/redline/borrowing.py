"""What content of the old document needs in the new package: links, pictures, styles, numbers, notes.

The redline is written on the new document. What it shows as deleted comes from the old one, and points to parts, styles
and lists there; these are found in the new package or brought along under names of their own.
"""

from __future__ import annotations

import copy
import hashlib
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.numbering import Numbering
from cwgdraft.word.package import RELATIONSHIP, TYPES, R, Relationships, add_content_type, parse, relationships_of
from cwgdraft.word.redline.marks import Q

_R = f"{{{R}}}"
_RSID = re.compile(rb'\s(?:\w+:)?(?:rsid\w*|paraId|textId|durableId)="[^"]*"')
_T = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Part:
    """One part that holds text: its tree, its name, and what its relationships lead to."""

    def __init__(self, parts: Parts, name: str) -> None:
        self.parts = parts
        self.name = name
        self.root = parse(parts[name], name)
        self._folder = posixpath.dirname(name)
        self.targets: dict[str, tuple[str, str, bool]] = {}
        data = parts.get(relationships_of(name))
        for one in parse(data, name) if data else ():
            if isinstance(one.tag, str):
                outside = one.get("TargetMode") == "External"
                self.targets[one.get("Id", "")] = (one.get("Type", ""), one.get("Target", ""), outside)
        self._digests: dict[str, str] = {}

    def path(self, target: str) -> str:
        """Return the name of the part that a relationship's target leads to."""
        if target.startswith("/"):
            return unquote(target[1:])
        return unquote(posixpath.normpath(posixpath.join(self._folder, target)))

    def digest(self, identifier: str) -> str:
        """Return what stands for the target of a relationship: its address, or a digest of its content."""
        found = self._digests.get(identifier)
        if found is None:
            kind, target, outside = self.targets.get(identifier, ("", "", False))
            if outside or not target:
                found = f"{kind.rpartition('/')[2]} {target}"
            else:
                path = self.path(target)
                found = _deep_digest(self.parts, path, frozenset())
            self._digests[identifier] = found
        return found


def _deep_digest(parts: Parts, path: str, seen: frozenset[str]) -> str:
    """Return a digest of a part and of all that it leads to."""
    if path in seen or path not in parts:
        return path if path not in parts else ""
    total = hashlib.sha256(parts[path])
    for _, target, outside in _relationships(parts, path):
        inner = target if outside else _deep_digest(parts, _resolved(path, target), seen | {path})
        total.update(inner.encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _relationships(parts: Parts, name: str) -> Iterator[tuple[str, str, bool]]:
    data = parts.get(relationships_of(name))
    for one in parse(data, name) if data else ():
        if isinstance(one.tag, str):
            yield one.get("Type", ""), one.get("Target", ""), one.get("TargetMode") == "External"


def _resolved(name: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


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
            for key, value in one.attrib.items():
                if key.startswith(_R) and value in self.old.targets:
                    one.set(key, self._brought(value))
            if one.tag == _DOC_PR:
                self._doc_pr += 1
                one.set("id", str(self._doc_pr))

    def _brought(self, identifier: str) -> str:
        found = self._known.get(identifier)
        if found is None:
            kind, target, outside = self.old.targets[identifier]
            if self._by_target is None:
                self._by_target = {
                    (kind_, self.new.digest(name)): name for name, (kind_, _, _) in self.new.targets.items()
                }
            found = self._by_target.get((kind, self.old.digest(identifier)), "")
            if not found and outside:
                found = self._relationships.add(kind, target, external=True)
            elif not found:
                path = _copied(self.old.parts, self.new.parts, self.old.path(target), {})
                found = self.add(kind, f"/{path}")
            self._known[identifier] = found
        return found

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
                one.set("Target", _from(name, "/" + _copied(old, new, _resolved(path, one.get("Target", "")), done)))
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


def related_part(parts: Parts, kind: str, usual: str) -> str:
    """Return the part that the main one leads to by a relationship of `kind`, `usual` when there is none."""
    for found, target, outside in _relationships(parts, MAIN):
        if found == f"{RELATIONSHIP}/{kind}" and not outside:
            return _resolved(MAIN, target)
    return usual


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


# --- styles -----------------------------------------------------------------------------------------


class Styles:
    """The styles of both documents: which old one is which new one, and which differ."""

    def __init__(self, old: Parts, new: Parts) -> None:
        self._name = related_part(new, "styles", "word/styles.xml")
        self._parts = new
        self._old, self._new = _styles(old), _styles(new)
        self.map: dict[str, str] = {}
        self.redefined: list[str] = []
        self._missing: set[str] = set()
        self._numbers: dict[str, tuple[str, int] | None] = {}
        self.defaults_differ = False
        if old.get(related_part(old, "styles", "word/styles.xml")) != new.get(self._name):
            self._compare(old)

    def _compare(self, old: Parts) -> None:
        by_name = {(one.get(f"{Q}type"), _name(one).lower()): key for key, one in self._new.items()}
        for key, style in self._old.items():
            here = key if key in self._new else by_name.get((style.get(f"{Q}type"), _name(style).lower()))
            if here is None:
                self._missing.add(key)
                continue
            if here != key:
                self.map[key] = here
            if _plain(style) != _plain(self._new[here]):
                self.redefined.append(_name(style) or key)
        first, second = _defaults(old), _defaults(self._parts)
        self.defaults_differ = first != second

    def take_numbers(self, old: Parts, new: Parts, numbers: Numbers) -> None:
        """Find the styles by which paragraphs were numbered in another way than they are now."""
        before, after = Numbering(old).styles, Numbering(new).styles
        for key in self._old:
            number, here = before.get(key), after.get(self.map.get(key, key))
            if number is None and here is None:
                continue
            same = number and here and number[1] == here[1] and numbers.pair(number[0], here[0])
            if not same:
                self._numbers[key] = number

    def spell_out_numbers(self, root: etree._Element) -> None:
        """Write into paragraphs of the old document the numbers that only its styles gave them."""
        if not self._numbers:
            return
        for paragraph in root.iter(f"{Q}p"):
            properties = paragraph.find(f"{Q}pPr")
            style = "" if properties is None else _style_of(properties)
            if style not in self._numbers or properties is None or properties.find(f"{Q}numPr/{Q}numId") is not None:
                continue
            number, level = self._numbers[style] or ("0", 0)
            for one in properties.findall(f"{Q}numPr"):
                own = one.find(f"{Q}ilvl")
                level = level if own is None else int(own.get(f"{Q}val", "0"))
                properties.remove(one)
            own = etree.Element(f"{Q}numPr")
            etree.SubElement(own, f"{Q}ilvl").set(f"{Q}val", str(level))
            etree.SubElement(own, f"{Q}numId").set(f"{Q}val", number)
            before = {f"{Q}{name}" for name in _BEFORE_NUMBER}
            properties.insert(sum(one.tag in before for one in properties), own)

    def rename(self, root: etree._Element) -> None:
        """Make a tree of the old document name the new document's styles."""
        if self.map:
            for one in root.iter(f"{Q}pStyle", f"{Q}rStyle", f"{Q}tblStyle"):
                one.set(f"{Q}val", self.map.get(one.get(f"{Q}val", ""), one.get(f"{Q}val", "")))

    def bring(self, used: set[str]) -> None:
        """Put the styles among `used` that only the old document has into the new package, with what they build on."""
        wanted = used & self._missing
        if not wanted or self._name not in self._parts:
            return
        root = parse(self._parts[self._name], self._name)
        queue, done = sorted(wanted), set()
        while queue:
            key = queue.pop()
            if key in done or key not in self._missing:
                continue
            done.add(key)
            style = copy.deepcopy(self._old[key])
            style.attrib.pop(f"{Q}default", None)
            for one in style.iter(f"{Q}numPr"):
                one.getparent().remove(one)
            for name in ("basedOn", "next", "link"):
                other = style.find(f"{Q}{name}")
                if other is not None:
                    target = other.get(f"{Q}val", "")
                    other.set(f"{Q}val", self.map.get(target, target))
                    queue.append(target)
            root.append(style)
        self._parts[self._name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def _style_of(properties: etree._Element) -> str:
    found = properties.find(f"{Q}pStyle")
    return "" if found is None else str(found.get(f"{Q}val", ""))


def _styles(parts: Parts) -> dict[str, etree._Element]:
    name = related_part(parts, "styles", "word/styles.xml")
    if name not in parts:
        return {}
    return {one.get(f"{Q}styleId", ""): one for one in parse(parts[name], name).iterfind(f"{Q}style")}


def _name(style: etree._Element) -> str:
    found = style.find(f"{Q}name")
    return "" if found is None else found.get(f"{Q}val", "")


def _defaults(parts: Parts) -> bytes:
    name = related_part(parts, "styles", "word/styles.xml")
    found = parse(parts[name], name).find(f"{Q}docDefaults") if name in parts else None
    return b"" if found is None else canonical(found)


def _plain(style: etree._Element) -> bytes:
    """Return a style as bytes, without what says nothing of how text looks."""
    shown = copy.deepcopy(style)
    for name in ("rsid", "uiPriority", "qFormat", "semiHidden", "unhideWhenUsed", "locked", "next", "link", "aliases"):
        for one in shown.findall(f"{Q}{name}"):
            shown.remove(one)
    for one in list(shown.iter(f"{Q}lang", f"{Q}numId")):
        one.getparent().remove(one)
    shown.attrib.pop(f"{Q}styleId", None)
    return canonical(shown)


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


# --- numbering --------------------------------------------------------------------------------------


class Numbers:
    """The lists of both documents, and by which new list an old one is shown.

    A kept paragraph tells which new list an old one has become (`pair`); `want` notes every place where an old list's
    number still stands, and `settle` gives them their new one when all is written.
    """

    def __init__(self, old: Parts, new: Parts) -> None:
        self._old_name = related_part(old, "numbering", "word/numbering.xml")
        self._new_name = related_part(new, "numbering", "word/numbering.xml")
        self._old_parts, self._parts = old, new
        self._old = parse(old[self._old_name], self._old_name) if self._old_name in old else None
        self._new = parse(new[self._new_name], self._new_name) if self._new_name in new else None
        self.same = old.get(self._old_name) == new.get(self._new_name)
        self._old_keys = self._keys(self._old)
        self._new_keys = self._old_keys if self.same else self._keys(self._new)
        self._map: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        self._abstract: dict[str, str] = {}
        self._abstract_taken: dict[str, str] = {}
        self._wanted: list[etree._Element] = []

    @staticmethod
    def _keys(root: etree._Element | None) -> dict[str, tuple[bytes, str]]:
        """Return what stands for each list, by its number: how it looks and counts; and the abstract one behind it."""
        if root is None:
            return {}
        abstract = {}
        for one in root.iterfind(f"{Q}abstractNum"):
            shown = copy.deepcopy(one)
            for name in ("nsid", "tmpl", "name"):
                for other in shown.findall(f"{Q}{name}"):
                    shown.remove(other)
            for lvl in shown.iterfind(f"{Q}lvl"):
                lvl.attrib.pop(f"{Q}tplc", None)
            shown.attrib.pop(f"{Q}abstractNumId", None)
            for key in [key for key in shown.attrib if "restartNumberingAfterBreak" in key]:
                del shown.attrib[key]
            abstract[one.get(f"{Q}abstractNumId", "")] = hashlib.sha256(canonical(shown)).digest()
        found = {}
        for one in root.iterfind(f"{Q}num"):
            behind = one.find(f"{Q}abstractNumId")
            number = "" if behind is None else behind.get(f"{Q}val", "")
            rest = b"".join(canonical(over) for over in one.iterfind(f"{Q}lvlOverride"))
            found[one.get(f"{Q}numId", "")] = (abstract.get(number, b"") + rest, number)
        return found

    def old_key(self, number: str) -> bytes:
        """Return what stands for a list of the old document: equal ones look and count alike."""
        return self._old_keys.get(number, (number.encode(), ""))[0]

    def new_key(self, number: str) -> bytes:
        """Return what stands for a list of the new document."""
        return self._new_keys.get(number, (number.encode(), ""))[0]

    def pair(self, old: str, new: str) -> bool:
        """Take note that an old list has become a new one; return whether it can be shown as that one."""
        known = self._map.get(old)
        if known is not None:
            return known == new
        if new in self._taken or self.old_key(old) != self.new_key(new):
            return False
        behind, behind_new = self._old_keys.get(old, (b"", ""))[1], self._new_keys.get(new, (b"", ""))[1]
        if (
            self._abstract.get(behind, behind_new) != behind_new
            or self._abstract_taken.get(behind_new, behind) != behind
        ):
            return False
        self._map[old], self._taken[new] = new, old
        self._abstract[behind], self._abstract_taken[behind_new] = behind_new, behind
        return True

    def want(self, element: etree._Element) -> None:
        """Note the numbers of old lists below `element`, which get their new ones in `settle`."""
        if self._old is not None:
            self._wanted.extend(one for one in element.iter(f"{Q}numId") if one.get(f"{Q}val") != "0")

    def settle(self) -> None:
        """Give every old list that is still shown its number in the new package, brought along where there is none."""
        fresh: list[etree._Element] = []
        for one in self._wanted:
            old = one.get(f"{Q}val", "")
            if old not in self._old_keys:
                continue
            if old not in self._map:
                self._map[old] = self._brought(old, fresh)
            one.set(f"{Q}val", self._map[old])
        if fresh and self._new is not None:
            first = self._new.find(f"{Q}num")
            for one in sorted(fresh, key=lambda one: one.tag != f"{Q}abstractNum"):
                if one.tag == f"{Q}abstractNum" and first is not None:
                    first.addprevious(one)
                else:
                    self._append(one)
            self._parts[self._new_name] = etree.tostring(
                self._new, xml_declaration=True, encoding="UTF-8", standalone=True
            )

    def _append(self, one: etree._Element) -> None:
        assert self._new is not None  # noqa: S101 - settle looks
        cleanup = self._new.find(f"{Q}numIdMacAtCleanup")
        if cleanup is None:
            self._new.append(one)
        else:
            cleanup.addprevious(one)

    def _brought(self, old: str, fresh: list[etree._Element]) -> str:
        """Return the number of a new list like the old one `old`, added to `fresh` with the abstract one behind it."""
        assert self._old is not None  # noqa: S101 - want looks
        if self._new is None:
            self._begin()
        behind = self._old_keys[old][1]
        number = self._abstract.get(behind)
        if number is None:
            same = behind if self._is_same_abstract(behind) and behind not in self._abstract_taken else None
            if same is None:
                number = self._free("abstractNumId", fresh)
                source = next(
                    (x for x in self._old.iterfind(f"{Q}abstractNum") if x.get(f"{Q}abstractNumId") == behind), None
                )
                if source is not None:
                    abstract = copy.deepcopy(source)
                    abstract.set(f"{Q}abstractNumId", number)
                    identity = abstract.find(f"{Q}nsid")
                    if identity is not None:
                        identity.set(f"{Q}val", hashlib.sha256(f"old {behind}".encode()).hexdigest()[:8].upper())
                    for name in ("styleLink", "numStyleLink"):
                        for link in abstract.findall(f"{Q}{name}"):
                            abstract.remove(link)
                    for tie in list(abstract.iterfind(f"{Q}lvl/{Q}pStyle")):
                        tie.getparent().remove(tie)
                    fresh.append(abstract)
            else:
                number = same
            self._abstract[behind] = number
            self._abstract_taken[number] = behind
        instance = copy.deepcopy(next(x for x in self._old.iterfind(f"{Q}num") if x.get(f"{Q}numId") == old))
        found = self._free("numId", fresh)
        instance.set(f"{Q}numId", found)
        pointer = instance.find(f"{Q}abstractNumId")
        if pointer is not None:
            pointer.set(f"{Q}val", number)
        fresh.append(instance)
        self._taken[found] = old
        return found

    def _is_same_abstract(self, number: str) -> bool:
        mine = {key[:32] for key, behind in self._old_keys.values() if behind == number}
        theirs = {key[:32] for key, behind in self._new_keys.values() if behind == number}
        return bool(mine) and mine == theirs

    def _free(self, name: str, fresh: list[etree._Element]) -> str:
        tag = f"{Q}abstractNum" if name == "abstractNumId" else f"{Q}num"
        taken = [
            one.get(f"{Q}{name}", "")
            for one in (*(self._new if self._new is not None else ()), *fresh)
            if one.tag == tag
        ]
        return str(max((int(one) for one in taken if one.isdigit()), default=0) + 1)

    def _begin(self) -> None:
        """Give a new document that has no lists a part for them."""
        assert self._old is not None  # noqa: S101
        self._new = etree.Element(self._old.tag, nsmap=self._old.nsmap)
        self._parts[self._new_name] = b""
        add_content_type(
            self._parts,
            self._new_name,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
        )
        relationships = Relationships(self._parts, MAIN)
        relationships.add(f"{RELATIONSHIP}/numbering", f"/{self._new_name}")
        relationships.save()
