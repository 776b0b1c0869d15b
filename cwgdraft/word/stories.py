"""Stories: what a document has beside its body. Headers, footers, notes, comments, text boxes.

What Word does: a section names its headers and footers, one each for the first page and for even pages, which are
shown where the section, or the document, says so; a section without its own has those of the one before. Numbered
paragraphs count apart from the body's: all footnotes together, all endnotes, all text boxes, each header for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from cwgdraft.draft import Story, StoryKind
from cwgdraft.word.anchors import INITIALS, Anchor
from cwgdraft.word.comments import deleted_words
from cwgdraft.word.contents import Contents
from cwgdraft.word.gate import Parts
from cwgdraft.word.gathering import Gathering, Place
from cwgdraft.word.links import Link, links_of, part_of
from cwgdraft.word.numbering import Counter, Numbering
from cwgdraft.word.package import R, W, parse
from cwgdraft.word.styles import is_on
from cwgdraft.word.threads import threads_of

_Q, _RQ = f"{{{W}}}", f"{{{R}}}"
_PAGES = {"first": " (first page)", "even": " (even pages)"}
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where a header or footer stands: its kind, its name in the draft, the part that holds it."""

    kind: StoryKind
    name: str
    part: str


def page_parts(document: etree._Element, parts: Parts, links: Mapping[str, Link]) -> list[StoryPlace]:
    """Return the headers and footers that a document shows, in the order of its sections, each part once."""
    found: list[StoryPlace] = []
    taken: set[str] = set()
    even = even_pages(parts)
    former = set(document.iterfind(f".//{_Q}sectPrChange/{_Q}sectPr"))
    sections = [one for one in document.iter(f"{_Q}sectPr") if one not in former]
    for number, section in enumerate(sections, 1):
        title = section.find(f"{_Q}titlePg")
        shown = {"first": title is not None and is_on(title), "even": even}
        for one in section.iterchildren(f"{_Q}headerReference", f"{_Q}footerReference"):
            kind = StoryKind.HEADER if one.tag == f"{_Q}headerReference" else StoryKind.FOOTER
            pages = one.get(f"{_Q}type", "default")
            link = links.get(one.get(f"{_RQ}id", ""))
            if link is None or link.external or link.target not in parts or not shown.get(pages, True):
                continue
            if link.target not in taken:
                taken.add(link.target)
                found.append(StoryPlace(kind, f"{kind} {number}{_PAGES.get(pages, '')}", link.target))
    return found


def even_pages(parts: Parts) -> bool:
    """Return whether the document's settings give even pages headers and footers of their own."""
    part = part_of(parts, "settings", "word/settings.xml")
    data = parts.get(part, b"")
    if b"evenAndOddHeaders" not in data:
        return False
    found = parse(data, part).find(f"{_Q}evenAndOddHeaders")
    return found is not None and is_on(found)


class Stories:
    """Reads the stories of a document after its body, from what was gathered there.

    `original` is the package before its tracked changes were made final, which tells what deleted words a comment is
    about.
    """

    def __init__(
        self,
        gathering: Gathering,
        numbering: Numbering,
        anchors: Mapping[str, Anchor],
        *,
        changes: bool,
        original: Parts | None = None,
    ) -> None:
        self._gathering = gathering
        self._numbering = numbering
        self._anchors = anchors
        self._changes = changes
        self._parts = gathering.parts
        self._original = original
        self._within = dict.fromkeys(gathering.comments, "")

    def read(self, document: etree._Element, links: Mapping[str, Link]) -> tuple[Story, ...]:
        """Return all stories: headers and footers, footnotes, endnotes, comments, text boxes."""
        pages = [self._page(place) for place in page_parts(document, self._parts, links)]
        pages.sort(key=lambda one: one.kind is StoryKind.FOOTER)
        notes = [*self._notes(StoryKind.FOOTNOTE), *self._notes(StoryKind.ENDNOTE)]
        boxes = list(self._boxes())
        return (*pages, *notes, *self._comments(), *boxes)

    def _contents(self, root: etree._Element, links: Mapping[str, Link], counter: Counter | None = None) -> Contents:
        return Contents(
            root, self._gathering, self._numbering, links, self._anchors, changes=self._changes, counter=counter
        )

    def _page(self, place: StoryPlace) -> Story:
        root = parse(self._parts[place.part], place.part)
        contents = self._contents(root, links_of(self._parts, place.part))
        return self._holding(Story(place.kind, place.name, contents.blocks(root)))

    def _notes(self, kind: StoryKind) -> Iterator[Story]:
        places = self._gathering.notes[kind.value]
        part = part_of(self._parts, f"{kind}s", f"word/{kind}s.xml")
        data = self._parts.get(part)
        if not data:
            if places:
                self._gathering.remark(f"the part with its {kind}s is missing")
            return
        root = parse(data, part)
        notes = {
            one.get(f"{_Q}id", ""): one
            for one in root.iterchildren(f"{_Q}{kind}")
            if one.get(f"{_Q}type") not in _NO_NOTES
        }
        contents = self._contents(root, links_of(self._parts, part))
        for number, place in list(places.items()):
            if number in notes:
                yield self._story(kind, place, contents, notes[number])
            else:
                self._gathering.remark(f"{kind} {place.number} is missing")
        lost = len(notes.keys() - places.keys())
        if lost:
            self._gathering.remark(f"{lost} {kind}{'s' if lost > 1 else ''} to which nothing refers: not read")

    def _comments(self) -> Iterator[Story]:
        part = part_of(self._parts, "comments", "word/comments.xml")
        data = self._parts.get(part)
        if not data:
            return
        root = parse(data, part)
        gathering = self._gathering
        contents = self._contents(root, links_of(self._parts, part))
        comments = {one.get(f"{_Q}id", ""): one for one in root.iterchildren(f"{_Q}comment")}
        gathering.open_comments.clear()
        for number in comments:
            gathering.anchor = -1
            gathering.comment(number)
        place_of = {number: place for number, place in gathering.comments.items() if number in comments}
        names = {number: f"comment {count}" for count, number in enumerate(place_of, 1)}
        threads = threads_of(self._parts, root)
        if threads.remark:
            gathering.remark(threads.remark)
        excerpts = {one: " ".join("".join(gathering.excerpts.get(one, ())).split()) for one in names}
        bare = [number for number, excerpt in excerpts.items() if not excerpt]
        deleted = deleted_words(self._original, bare) if self._original and bare else {}
        for number, place in place_of.items():
            one = comments[number]
            gone, bookmarks = deleted.get(number, ("", ()))
            yield Story(
                StoryKind.COMMENT,
                names[number],
                contents.blocks(one),
                one.get(f"{_Q}author", ""),
                one.get(f"{_Q}date", ""),
                excerpts[number],
                place.anchor,
                one.get(f"{_Q}initials") == INITIALS,
                names.get(threads.answers.get(number, ""), ""),
                number in threads.resolved,
                self._within.get(number, ""),
                gone,
                next((self._anchors[name].origin for name in bookmarks if name in self._anchors), ""),
            )

    def _boxes(self) -> Iterator[Story]:
        counter = Counter(self._numbering)
        boxes = self._gathering.boxes
        done = 0
        while done < len(boxes):
            box = boxes[done]
            done += 1
            self._gathering.anchor = box.anchor
            contents = self._contents(box.element, box.links, counter)
            blocks = contents.blocks(box.element)
            yield self._holding(Story(StoryKind.TEXT_BOX, f"text box {done}", blocks, anchor=box.anchor))
        self._gathering.anchor = -1

    def _story(self, kind: StoryKind, place: Place, contents: Contents, element: etree._Element) -> Story:
        self._gathering.anchor = place.anchor
        found = Story(kind, f"{kind} {place.number}", contents.blocks(element), anchor=place.anchor)
        self._gathering.anchor = -1
        return self._holding(found)

    def _holding(self, story: Story) -> Story:
        """Return a story, and take down that the comments which came up while it was read hang in it."""
        for number in self._gathering.comments:
            self._within.setdefault(number, story.name)
        return story
