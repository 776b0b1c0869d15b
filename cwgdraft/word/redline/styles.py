"""The styles of both documents: which old one is which new one, which differ, which have to come along."""

from __future__ import annotations

import copy
import posixpath
import re

from lxml import etree

from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.numbering import Numbering
from cwgdraft.word.package import RELATIONSHIP, Relationships, W, add_content_type, parse, write_xml
from cwgdraft.word.redline.marks import Q
from cwgdraft.word.redline.numbers import Numbers
from cwgdraft.word.redline.parts import canonical
from cwgdraft.word.tracked import STORY_PART


class Styles:
    """The styles of both documents: which old one is which new one, and which differ."""

    def __init__(self, old: Parts, new: Parts) -> None:
        self._name = part_of(new, "styles", "word/styles.xml")
        self._parts = new
        self._old, self._new = _styles(old), _styles(new)
        self.map: dict[str, str] = {}
        self.redefined: list[str] = []
        self._missing: dict[str, etree._Element] = {}
        self._numbers: dict[str, tuple[str, int] | None] = {}
        self.defaults_differ = False
        if old.get(part_of(old, "styles", "word/styles.xml")) != new.get(self._name):
            self._compare(old)

    def _compare(self, old: Parts) -> None:
        by_name = {_kind_and_name(one): key for key, one in self._new.items()}
        named: set[str] | None = None
        for key, style in self._old.items():
            same = key in self._new and _kind_and_name(self._new[key]) == _kind_and_name(style)
            here = key if same else by_name.get(_kind_and_name(style))
            if here is None:
                if named is None:
                    named = {*self._new, *_named(self._parts)}
                own = _free(key, named)
                named.add(own)
                if own != key:
                    self.map[key] = own
                self._missing[own] = style
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
        wanted = used & self._missing.keys()
        if not wanted:
            return
        if self._name not in self._parts:
            self._begin()
        root = parse(self._parts[self._name], self._name)
        queue, done = sorted(wanted), set()
        while queue:
            key = queue.pop()
            if key in done or key not in self._missing:
                continue
            done.add(key)
            style = copy.deepcopy(self._missing[key])
            style.set(f"{Q}styleId", key)
            style.attrib.pop(f"{Q}default", None)
            for one in list(style.iter(f"{Q}numPr")):
                one.getparent().remove(one)
            for name in ("basedOn", "next", "link"):
                other = style.find(f"{Q}{name}")
                if other is not None:
                    target = other.get(f"{Q}val", "")
                    target = self.map.get(target, target)
                    other.set(f"{Q}val", target)
                    queue.append(target)
            root.append(style)
        self._parts[self._name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _begin(self) -> None:
        """Give a new document that has no styles a part for them."""
        root = etree.Element(f"{Q}styles", nsmap={"w": W})
        self._parts[self._name] = write_xml(root)
        add_content_type(self._parts, self._name, _CONTENT_TYPE)
        relationships = Relationships(self._parts, MAIN)
        relationships.add(f"{RELATIONSHIP}/styles", posixpath.relpath(self._name, posixpath.dirname(MAIN)))
        relationships.save()


_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_NAMED = re.compile(rb'<w:(?:p|r|tbl)Style w:val="([^"]*)"')
_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def _style_of(properties: etree._Element) -> str:
    found = properties.find(f"{Q}pStyle")
    return "" if found is None else str(found.get(f"{Q}val", ""))


def _styles(parts: Parts) -> dict[str, etree._Element]:
    name = part_of(parts, "styles", "word/styles.xml")
    if name not in parts:
        return {}
    return {one.get(f"{Q}styleId", ""): one for one in parse(parts[name], name).iterfind(f"{Q}style")}


def _kind_and_name(style: etree._Element) -> tuple[str, str]:
    """Return what a style is known by: ids are made anew in each document, and in some languages just counted."""
    return style.get(f"{Q}type", ""), _name(style).lower() or style.get(f"{Q}styleId", "")


def _named(parts: Parts) -> set[str]:
    """Return the ids of styles that the text names, also of those that aren't there."""
    found = (_NAMED.findall(data) for name, data in parts.items() if STORY_PART.fullmatch(name))
    return {one.decode("utf-8", "replace") for some in found for one in some}


def _free(key: str, taken: set[str]) -> str:
    number, found = 0, key
    while found in taken:
        number += 1
        found = f"{key}Old{number if number > 1 else ''}"
    return found


def _name(style: etree._Element) -> str:
    found = style.find(f"{Q}name")
    return "" if found is None else found.get(f"{Q}val", "")


def _defaults(parts: Parts) -> bytes:
    name = part_of(parts, "styles", "word/styles.xml")
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
