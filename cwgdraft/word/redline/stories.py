"""What stands beside the body: headers and footers by section, notes, comments that say why."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.comments import CONTENT_TYPE, comment_element, point_at
from cwgdraft.word.contents import block_elements
from cwgdraft.word.gate import Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import RELATIONSHIP, R, W, add_content_type, parse, write_xml
from cwgdraft.word.redline.marks import Q
from cwgdraft.word.redline.parts import Part, content_type
from cwgdraft.word.redline.scope import Scope
from cwgdraft.word.redline.tokens import spell_out_fields
from cwgdraft.word.redline.units import text_of
from cwgdraft.word.redline.whole import bury_rows, clean, mark_paragraph, mark_table

_R = f"{{{R}}}"
_NOTES = {"footnoteReference": ("footnotes", "footnote"), "endnoteReference": ("endnotes", "endnote")}
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be put on a block of the body: `place` counts its blocks from 0, in the old or the new document."""

    place: int
    text: str
    in_old: bool = False


# --- headers and footers ------------------------------------------------------------------------------


Key = tuple[str, str]
"""A kind of header: `header` or `footer`, and `default`, `first` or `even`."""


def write_headers(scope: Scope, old_sections: list[etree._Element], scope_of: Callable[[str, str], Scope]) -> None:
    """Write what became of the headers and footers of each section that stayed; the last one always does.

    `old_sections` are the section properties of the old document; `scope_of` returns the scope of two parts. A section
    without a header of its own has that of the section before it. Where that one comes or goes with the changes, the
    section gets a reference of its own to what it shows now, so that it shows the same without the other.
    """
    every = [one for one in scope.new.root.iter(f"{Q}sectPr") if one.getparent().tag != f"{Q}sectPrChange"]
    now = [one for one in every if _fate(one) not in ("del", "moveFrom")]
    before, after = _shown_headers(old_sections, scope.old) or [{}], _shown_headers(now, scope.new)
    then = [one for one in every if _fate(one) not in ("ins", "moveTo")]
    if max(len(then), 1) != len(before):
        scope.remark(
            "the number of sections differs: headers and footers of the further ones are as in the new document"
        )
        before = [*before[:-1][: len(now) - 1], before[-1]]
        then = [*now[: len(before) - 1], *now[-1:]]
    headers = _Headers(scope, scope_of)
    for section, path in zip(then, before, strict=False):
        if section in now:
            headers.stayed(section, path, after[now.index(section)])
        else:
            headers.went(section, path)
    headers.settle()


def _fate(section: etree._Element) -> str:
    """Return what a section came or went with (`ins`, `moveTo`, `del`, `moveFrom`), empty when it stayed."""
    mark = section.getparent().find(f"{Q}rPr")
    names = ("ins", "moveTo", "del", "moveFrom") if mark is not None else ()
    return next((name for name in names if mark.find(f"{Q}{name}") is not None), "")


def _shown_headers(sections: Iterable[etree._Element], part: Part) -> list[dict[Key, str]]:
    """Return the parts of the headers that each section shows, its own or those of the sections before it."""
    shown: dict[Key, str] = {}
    found = []
    for one in sections:
        shown = {**shown, **_references(one, part)}
        found.append(shown)
    return found


class _Headers:
    """Writes the headers of one section after another; `shown` is what the section shows when all is rejected."""

    def __init__(self, scope: Scope, scope_of: Callable[[str, str], Scope]) -> None:
        self.scope, self.scope_of = scope, scope_of
        self.shown: dict[Key, str] = {}
        self.done: dict[str, str] = {}
        self.gone: list[tuple[etree._Element, str]] = []

    def went(self, section: etree._Element, before: dict[Key, str]) -> None:
        """Take note of a section of the old document that comes back with its paragraph."""
        for one in _pointers(section):
            key = etree.QName(one).localname[:6], one.get(f"{Q}type", "default")
            if key in before:
                self.shown[key] = f"old {before[key]}"
                self.gone.append((one, before[key]))

    def settle(self) -> None:
        """Let sections that come back show their old headers: those that are compared, or parts of their own."""
        written = {path: target for target, path in self.done.items() if path}
        for reference, path in self.gone:
            link = self.scope.new.links.get(reference.get(f"{_R}id", ""))
            if path in written:
                reference.set(f"{_R}id", self._identifier(written[path]))
            elif link is not None and self.done.get(link.target, path) != path:
                kind = etree.QName(reference).localname.removesuffix("Reference")
                reference.set(f"{_R}id", self.scope.links.copy(f"{RELATIONSHIP}/{kind}", path))

    def stayed(self, section: etree._Element, before: dict[Key, str], after: dict[Key, str]) -> None:
        own = _references(section, self.scope.new)
        self.shown.update(own)
        for key in sorted({*before, *after}):
            path, target = before.get(key, ""), after.get(key, "")
            if target and path and self.shown.get(key) != target:
                self._point(section, key, target)
            if target in self.done:
                if self.done[target] != path and path:
                    self.scope.remark(
                        f"a {key[0]} is shared by sections that had different ones: it is compared with the first"
                    )
            elif target and (path or key in own):
                self.done[target] = path
                self._write(path, target)
            elif path and not target and self.shown.get(key) != f"old {path}":
                _bring_header(self.scope, section, key, path, self.scope_of)
                self.shown[key] = f"old {path}"

    def _write(self, path: str, target: str) -> None:
        part = self.scope_of(path, target)
        if path:
            part.write_container(part, part.old.root, part.new.root)
        else:
            mark_all(part, part.new.root)

    def _point(self, section: etree._Element, key: Key, target: str) -> None:
        """Let a section name the header that it has from a section before it."""
        _refer(section, key, self._identifier(target))
        self.shown[key] = target

    def _identifier(self, target: str) -> str:
        links = self.scope.new.links.items()
        return next((one for one, link in links if link.target == target and not link.external), "")


def _pointers(section: etree._Element) -> list[etree._Element]:
    return [one for one in section if one.tag in (f"{Q}headerReference", f"{Q}footerReference")]


def _refer(section: etree._Element, key: Key, identifier: str) -> None:
    reference = etree.Element(f"{Q}{key[0]}Reference")
    reference.set(f"{Q}type", key[1])
    reference.set(f"{_R}id", identifier)
    section.insert(len(_pointers(section)), reference)


def _references(section: etree._Element, part: Part) -> dict[Key, str]:
    found = {}
    for name in ("header", "footer"):
        for one in section.iterfind(f"{Q}{name}Reference"):
            link = part.links.get(one.get(f"{_R}id", ""))
            path = link.target if link and not link.external else ""
            if path in part.parts:
                found[name, one.get(f"{Q}type", "default")] = path
    return found


def mark_all(scope: Scope, container: etree._Element) -> None:
    """Mark everything in a container as inserted, but for its last mark, which can't be."""
    blocks = block_elements(container)
    for n, block in enumerate(blocks):
        if block.tag == f"{Q}tbl":
            mark_table(scope, block)
        elif n < len(blocks) - 1:
            mark_paragraph(scope, block)
        else:
            spell_out_fields(block)
            scope.marks.wrap(block, "ins")


def _bring_header(
    scope: Scope,
    section: etree._Element,
    key: Key,
    path: str,
    scope_of: Callable[[str, str], Scope],
) -> None:
    """Show a header that only the old document has: it comes along, with everything in it deleted."""
    name = key[0]
    old = Part(scope.old.parts, path)
    if not text_of(old.root).strip():
        return
    scope.remark(f"a {name} was deleted: what is accepted leaves an empty one")
    parts = scope.new.parts
    target = path
    number = 0
    while target in parts:
        number += 1
        target = f"word/{name}Old{number}.xml"
    root = etree.Element(old.root.tag, attrib=dict(old.root.attrib), nsmap=old.root.nsmap)
    parts[target] = write_xml(root)
    add_content_type(parts, target, content_type(scope.old.parts, path))
    part = scope_of(path, target)
    for block in block_elements(part.old.root):
        own = part.borrowed(block)
        part.new.root.append(own)
        bury_block(part, own)
    _refer(section, key, scope.links.add(f"{RELATIONSHIP}/{name}", f"/{target}"))


def bury_block(scope: Scope, block: etree._Element) -> None:
    """Mark the words of an old paragraph as deleted, while its mark stays, or the rows of an old table."""
    clean(scope, block)
    if block.tag == f"{Q}tbl":
        bury_rows(scope, block)
    else:
        spell_out_fields(block)
        scope.marks.wrap(block, "del")


# --- notes ----------------------------------------------------------------------------------------------


def notes_of(parts: Parts, kind: str) -> tuple[str, dict[str, etree._Element], Part | None]:
    """Return the part of the notes of a kind, the notes by id, and the part read; nothing where there is none."""
    plural, single = _NOTES[kind]
    name = part_of(parts, plural, f"word/{plural}.xml")
    if name not in parts:
        return name, {}, None
    part = Part(parts, name)
    return name, {one.get(f"{Q}id", ""): one for one in part.root.iterfind(f"{Q}{single}")}, part


class Notes:
    """The footnotes or endnotes of both documents, and what becomes of them."""

    def __init__(
        self,
        kind: str,
        old: Parts,
        new: Parts,
        scope_of: Callable[[Part, Part], Scope],
        relate: Callable[[str, str], str],
    ) -> None:
        self._relate = relate
        self.kind = kind
        self._parts = new
        _, self.old, self._old_part = notes_of(old, kind)
        self._name, self.new, self._new_part = notes_of(new, kind)
        self._scope_of = scope_of
        self._scope: Scope | None = None
        self._done: set[str] = set()
        self._brought = False

    def scope(self) -> Scope | None:
        """Return the scope of the notes' parts, the new one made when there is none; None where neither has notes."""
        if self._scope is None and (self._old_part or self._new_part):
            if self._new_part is None and self._old_part is not None:
                self._begin(self._old_part)
            assert self._new_part is not None  # noqa: S101
            self._scope = self._scope_of(self._old_part or self._new_part, self._new_part)
        return self._scope

    def _begin(self, old: Part) -> None:
        """Give a new document without notes a part for them, with the separators of the old one."""
        plural, single = _NOTES[self.kind]
        root = etree.Element(old.root.tag, nsmap=old.root.nsmap)
        for one in old.root.iterfind(f"{Q}{single}"):
            if one.get(f"{Q}type") in ("separator", "continuationSeparator"):
                root.append(copy.deepcopy(one))
        self._parts[self._name] = write_xml(root)
        add_content_type(self._parts, self._name, f"{_WORDML}.{plural}+xml")
        self._relate(f"{RELATIONSHIP}/{plural}", f"/{self._name}")
        self._new_part = Part(self._parts, self._name)

    def stayed(self, old: str, new: str) -> None:
        """Write what became of a note whose reference stayed."""
        scope = self.scope()
        if scope is not None and old in self.old and new in self.new and new not in self._done:
            self._done.add(new)
            scope.write_container(scope, self.old[old], self.new[new])

    def came(self, new: str) -> None:
        """Mark the words of a note that came with its reference."""
        scope = self.scope()
        if scope is None or new not in self.new or new in self._done:
            return
        self._done.add(new)
        if (self.kind, new) not in scope.shared.kept_notes.values():
            mark_all(scope, self.new[new])

    def went(self, old: str) -> str:
        """Return the id that a note of the old document has in the new package, its words deleted."""
        scope = self.scope()
        if scope is None or old not in self.old:
            return old
        kept = scope.shared.kept_notes.get((self.kind, old))
        if kept is not None and kept[1] in self.new:
            return kept[1]
        note = scope.borrowed(self.old[old])
        for block in block_elements(note):
            bury_block(scope, block)
        taken = [int(one) for one in self.new if one.lstrip("-").isdigit()]
        number = str(max([*taken, 0]) + 1)
        note.set(f"{Q}id", number)
        self.new[number] = note
        self._done.add(number)
        scope.new.root.append(note)
        self._brought = True
        scope.shared.kept_notes[self.kind, old] = (self.kind, number)
        return number

    def put_in_order(self, text: etree._Element) -> None:
        """Put the notes in the order of their references, as Word does, when old ones have joined them.

        LibreOffice 7.4 takes notes by rank, and would give each the words of another.
        """
        scope = self.scope()
        references = list(text.iter(f"{Q}{self.kind}"))
        wanted = dict.fromkeys(one.get(f"{Q}id", "") for one in references)
        if not self._brought or scope is None or not wanted.keys() <= self.new.keys():
            return
        special = [one for one in self.new if self.new[one].get(f"{Q}type", "normal") != "normal"]
        order = dict.fromkeys((*wanted, *(one for one in self.new if one not in special)))
        first = max([0, *(int(one) for one in special if one.isdigit())]) + 1
        numbers = {one: str(first + n) for n, one in enumerate(order)}
        for one in references:
            one.set(f"{Q}id", numbers[one.get(f"{Q}id", "")])
        for one, number in numbers.items():
            self.new[one].set(f"{Q}id", number)
            scope.new.root.append(self.new[one])
        self.new = {note.get(f"{Q}id", ""): note for note in self.new.values()}


def write_notes(scope: Scope, notes: dict[str, Notes]) -> None:
    """Write what became of the notes that the text refers to; references that went get their notes along."""
    done = 0
    queue = scope.shared.notes
    while done < len(queue):
        old, new, element = queue[done]
        done += 1
        if element is not None and old is not None:
            element.set(f"{Q}id", notes[old[0]].went(old[1]))
        elif old is not None and new is not None:
            notes[new[0]].stayed(old[1], new[1])
        elif new is not None:
            notes[new[0]].came(new[1])
    for one in notes.values():
        one.put_in_order(scope.new.root)


# --- comments that say why --------------------------------------------------------------------------------


def add_comments(
    parts: Parts, scope: Scope, remarks: Iterable[Remark], blocks: Callable[[Remark], etree._Element | None]
) -> None:
    """Put comments on blocks of the body; `blocks` returns where one belongs, None for nowhere."""
    name = part_of(parts, "comments", "word/comments.xml")
    root = parse(parts[name], name) if name in parts else etree.Element(f"{Q}comments", nsmap={"w": W})
    taken = [int(x) for one in root for x in [one.get(f"{Q}id", "")] if x.isdigit()]
    number = max([*taken, -1])
    added = False
    for remark in remarks:
        block = blocks(remark)
        paragraph = block if block is None or block.tag == f"{Q}p" else next(block.iter(f"{Q}p"), None)
        if paragraph is None:
            continue
        number += 1
        added = True
        root.append(comment_element(scope.marks.element("comment"), str(number), remark.text))
        point_at(paragraph, str(number))
    if not added:
        return
    if name not in parts:
        add_content_type(parts, name, CONTENT_TYPE)
        scope.links.add(f"{RELATIONSHIP}/comments", f"/{name}")
    parts[name] = write_xml(root)
