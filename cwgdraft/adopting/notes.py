"""Notes of a meeting become its minutes: items by their headings, citations completed, words as they were typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cwgdraft.adopting.merging import merged
from cwgdraft.adopting.outline import Line, Outline, Paragraph, Section
from cwgdraft.adopting.recording import Item, Recorder, Report, Source
from cwgdraft.language.near import near_miss
from cwgdraft.records.model import Records

_HEADING = re.compile(r"(#{2,6}) +(.*?)(?: *\{(.*)\})?$")
_TOPIC = re.compile(r"topic=([\w-]+)")
_DOCUMENT = re.compile(r"\[\[((?:(?:INF|ADM|DT)/)?\d{1,3})(?=[\]|])")
_REFERENCE = re.compile(r"(\[\[[^\[\]]*\]\])")
_KINDS = re.compile(r"(?<![\w/])(INF|ADM|DT) ?/ ?(\d{1,3})\b", re.I)
_PAIR = re.compile(r"(?<![\w/.-])(\d{1,3})/((?:INF/)?\d{1,3})(?![\w/.-])", re.I)
_SHORT = re.compile(r"\b([Dd]oc(?:ument)?s?\.?) \[\[((?:(?:INF|ADM|DT)/)?\d{1,3})(?:\|[^\[\]]*)?\]\]")
_WHOLE = {"docs": "Documents", "docs.": "Documents", "documents": "Documents"}
_ALIKE = 88
_LONGEST = 150


@dataclass(slots=True)
class Noted:
    """What came of notes: the minutes as they are now, the items that were placed, and what wants a look."""

    minutes: str
    placed: list[str] = field(default_factory=list)
    unplaced: list[tuple[Line, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def noted(source: Source, records: Records, meeting: int, minutes: str, documents: Collection[str]) -> Noted:
    """Return a meeting's minutes with notes written into them; `documents` are the numbers of those it has.

    An item whose heading is there already and says nothing takes the notes; where it says something, nothing is
    changed, and the notes are unplaced. Other items go behind the last one.
    """
    titles = {topic.title.get("en"): key for key, topic in records.topics().items()}
    titles |= {found[2]: "" for line in minutes.split("\n") if (found := _HEADING.fullmatch(line))}
    done = Noted(minutes or f"# Minutes of meeting {meeting}\n")
    sections, loose = _items(source.outline, titles)
    done.unplaced += [(line, "it stands before the first heading") for line in loose]
    source.said.people.clear()  # notes call people by half their names: only those of the register are references
    facts = merged([source.said], records)
    recorder = Recorder([source], facts, records.group.acronym, records, is_new=False)
    report = Report(recorder, source)
    report.numbered = False
    report.minutes(sections, meeting, named=False)
    for item, section in zip(recorder.minutes[meeting], sections, strict=True):
        _by_documents(item, records, meeting)
        item.lines = [_completed(line, records, meeting) for line in item.lines]
        _put(done, item, section)
    done.doubts += _unknown_documents(recorder.minutes[meeting], documents, meeting)
    done.doubts += [f"'{one.title}' is no topic of the outline: give it one (topic=…)"
                    for one in recorder.minutes[meeting] if not one.topic and one.title in done.placed]  # fmt: skip
    return done


def _items(outline: Outline, titles: Iterable[str]) -> tuple[list[Section], list[Line]]:
    """Return the sections of notes, and the lines before the first one.

    A line without a number is a heading only where the outline or the minutes know it.
    """
    known = list(titles)
    found: list[Section] = []
    loose: list[Line] = [*outline.masthead, *outline.box]

    def is_known(line: Line) -> bool:
        return len(line.text) < _LONGEST and near_miss(line.text.rstrip(":"), known, _ALIKE) is not None

    def add(child: Paragraph) -> None:
        if child.line is not None and not child.line.label and is_known(child.line):
            found.append(Section(child.line, 1))
            if child.parts:
                found[-1].children.append(Paragraph(None, child.parts))
        elif found:
            found[-1].children.append(child)
        else:
            loose.extend(child.lines())

    def take(section: Section) -> None:
        if section.line is not None and not section.is_sub:
            found.append(Section(section.line, 1))
        elif section.line is not None:
            add(Paragraph(section.line))
        for child in section.children:
            if isinstance(child, Section):
                take(child)
            else:
                add(child)

    for section in outline.sections:
        take(section)
    return found, loose


def _by_documents(item: Item, records: Records, meeting: int) -> None:
    """Give an item the topic of the documents that it cites, where its heading names none and they agree."""
    record = records.meetings.get(meeting)
    if item.topic or record is None:
        return
    numbers = _DOCUMENT.findall("\n".join(item.lines))
    topics = {one.topic for number in numbers if (one := record.facts.documents.get(number)) and one.topic}
    if len(topics) == 1:
        item.topic = topics.pop()
        item.heading = f"{item.heading[:-1]} topic={item.topic}}}"


def _put(done: Noted, item: Item, section: Section) -> None:
    lines = done.minutes.split("\n")
    place = _place(lines, item)
    if place is None:
        body = "\n".join(item.lines).rstrip()
        done.minutes = f"{done.minutes.rstrip()}\n\n{item.heading}\n\n{body}\n" if body else done.minutes
        done.placed.append(item.title)
        return
    following = next((n for n in range(place + 1, len(lines)) if lines[n].strip()), len(lines))
    if following < len(lines) and not _HEADING.fullmatch(lines[following]):
        reason = f"the minutes have words under '{item.title}' already"
        done.unplaced += [(line, reason) for child in section.paragraphs() for line in child.lines()]
        return
    body = "\n".join(item.lines).rstrip()
    lines[place + 1 : following] = ["", *body.split("\n"), ""] if body else lines[place + 1 : following]
    done.minutes = "\n".join(lines).rstrip("\n") + "\n"
    done.placed.append(item.title)


def _place(lines: Sequence[str], item: Item) -> int | None:
    """Return the line of the heading that an item has in the minutes already: by its topic, else by its title."""
    headings: Mapping[int, re.Match[str]] = {
        n: found for n, line in enumerate(lines) if (found := _HEADING.fullmatch(line))
    }
    for place, found in headings.items():
        topic = _TOPIC.search(found[3] or "")
        if item.topic and topic and topic[1] == item.topic:
            return place
    titles = {found[2]: place for place, found in headings.items()}
    near = near_miss(item.title.rstrip(":"), titles, _ALIKE)
    return titles[near] if near else None


def _completed(line: str, records: Records, meeting: int) -> str:
    """Return a line of minutes with citations in the short forms of notes made whole: `doc 5`, `INF/2`, `45/5`."""
    pieces = _REFERENCE.split(line)
    for place in range(0, len(pieces), 2):  # what stands between references
        words = _KINDS.sub(lambda found: f"[[{found[1].upper()}/{int(found[2])}]]", pieces[place])
        pieces[place] = _PAIR.sub(lambda found: _of_meeting(found, records, meeting), words)
    text = "".join(pieces).replace(f"[[{meeting}/", "[[")
    return _SHORT.sub(lambda found: f"{_WHOLE.get(found[1].casefold(), 'Document')} [[{found[2]}]]", text)


def _of_meeting(found: re.Match[str], records: Records, meeting: int) -> str:
    known = int(found[1]) == meeting or int(found[1]) in records.meetings
    return f"[[{int(found[1])}/{found[2].upper()}]]" if known else found[0]


def _unknown_documents(items: Iterable[Item], documents: Collection[str], meeting: int) -> list[str]:
    numbers = dict.fromkeys(number for item in items for number in _DOCUMENT.findall("\n".join(item.lines)))
    lacking = [number for number in numbers if number not in documents]
    return [f"document {number} is not in the meeting's list: meetings/{meeting}.yaml" for number in lacking]
