"""A Word file being edited at random: where an edit can be, and how it is marked as a tracked change."""

from __future__ import annotations

import random
from collections.abc import Callable

from lxml import etree

from cwgdraft.word.comments import CONTENT_TYPE
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import RELATIONSHIP, Relationships, W, add_content_type, pack, parse, write_xml
from tests.folding.edits.pieces import Q, cut, is_heading, is_open, is_ours, is_text, run_like, set_text

AUTHOR, DATE = "Delegate", "2026-02-03T10:00:00Z"


class Editor:
    """A document being edited."""

    def __init__(self, data: bytes, chance: random.Random, tracked: bool) -> None:
        self.random, self.tracked = chance, tracked
        self.parts = dict(read_parts(data, "random.docx"))
        self.root = parse(self.parts[MAIN], MAIN)
        self.body = self.root.find(f"{Q}body")
        self.links = Relationships(self.parts, MAIN)
        self.comments_part = part_of(self.parts, "comments", "word/comments.xml")
        self.has_comments = self.comments_part in self.parts
        self.comments = (
            parse(self.parts[self.comments_part], self.comments_part)
            if self.has_comments
            else etree.Element(f"{Q}comments", nsmap={"w": W})
        )
        taken = [int(one) for one in self.root.xpath("//@w:id", namespaces={"w": W}) if str(one).isdigit()]
        self._id = max([*taken, 0])

    def saved(self) -> bytes:
        """Return the package."""
        self._tidy_comments()
        if len(self.comments):
            if not self.has_comments:
                add_content_type(self.parts, self.comments_part, CONTENT_TYPE)
                self.links.add(f"{RELATIONSHIP}/comments", self.comments_part.removeprefix("word/"))
            self.parts[self.comments_part] = write_xml(self.comments)
        self.links.save()
        self.parts[MAIN] = write_xml(self.root)
        return pack(self.parts)

    def _tidy_comments(self) -> None:
        """Take out what a deleted paragraph left of a comment, as Word does."""

        def ids(*names: str) -> set[str]:
            return {one.get(f"{Q}id", "") for one in self.root.iter(*(f"{Q}{name}" for name in names))}

        referred = ids("commentReference")
        whole = ids("commentRangeStart") & ids("commentRangeEnd") & referred
        for mark in list(self.root.iter(f"{Q}commentRangeStart", f"{Q}commentRangeEnd")):
            if mark.get(f"{Q}id") not in whole:
                mark.getparent().remove(mark)
        for comment in list(self.comments):
            if comment.get(f"{Q}id") not in referred:
                self.comments.remove(comment)

    # --- places -----------------------------------------------------------------------------------------

    def paragraph(self, fits: Callable[[etree._Element], bool] = lambda _: True) -> etree._Element | None:
        """Return a paragraph of ours in the body that can be edited; seldom a heading."""
        headings = self.random.random() >= 0.9
        found = [one for one in self.body.iterchildren(f"{Q}p") if is_ours(one) and is_open(one)]
        found = [one for one in found if (headings or not is_heading(one)) and fits(one)]
        return self.random.choice(found) if found else None

    def run(self, paragraph: etree._Element) -> etree._Element | None:
        """Return a run of nothing but one text with two words or more; seldom one of a link."""
        parents = (f"{Q}p", f"{Q}hyperlink") if self.random.random() < 0.1 else (f"{Q}p",)
        found = [one for one in paragraph.iter(f"{Q}r") if one.getparent().tag in parents and is_text(one)]
        return self.random.choice(found) if found else None

    # --- marks ------------------------------------------------------------------------------------------

    def change(self, name: str) -> etree._Element:
        """Return a new element of a tracked change."""
        self._id += 1
        found = etree.Element(f"{Q}{name}")
        found.set(f"{Q}id", str(self._id))
        found.set(f"{Q}author", AUTHOR)
        found.set(f"{Q}date", DATE)
        return found

    def mark(self, paragraph: etree._Element, name: str) -> None:
        """Say that the mark of a paragraph was inserted or deleted."""
        looks = paragraph.find(f"{Q}pPr")
        if looks is None:
            looks = etree.Element(f"{Q}pPr")
            paragraph.insert(0, looks)
        own = looks.find(f"{Q}rPr")
        if own is None:
            own = etree.SubElement(looks, f"{Q}rPr")
        own.insert(0, self.change(name))

    def wrap(self, run: etree._Element, name: str) -> None:
        """Put a run into an insertion or a deletion."""
        change = self.change(name)
        run.addprevious(change)
        change.append(run)
        if name == "del":
            for text in run.iter(f"{Q}t"):
                text.tag = f"{Q}delText"

    def replace(self, run: etree._Element, start: int, end: int, new: str) -> None:
        """Replace a part of the text of a run."""
        text = run.find(f"{Q}t").text
        if not self.tracked:
            set_text(run, text[:start] + new + text[end:])
            return
        old = cut(run, start, end)
        if new:
            made = run_like(run, new)
            (run if old is None else old).addnext(made)
            self.wrap(made, "ins")
        if old is not None:
            self.wrap(old, "del")
