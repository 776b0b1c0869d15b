"""Minutes as they stand, into which items and their words are put: every byte that is there stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cwgdraft.adopting.recording import slug, unique
from cwgdraft.language.near import near_miss
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Item, Records
from cwgdraft.records.source import Source

ALIKE = 88
"""From how many per cent on two titles are the same one, typed otherwise."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ID = re.compile(r"#([\w.:-]+)")
_DEEPEST = 6
_SMALL = frozenset(("a", "an", "and", "any", "at", "for", "in", "of", "on", "s", "the", "to", "with"))
Known = TypeVar("Known")


@dataclass(eq=False, slots=True)
class Entry:
    """An item of the minutes: `lines` are those of its heading and of its own words, with their ends.

    `number` is its place in the agenda: (3, 1) is the first item below the third. `is_open` says that words may be put
    there: it had none when the minutes were read.
    """

    title: str
    level: int
    topic: str
    number: tuple[int, ...]
    lines: list[str] = field(default_factory=list)
    is_open: bool = True


class Minutes:
    """A meeting's minutes; without a text, new ones."""

    def __init__(self, text: str, meeting: int) -> None:
        self.before = text
        written = text or f"# Minutes of meeting {meeting}\n"
        self.end = "\r\n" if "\r\n" in written else "\n"
        self.ids = set(_ID.findall(written))
        lines = [found[0] for found in _LINE.finditer(written)]
        plain_lines = "\n".join(one.rstrip("\r\n") for one in lines)
        words, _ = read_markdown(Source(Path(f"{meeting}.md"), plain_lines))
        places = list(_placed(words.items))
        starts = [item.place.line - 1 for item, _ in places]
        self.head = lines[: starts[0]] if starts else lines
        self.entries: list[Entry] = []
        stops = [*starts[1:], len(lines)][: len(starts)]
        for (item, number), start, stop in zip(places, starts, stops, strict=True):
            is_open = not any(one.strip() for one in lines[start + 1 : stop])
            topic = item.attributes.get("topic", "")
            self.entries.append(Entry(item.words, item.level, topic, number, lines[start:stop], is_open))

    @property
    def text(self) -> str:
        """Return the minutes as they are now; what was read, where nothing was put in."""
        added = "".join([*self.head, *(line for entry in self.entries for line in entry.lines)])
        return added if self.entries else self.before

    def named(self, title: str, topic: str = "") -> Entry | None:
        """Return the item with a title like this one, else the first with the topic; None where there is none."""
        entry = titled({one.title: one for one in reversed(self.entries)}, title)
        return entry or next((one for one in self.entries if topic and one.topic == topic), None)

    def numbered(self, number: tuple[int, ...]) -> Entry | None:
        """Return the item that has a number in the agenda, by its place; None where there is none."""
        return next((one for one in self.entries if one.number == number), None)

    def put(self, entry: Entry, lines: Sequence[str]) -> None:
        """Put words behind those of an item."""
        body = list(entry.lines)
        blank = []
        while len(body) > 1 and not body[-1].strip():
            blank.append(body.pop())
        blank.reverse()
        first, rest = blank[:1] or [self.end], blank[1:]
        if not body[-1].endswith(("\n", "\r")):
            body[-1] += self.end
        is_last = entry is self.entries[-1]
        entry.lines = [
            *body,
            *first,
            *(f"{one}{self.end}" for one in lines),
            *(rest or ([] if is_last else [self.end])),
        ]

    def add(self, title: str, topic: str, below: Entry | None = None) -> Entry:
        """Add an item: below another one and behind its items, else behind all; `title` may hold references."""
        key = unique(topic or slug(re.sub(r"[\[\]|]+", " ", title)), self.ids)
        self.ids.add(key)
        level = min(below.level + 1, _DEEPEST - 1) if below else 1
        place = self._behind(below) if below else len(self.entries)
        count = sum(1 for one in self.entries if one.number[:-1] == (below.number if below else ()))
        marks = f"{{#{key}{f' topic={topic}' if topic else ''}}}"
        number = (*(below.number if below else ()), count + 1)
        entry = Entry(title, level, topic, number, [f"{'#' * (level + 1)} {title} {marks}{self.end}"])
        above = self.entries[place - 1].lines if place else self.head
        if above and not above[-1].endswith(("\n", "\r")):
            above[-1] += self.end
        if above and above[-1].strip():
            above.append(self.end)
        if place < len(self.entries):
            entry.lines.append(self.end)
        self.entries.insert(place, entry)
        return entry

    def _behind(self, entry: Entry) -> int:
        """Return the place behind an item and all below it."""
        start = self.entries.index(entry) + 1
        deeper = (n for n in range(start, len(self.entries)) if self.entries[n].level <= entry.level)
        return next(deeper, len(self.entries))


def _placed(items: Sequence[object], above: tuple[int, ...] = ()) -> Iterator[tuple[Item, tuple[int, ...]]]:
    """Yield items at any depth in order, each with its number in the agenda."""
    count = 0
    for item in items:
        if isinstance(item, Item):
            count += 1
            yield item, (*above, count)
            yield from _placed(item.children, (*above, count))


def plain(title: str) -> str:
    """Return a title without what may end it."""
    return title.strip().rstrip(":.;–- ").strip()


def topic_named(title: str, records: Records) -> str:
    """Return the topic of the outline that a title names: by its key or a title like it; empty where there is none."""
    topics = records.topics()
    wanted = plain(title)
    if wanted.casefold() in topics:
        return wanted.casefold()
    titles = {text: key for key, topic in topics.items() if (text := topic.title.get(records.group.language))}
    return titled(titles, wanted) or ""


def titled(known: Mapping[str, Known], title: str) -> Known | None:
    """Return what has a title like this one: typed nearly so, of the same words, or cut to their first letters."""
    wanted = plain(title)
    if near := near_miss(wanted, known, ALIKE):
        return known[near]
    words = _words(wanted)
    same = [one for text, one in known.items() if words and sorted(_words(text)) == sorted(words)]
    if len(words) == 1 and wanted.isupper() and len(wanted) > 1:
        same += [one for text, one in known.items() if "".join(word[0] for word in _words(text)) == words[0]]
    return same[0] if len(same) == 1 else None


def _words(title: str) -> list[str]:
    """Return the words of a title that matter, in small letters."""
    return [word for word in re.findall(r"\w+", title.casefold()) if word not in _SMALL]
