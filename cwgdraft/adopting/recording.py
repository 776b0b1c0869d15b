"""From outlines and facts to record files: registers, meetings with their minutes, plans with their own words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from cwgdraft.adopting.allotting import meetings_of
from cwgdraft.adopting.facts import Said
from cwgdraft.adopting.masthead import masthead_of
from cwgdraft.adopting.merging import Merged, days, shown_value
from cwgdraft.adopting.outline import Line, Outline, Paragraph, Section
from cwgdraft.adopting.people import Who, key_of, split_name
from cwgdraft.adopting.wording import Piece, Registers, markdown_of, pieces_of, suffix_of
from cwgdraft.draft import Kind, StoryKind
from cwgdraft.language.near import near_miss
from cwgdraft.records.model import Records
from cwgdraft.records.writing import as_yaml

_FIELDS = (
    ("purpose", ("purpose", "summary", "abstract", "background")), ("action", ("action",)),
    ("strategic_link", ("strategic", "relevant link")), ("financial", ("financial", "budget")),
    ("references", ("reference",)),
)  # fmt: skip
_OWN = re.compile(r"\b(?:introduction|general (?:update|information)|conclu\w+|closing)\b", re.I)
_LONGEST_KEY = 40
_ALIKE = 92
_MOST = 5


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a paragraph of a source: in which file it stands now, or why in none; `pieces` are its words."""

    file: str
    line: Line
    where: str
    pieces: tuple[Piece, ...] = ()
    meetings: tuple[int, ...] = ()
    on_top: bool = False
    """Whether it stands above the box, where the first page is computed."""

    @property
    def is_taken(self) -> bool:
        """Return whether it stands in the records."""
        return bool(self.where) and not self.where.startswith("not taken")


@dataclass(frozen=True, slots=True)
class Source:
    """A report to be adopted: the name of its plan, its outline, what it says."""

    name: str
    file: str
    outline: Outline
    said: Said


@dataclass(slots=True)
class Recorded:
    """The files that adopting writes, by their path below the workspace, and what became of every paragraph."""

    files: dict[str, str] = field(default_factory=dict)
    fates: list[Fate] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Item:
    """An item of minutes or words as it is written: its heading and the lines of its statements."""

    heading: str
    lines: list[str] = field(default_factory=list)


class Recorder:
    """Writes record files for several sources; `records` are those of the workspace."""

    def __init__(
        self, sources: Sequence[Source], facts: Merged, acronym: str, records: Records, *, is_new: bool
    ) -> None:
        self.sources, self.facts, self.acronym, self.records, self.is_new = sources, facts, acronym, records, is_new
        self.done = Recorded()
        self.topics: dict[str, str] = {key: topic.title.get("en") for key, topic in records.topics().items()}
        self.new_topics: list[dict[str, object]] = []
        self.minutes: dict[int, list[Item]] = {}
        self.ids: set[str] = set()
        """The ids of statements."""
        self.item_keys: dict[int, set[str]] = {}
        """By meeting, the keys of the items of its minutes."""
        self.summaries: dict[tuple[int, str], str] = {}
        """By meeting and words, the ids of statements that a summary brought."""
        self.summarized: set[int] = set()
        """The meetings whose minutes a summary brought."""
        self.boxes: dict[str, list[dict[str, object]]] = {}
        self.registers = self._registers()

    def _registers(self) -> Registers:
        known = self.records
        resolutions = {key: tuple(editions.values()) for key, editions in self.facts.resolutions.items()}
        for key, resolution in (known.resolutions).items():
            resolutions[key] = tuple(one.edition for one in resolution.editions)
        meetings = {}
        for (owner, name), (value, _) in self.facts.facts.items():
            if name == "dates" and isinstance(value, tuple):
                meetings[owner[0]] = value
        for number, meeting in (known.meetings).items():
            if meeting.facts.dates:
                meetings[number] = (meeting.facts.dates.first, meeting.facts.dates.last)
        suffixes = {}
        told = {number for source in self.sources for number in source.said.meetings}
        for (number, name), cited in self.facts.documents.items():
            record = known.meetings.get(number)
            marks = record.facts.documents.get(name) if record else cited if number in told else None
            if marks is not None:  # where no record has it, a reference to it prints no suffix
                suffixes[number, name] = suffix_of(marks)
        sessions = {key: one.name.get("en") for key, one in known.sessions.items()}
        families = {key: key_of(split_name(who.name)[1]) for key, who in self.facts.people.values()}
        counted = Counter(families.values())
        family = {name: key for key, name in families.items() if counted[name] == 1}
        return Registers(self.acronym, self.facts.people, resolutions, sessions, meetings, suffixes, family)

    # --- all ----------------------------------------------------------------------------------

    def record(self) -> Recorded:
        """Return the files for all sources: summaries first, so that combined reports find what they brought."""
        for source in sorted(self.sources, key=lambda one: len(one.said.meetings)):
            Report(self, source).write()
        self._meetings()
        return self.done

    def fate(
        self, source: Source, line: Line, where: str, meetings: Sequence[int] = (), *, on_top: bool = False
    ) -> list[Piece]:
        """Note where a paragraph goes, and return its words in pieces."""
        reported = source.said.meetings
        pieces = pieces_of(line.text, self.registers, reported[0] if len(reported) == 1 else 0)
        self.done.fates.append(Fate(source.file, line, where, tuple(pieces), tuple(meetings), on_top))
        return pieces

    def topic(self, title: str) -> str:
        """Return the topic with a title like this one, of the outline or made anew."""
        plain = title.rstrip(" :.")
        known = {text: key for key, text in self.topics.items()}
        if near := near_miss(plain, known, _ALIKE):
            return known[near]
        if not self.is_new:
            return ""  # the group's outline is its own: a section without a topic has a key
        key = unique(slug(plain), self.topics)
        self.topics[key] = plain
        self.new_topics.append({"key": key, "title": plain})
        return key

    def recorded(self, meeting: int) -> bool:
        """Return whether the workspace has a record of a meeting already: it stays as it is."""
        return meeting in self.records.meetings

    # --- meetings -----------------------------------------------------------------------------

    def _meetings(self) -> None:
        numbers = {number for source in self.sources for number in source.said.meetings}
        for number in sorted(numbers):
            path = f"records/meetings/{number}"
            if self.recorded(number):
                self.done.notes.append(f"{path}.yaml is there already: it stays as it is")
                self._note_lacking(number)
                continue
            facts, sources = self._facts_of(number)
            self.done.files[f"{path}.yaml"] = as_yaml(facts, "../schema/meeting.json") + "".join(
                f"# {name}: {_places(those)}\n" for name, those in sources.items()
            )
            if items := self.minutes.get(number):
                text = f"# Minutes of meeting {number}\n"
                text += "".join(f"\n{one.heading}\n\n{chr(10).join(one.lines).rstrip()}\n" for one in items)
                self.done.files[f"{path}.md"] = re.sub(r"\n{3,}", "\n\n", text)

    def _note_lacking(self, number: int) -> None:
        """Note the facts that a record lacks and the sources tell."""
        for (owner, name), (value, sources) in self.facts.facts.items():
            if owner == (number,):
                told = f"{shown_value(value)} ({'; '.join(sources)})"
                self.done.notes.append(f"records/meetings/{number}.yaml has no {name.replace('_', '-')}: {told}")
        known = self.records.meetings[number].facts.documents
        lacking = [name for meeting, name in self.facts.documents if meeting == number and name not in known]
        if lacking:
            names = ", ".join(sorted(lacking, key=_order))
            self.done.notes.append(f"records/meetings/{number}.yaml lacks documents that the sources cite: {names}")

    def _facts_of(self, number: int) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
        found: dict[str, object] = {"format": 1, "number": number}
        sources: dict[str, tuple[str, ...]] = {}
        names = (
            "dates",
            "place",
            "form",
            "attendance",
            "chair",
            "vice_chairs",
            "opening",
            "totals",
            "thanks",
            "guests",
        )
        for name in names:
            told = self.facts.facts.get(((number,), name))
            if told is None:
                continue
            found[name] = self.value(name, told[0])
            sources[name] = told[1]
        documents = {
            cited.number: _document(cited.title, cited.presenter, cited)
            for (meeting, _), cited in sorted(self.facts.documents.items(), key=lambda one: _order(one[0][1]))
            if meeting == number
        }
        if documents:
            found["documents"] = documents
        return found, sources

    def value(self, name: str, value: object) -> object:
        """Return a fact as record files hold it."""
        if name == "dates":
            return days(value)
        if name == "chair" and isinstance(value, Who):
            return self.who(value)
        if name == "opening" and isinstance(value, Who):
            return {"speaker": self.who(value)}
        if isinstance(value, tuple):
            return [self.attendee(one, guests=name == "guests") for one in value]
        if name == "thanks" and isinstance(value, Mapping):
            return {key: [self.attendee(one) for one in several] for key, several in value.items()}
        if name == "attendance" and isinstance(value, Mapping):
            return {key: one for key, one in value.items() if one}
        return value

    def who(self, who: Who) -> str:
        """Return the key of a person."""
        known = self.facts.people.get(key_of(who.name))
        return known[0] if known else f"{who.title} {who.name}".strip()

    def attendee(self, who: Who, *, guests: bool = False) -> object:
        """Return a person in a list, with what only this list says of them."""
        more: dict[str, object] = {}
        if who.presence:
            more["presence"] = who.presence
        if guests and who.organization:
            more["organization"] = who.organization
        return {"person": self.who(who), **more} if more else self.who(who)

    # --- registers ------------------------------------------------------------------------------

    def new_people(self) -> dict[str, object]:
        """Return the people that the register lacks."""
        known = self.records.people
        found: dict[str, object] = {}
        for key, who in self.facts.people.values():
            if key in known:
                continue
            given, family = split_name(who.name)
            entry: dict[str, object] = {"title": who.title} if who.title else {}
            if given:
                entry["given"] = given
            entry["family"] = family
            if who.country:
                entry["country"] = who.country
            if who.office:
                entry["office"] = who.office
            found[key] = entry
        return found

    def new_resolutions(self) -> dict[str, object]:
        """Return the resolutions that the register lacks."""
        known = self.records.resolutions
        found: dict[str, object] = {}
        for key, editions in self.facts.resolutions.items():
            if key in known:
                continue
            prefix, number = key.split()
            entry: dict[str, object] = {"body": "council" if prefix == "C" else "plenipotentiary", "number": number}
            if editions:
                entry["editions"] = [{"edition": text, "from": str(year)} for year, text in editions.items()]
            found[key] = entry
        return found


class Report:
    """Writes one source: its plan, its own words, and its meetings' minutes."""

    def __init__(self, recorder: Recorder, source: Source) -> None:
        self.recorder, self.source = recorder, source
        self.words: list[Item] = []
        self.keys: set[str] = set()
        self.several = len(source.said.meetings) > 1
        self.numbered = any(one.is_numbered for section in source.outline.sections for one in section.paragraphs())
        self.plan_path = f"records/reports/{source.name}.yaml"
        self.words_path = f"records/reports/{source.name}.md"

    def write(self) -> None:
        """Write the plan, the own words and the minutes of a report."""
        source, done = self.source, self.recorder.done
        sections = self._sections()
        kind = "council-report" if self.several else "meeting-summary"
        plan: dict[str, object] = {"format": 1, "kind": kind, "meetings": list(source.said.meetings)}
        head = masthead_of(source.outline.masthead, self.recorder.records.sessions)
        plan |= head.facts
        plan["template"] = self._template(kind)
        plan["numbering"] = "paragraphs" if self.numbered else "headings"
        box, layout = self._box()
        plan["box_layout"] = layout
        if box:
            plan["box"] = box
        kinds = {line.kind for line in source.outline.closing}
        ends = [
            *(["signature"] if Kind.SIGNATURE_NAME in kinds else []),
            *(["rule"] if Kind.CLOSING_RULE in kinds else []),
        ]
        plan["closing"] = ends
        if source.said.signer:
            plan["signature"] = self.recorder.who(source.said.signer)
        if shared := self._shared():
            plan["shared"] = [shared]
        plan["sections"] = sections
        for line in source.outline.closing:
            self.recorder.fate(source, line, f"{self.plan_path}: signature")
        for line in source.outline.masthead:
            name = head.where.get(line)
            where = (
                f"{self.plan_path}: {name}" if name else "not taken: the first page is computed from the group's facts"
            )
            self.recorder.fate(source, line, where, on_top=True)
        for line in source.outline.tables:
            self.recorder.fate(source, line, "not taken: a row of a table, which minutes can't hold")
        for line in source.outline.beside:
            where = (
                _PAGE
                if line.story in (StoryKind.HEADER, StoryKind.FOOTER)
                else f"not taken: a {line.story}, which stands beside the text"
            )
            self.recorder.fate(source, line, where)
        done.files[self.plan_path] = as_yaml(plan, "../schema/plan.json")
        if self.words:
            text = "# The report's own words\n"
            text += "".join(f"\n{one.heading}\n\n{chr(10).join(one.lines).rstrip()}\n" for one in self.words)
            done.files[self.words_path] = re.sub(r"\n{3,}", "\n\n", text)

    def _template(self, kind: str) -> str:
        labels = [one.label for one in self.source.outline.lines() if one.numbers]
        dotted = sum(label.endswith(".") for label in labels) * 2 > len(labels)
        if kind == "meeting-summary":
            return "meeting-summary" if dotted else "council-report"
        return "council-report-2020" if dotted else "council-report"

    def _shared(self) -> dict[str, object]:
        meetings = self.source.said.meetings
        if not self.several:
            return {}
        found: dict[str, object] = {}
        for name in ("attendance", "totals", "thanks", "guests"):
            if (value := self.recorder.facts.of(meetings, name)) is not None:
                found[name] = self.recorder.value(name, value)
        return {"meetings": list(meetings), **found} if found else {}

    # --- the box --------------------------------------------------------------------------------

    def _box(self) -> tuple[dict[str, object], str]:
        """Return the texts of the box by field, and the layout that has its labels in their order."""
        texts: dict[str, list[str]] = {}
        layout: list[dict[str, object]] = []
        name = ""
        for line in self.source.outline.box:
            if line.kind is Kind.FRONT_RULE:
                layout.append({"field": "rule"})
                self.recorder.fate(self.source, line, f"{self.plan_path}: box_layout")
            elif line.kind is Kind.FRONT_LABEL:
                name = _field(line.text, texts)
                if name:
                    layout.append({"field": name, "label": line.text})
                    texts[name] = []
                self.recorder.fate(self.source, line, f"{self.plan_path}: box_layout" if name else _NO_FIELD)
            else:
                where = f"{self.plan_path}: box.{name}" if name else _NO_FIELD
                pieces = self.recorder.fate(self.source, line, where)
                if name:
                    texts[name].append("".join(piece.markdown for piece in pieces))
        box: dict[str, object] = {one: "\n\n".join(several) for one, several in texts.items() if several}
        return box, self._layout(layout)

    def _layout(self, layout: list[dict[str, object]]) -> str:
        """Return the name of a layout like this one, of the workspace or made anew."""
        wanted = [(one["field"], one.get("label", "")) for one in layout]
        known = self.recorder.records.boxes
        for name, fields in known.items():
            if wanted == [(one.field, one.label.get("en") if one.label else "") for one in fields]:
                return name
        for name, made in self.recorder.boxes.items():
            if wanted == [(one["field"], one.get("label", "")) for one in made]:
                return name
        name = unique(self.source.name if layout else "none", {*known, *self.recorder.boxes})
        self.recorder.boxes[name] = layout
        return name

    # --- sections -------------------------------------------------------------------------------

    def _sections(self) -> list[object]:
        sections = self.source.outline.sections
        meeting = self.source.said.meetings[0]
        if self.several or self.recorder.recorded(meeting) or meeting in self.recorder.summarized:
            return [self._section(one) for one in sections]
        own = [bool(_OWN.search(one.title)) or (one.line is None and not one.run_in) for one in sections]
        first = own.index(False) if False in own else len(own)
        last = len(own) - 1 - own[::-1].index(False) if False in own else -1
        found: list[object] = [self._section(one) for one in sections[:first]]
        if last >= first:
            self.minutes(sections[first : last + 1], meeting)
            found.append("agenda")
        return found + [self._section(one) for one in sections[last + 1 :] if last >= first]

    def _section(self, section: Section) -> dict[str, object]:
        """Return a section of the plan; what stands in it goes to minutes and own words."""
        words = section.title or next((one.text for one in section.paragraphs()), "") or "words"
        topic = self.recorder.topic(section.title) if section.title and self.several else ""
        topic = topic if topic not in self.keys else ""
        key = unique(topic or slug(words), self.keys)
        self.keys.add(key)
        found: dict[str, object] = {"topic": topic} if topic else {"key": key}
        if section.is_sub or (section.line is None and not section.run_in):
            found = {"key": key, "title": ""}
        elif section.line is not None:
            pieces = self.recorder.fate(self.source, section.line, f"{self.plan_path}: {key}")
            found["title"] = "".join(piece.markdown for piece in pieces)
        if section.run_in:
            found["run_in"] = True
        subs = [one for one in section.sections() if not one.is_sub]
        if section.is_sub:
            tokens: list[str] = []
            self._sub(section, self._own(section, key, tokens), 3)
            found["content"] = tokens
            return found
        found["content"] = self._content(section, key, topic)
        if below := [self._section(one) for one in subs]:
            found["sections"] = below
        return found

    def _content(self, section: Section, key: str, topic: str) -> list[str]:
        """Return the pieces of a section in order: single statements of meetings, and own words between them."""
        tokens: list[str] = []
        item: Item | None = None
        mixed = not section.holds_sub()
        for child in section.children:
            if isinstance(child, Section):
                if child.is_sub:
                    item = item or self._own(section, key, tokens)
                    self._sub(child, item, 3)
                continue
            meetings = meetings_of(child, self.source.said.meetings, self.recorder.acronym)
            place = (
                self._statement(child, meetings[0], key, topic, section.title) if mixed and len(meetings) == 1 else ""
            )
            if place:
                tokens.append(place)
                item = None
                continue
            item = item or self._own(section, key, tokens)
            marks = [f"meetings={','.join(map(str, meetings))}"] if self.several and len(meetings) == 1 else []
            item.lines += [*self.paragraph(child, f"{self.words_path}#{_id(item)}", meetings, marks), ""]
        return tokens

    def _own(self, section: Section, key: str, tokens: list[str]) -> Item:
        """Return a new stretch of the report's own words, and let the section print it."""
        taken = {_id(one) for one in self.words}
        name = unique(key, taken | (self.keys - {key}))
        item = Item(f"## {(section.title or key).replace('{', '(')} {{#{name}}}")
        self.words.append(item)
        tokens.append("words" if name == key else f"words {name}")
        return item

    def _sub(self, section: Section, item: Item, level: int) -> None:
        """Write a heading without a number, and what stands below it, into own words or minutes."""
        if section.line is not None:
            pieces = self.recorder.fate(self.source, section.line, f"{self.words_path}#{_id(item)}")
            item.lines += [f"{'#' * level} {''.join(one.markdown for one in pieces)} {{-}}", ""]
        for child in section.children:
            if isinstance(child, Section):
                self._sub(child, item, min(level + 1, 6))
            else:
                item.lines += [*self.paragraph(child, f"{self.words_path}#{_id(item)}", self.source.said.meetings), ""]

    # --- minutes --------------------------------------------------------------------------------

    def _statement(self, paragraph: Paragraph, meeting: int, key: str, topic: str, title: str) -> str:
        """Write a paragraph into a meeting's minutes and return its name; empty where the report keeps it."""
        recorder = self.recorder
        if not self.several or recorder.recorded(meeting):
            return ""
        words = "\n".join(line.text for line in paragraph.lines())
        if known := recorder.summaries.get((meeting, words)):
            for line in paragraph.lines():
                recorder.fate(self.source, line, f"records/meetings/{meeting}.md#{known}", (meeting,))
            return f"{meeting}#{known}"
        if meeting in recorder.summarized:
            return ""  # its own summary has its minutes whole
        items = recorder.minutes.setdefault(meeting, [])
        heading = f"## {(title or key).replace('{', '(')} {{#{key}{f' topic={topic}' if topic else ''}}}"
        item = next((one for one in items if one.heading == heading), None)
        if item is None:
            item = Item(heading)
            items.append(item)
            recorder.item_keys.setdefault(meeting, set()).add(key)
        name = unique(f"{key}-{len(item.lines) // 2 + 1}", recorder.ids, recorder.item_keys[meeting])
        recorder.ids.add(name)
        item.lines += [
            *self.paragraph(paragraph, f"records/meetings/{meeting}.md#{name}", (meeting,), [f"#{name}"]),
            "",
        ]
        return f"{meeting}#{name}"

    def minutes(self, sections: Sequence[Section], meeting: int) -> None:
        """Write the sections of a summary as the items of its meeting."""
        items = self.recorder.minutes.setdefault(meeting, [])
        self.recorder.summarized.add(meeting)
        taken = self.recorder.item_keys.setdefault(meeting, set())

        def write(section: Section, level: int) -> None:
            words = section.title or next((one.text for one in section.paragraphs()), "") or "words"
            topic = self.recorder.topic(section.title) if section.title and not section.is_sub else ""
            key = unique(topic or slug(words), taken, self.recorder.ids)
            taken.add(key)
            where = f"records/meetings/{meeting}.md#{key}"
            title = ""
            if section.line is not None:
                title = "".join(
                    piece.markdown for piece in self.recorder.fate(self.source, section.line, where, (meeting,))
                )
            marks = [f"#{key}", *([f"topic={topic}"] if topic else [])]
            marks += ["-"] if section.is_sub else ["run-in"] if section.run_in else []
            item = Item(f"{'#' * level} {title} {{{' '.join(marks)}}}".replace("  ", " "))
            items.append(item)
            for child in section.children:
                if isinstance(child, Section):
                    write(child, min(level + 1, 6))
                    continue
                words = "\n".join(line.text for line in child.lines())
                name = unique(f"{key}-{len(item.lines) + 1}", self.recorder.ids, taken)
                self.recorder.ids.add(name)
                self.recorder.summaries[meeting, words] = name
                target = items[-1] if items[-1] is not item else item
                target.lines += [
                    *self.paragraph(child, f"records/meetings/{meeting}.md#{name}", (meeting,), [f"#{name}"]),
                    "",
                ]

        for section in sections:
            write(section, 2)

    # --- paragraphs -----------------------------------------------------------------------------

    def paragraph(
        self, paragraph: Paragraph, where: str, meetings: Sequence[int], marks: Sequence[str] = ()
    ) -> list[str]:
        """Return the lines of a paragraph with what hangs on it, as minutes and words are written."""
        marks = list(marks)
        if self.numbered and paragraph.line is not None and not paragraph.is_numbered:
            marks.append("-")
        if not marks and paragraph.line is not None and paragraph.line.text.endswith("}"):
            marks.append(f"meetings={','.join(map(str, meetings))}")  # else its own braces would be attributes
        return markdown_of(paragraph, lambda line: self._written(line, where, meetings), marks)

    def _written(self, line: Line, where: str, meetings: Sequence[int]) -> str:
        return "".join(piece.markdown for piece in self.recorder.fate(self.source, line, where, meetings))


def _places(sources: Sequence[str]) -> str:
    """Return where a fact was read, the first few places of many."""
    more = f"; and {len(sources) - _MOST} more" if len(sources) > _MOST else ""
    return "; ".join(sources[:_MOST]) + more


_PAGE = "not taken: the template has its own headers and footers"
_NO_FIELD = "not taken: the box has no such field"


def _id(item: Item) -> str:
    found = re.search(r"\{#([\w.:-]+)", item.heading)
    return found[1] if found else ""


def _field(label: str, taken: Mapping[str, object]) -> str:
    """Return the field of the front box that a label names, empty where there is none or it stands twice."""
    text = label.casefold()
    for name, signs in _FIELDS:
        if any(sign in text for sign in signs):
            if name in taken:
                return "summary" if "summary" not in taken and "summary" in text else ""
            return name
    return ""


def _document(title: str, presenter: str, cited: object) -> object:
    found: dict[str, object] = {"title": title} if title else {}
    for name in ("revision", "addendum", "corrigendum"):
        if number := getattr(cited, name):
            found[name] = number
    if presenter:
        found["presenter"] = presenter
    return found


def _order(number: str) -> tuple[str, int]:
    kind, _, figures = number.rpartition("/")
    return kind, int(figures)


def slug(text: str, none: str = "section") -> str:
    """Return words as a key: small letters, figures and hyphens; `none` where they have no Latin letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return (found[:_LONGEST_KEY].rsplit("-", 1)[0] if len(found) > _LONGEST_KEY else found) or none


def unique(key: str, *taken: Container[str]) -> str:
    """Return a key that is in none of what is taken: the key itself, or with a number behind it."""
    if not any(key in one for one in taken):
        return key
    return next(name for number in count(2) if not any((name := f"{key}-{number}") in one for one in taken))
