"""The lists of both documents, and by which new list an old one is shown."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Mapping

from lxml import etree

from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import RELATIONSHIP, Relationships, add_content_type, parse
from cwgdraft.word.redline.marks import Q
from cwgdraft.word.redline.parts import canonical

_NAMED = re.compile(rb'<w:numId w:val="(\d{1,9})"')


def _with_levels(root: etree._Element, abstract: etree._Element) -> etree._Element:
    """Return the abstract list that has the levels of `abstract`: another one, when it only names a list style."""
    link = abstract.find(f"{Q}numStyleLink")
    if link is None:
        return abstract
    for one in root.iterfind(f"{Q}abstractNum/{Q}styleLink"):
        if one.get(f"{Q}val") == link.get(f"{Q}val"):
            return one.getparent()
    return abstract


def _looks(keys: Mapping[str, tuple[bytes, str]]) -> dict[str, set[bytes]]:
    """Return by the number of each abstract list what stands for its levels."""
    found: dict[str, set[bytes]] = {}
    for key, behind in keys.values():
        found.setdefault(behind, set()).add(key[:32])
    return found


class Numbers:
    """The lists of both documents, and by which new list an old one is shown.

    A kept paragraph tells which new list an old one has become (`pair`); `want` notes every place where an old list's
    number still stands, and `settle` gives them their new one when all is written.
    """

    def __init__(self, old: Parts, new: Parts) -> None:
        self._old_name = part_of(old, "numbering", "word/numbering.xml")
        self._new_name = part_of(new, "numbering", "word/numbering.xml")
        self._parts = new
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
        self._last: dict[str, int] = {}
        self._behind: tuple[dict[str, set[bytes]], dict[str, set[bytes]]] | None = None

    @staticmethod
    def _keys(root: etree._Element | None) -> dict[str, tuple[bytes, str]]:
        """Return what stands for each list, by its number: how it looks and counts; and the abstract one behind it."""
        if root is None:
            return {}
        abstract = {}
        for one in root.iterfind(f"{Q}abstractNum"):
            shown = copy.deepcopy(_with_levels(root, one))
            for name in ("nsid", "tmpl", "name", "styleLink"):
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
        self._wanted.extend(one for one in element.iter(f"{Q}numId") if one.get(f"{Q}val") != "0")

    def settle(self) -> None:
        """Give every old list that is still shown its number in the new package, brought along where there is none."""
        fresh: list[etree._Element] = []
        for one in self._wanted:
            old = one.get(f"{Q}val", "")
            if old not in self._old_keys:
                if old in self._new_keys:  # it was in no list, and mustn't be in one now
                    one.set(f"{Q}val", "0")
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
                number = self._free("abstractNumId")
                source = next(
                    (x for x in self._old.iterfind(f"{Q}abstractNum") if x.get(f"{Q}abstractNumId") == behind), None
                )
                if source is not None:
                    abstract = copy.deepcopy(_with_levels(self._old, source))
                    abstract.set(f"{Q}abstractNumId", number)
                    identity = abstract.find(f"{Q}nsid")
                    if identity is not None:
                        identity.set(f"{Q}val", hashlib.sha256(f"old {behind}".encode()).hexdigest()[:8].upper())
                    for name in ("styleLink", "numStyleLink"):
                        for link in abstract.findall(f"{Q}{name}"):
                            abstract.remove(link)
                    for name in ("pStyle", "lvlPicBulletId"):
                        for tie in list(abstract.iterfind(f"{Q}lvl/{Q}{name}")):
                            tie.getparent().remove(tie)
                    fresh.append(abstract)
            else:
                number = same
            self._abstract[behind] = number
            self._abstract_taken[number] = behind
        instance = copy.deepcopy(next(x for x in self._old.iterfind(f"{Q}num") if x.get(f"{Q}numId") == old))
        found = self._free("numId")
        instance.set(f"{Q}numId", found)
        pointer = instance.find(f"{Q}abstractNumId")
        if pointer is not None:
            pointer.set(f"{Q}val", number)
        fresh.append(instance)
        self._taken[found] = old
        return found

    def _is_same_abstract(self, number: str) -> bool:
        if self._behind is None:
            self._behind = _looks(self._old_keys), _looks(self._new_keys)
        mine, theirs = (one.get(number) for one in self._behind)
        return bool(mine) and mine == theirs

    def _free(self, name: str) -> str:
        """Return the next number that no list of the new document has (`numId`), or no abstract one."""
        if name not in self._last:
            tag = f"{Q}abstractNum" if name == "abstractNumId" else f"{Q}num"
            taken = [one.get(f"{Q}{name}", "") for one in self._new.iterfind(tag)] if self._new is not None else []
            if name == "numId":
                taken.extend(self._named())
            self._last[name] = max((int(one) for one in taken if one.isdigit()), default=0)
        self._last[name] += 1
        return str(self._last[name])

    def _named(self) -> set[str]:
        """Return the numbers of lists that the new document names, also of those that aren't there."""
        parts = (data for name, data in self._parts.items() if name.startswith("word/") and name.endswith(".xml"))
        return {one.decode() for data in parts for one in _NAMED.findall(data)}

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
