"""Edits that belong to a report's plan: sections that move, go, come or are renamed, the order of what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cwgdraft.draft import Block, Kind, flat
from cwgdraft.drafting.sections import DEFAULT_CONTENT
from cwgdraft.folding.decisions import Decision, Entry, Lands, Rewrite
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.inserting import marked, words_of
from cwgdraft.jobs.states import State
from cwgdraft.records.reshaping import Coming, Going, Moving, Steps
from cwgdraft.records.rewriting import Lines
from cwgdraft.records.schema import Section
from cwgdraft.records.source import unmarked
from cwgdraft.records.yaml import Data

_PHRASE = re.compile(r"phrase:(?P<section>[^/]+)/(?P<name>[^/.]+)(?:\.\d+)?(?:/.*)?")
_COMPUTED = "it was computed: written in the plan it doesn't follow the records any more"
_NEW_WORDS = "words"


@dataclass(frozen=True, slots=True)
class _Planned:
    """A section of the plan: what it says, the names of those above it, and those beside it in order."""

    section: Section
    above: Steps
    beside: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return what the section is called."""
        return key_of(self.section)

    @property
    def steps(self) -> Steps:
        """Return the names that lead to it in the plan."""
        return (*self.above, self.key)

    @property
    def content(self) -> tuple[str, ...]:
        """Return what it holds, be it written or taken for granted."""
        if self.section.content is not None:
            return tuple(self.section.content)
        return DEFAULT_CONTENT if self.section.topic else (_NEW_WORDS,)


def key_of(section: Section) -> str:
    """Return what a section is called in its plan."""
    return section.key or section.topic


@dataclass(slots=True)
class Planner:
    """Finds what of a report's plan edits of one copy change."""

    state: State
    copy: str
    blocks: Sequence[Block]
    _sections: Mapping[str, _Planned] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        plan = self.state.target.plan
        self._sections = {} if plan.is_pattern else {one.key: one for one in _walk(plan.facts.sections, ("sections",))}
        self._keys = set(self._sections)

    @property
    def file(self) -> str:
        """Return the path of the report's plan below the workspace."""
        return self.state.file_of(self.state.target.plan.place)

    # --- whole sections -------------------------------------------------------------------------

    def whole(self, found: Sequence[Difference]) -> list[Decision]:
        """Return the decisions on sections that went, moved or came as a whole, each with what it covers."""
        return [*self._gone(found), *self._moved(found), *self._come(found)]

    def _gone(self, found: Sequence[Difference]) -> Iterator[Decision]:
        gone = {one.old.origin: one for one in found if one.what is What.DELETED and one.old and not one.conflict}
        taken: set[str] = set()
        for origin, one in gone.items():
            planned = self._sections.get(origin.removeprefix("section:")) if origin.startswith("section:") else None
            if planned is None or origin in taken:
                continue
            inside = self._inside(origin)
            if not all(name in gone for name in inside):
                continue
            taken |= inside
            entries = [Entry(self.file, Going(planned.above, planned.key))]
            topic = planned.section.topic
            if topic:
                leave: Data = {"what": f"topic {topic}", "reason": f"taken out in {self.copy}"}
                entries.append(Entry(self.file, Coming(("leave_out",), leave)))
            says = f"the section '{planned.key}' is taken out of the plan" + (" and left out" if topic else "")
            covered = tuple(gone[name] for name in inside if name in gone and name != origin)
            yield Decision(
                Lands.PLAN, one, self.copy, says, self.file, self._line(planned), entries=tuple(entries),
                covers=covered,
            )  # fmt: skip

    def _moved(self, found: Sequence[Difference]) -> Iterator[Decision]:
        moved = {one.old.origin: one for one in found if one.what is What.MOVED and one.old and not one.conflict}
        order = [block.origin.removeprefix("section:") for block in self.blocks if block.origin.startswith("section:")]
        for origin, one in moved.items():
            planned = self._sections.get(origin.removeprefix("section:")) if origin.startswith("section:") else None
            if planned is None or planned.key not in order:
                continue
            above = order[: order.index(planned.key)]
            after = next((name for name in reversed(above) if name in planned.beside), "")
            covered = tuple(moved[name] for name in self._inside(origin) if name in moved and name != origin)
            where = f"behind '{after}'" if after else "to the top"
            says = f"the section '{planned.key}' moves {where} in the plan"
            entries = (Entry(self.file, Moving(planned.above, planned.key, after)),)
            yield Decision(
                Lands.PLAN, one, self.copy, says, self.file, self._line(planned), entries=entries, covers=covered
            )

    def _come(self, found: Sequence[Difference]) -> Iterator[Decision]:
        """Yield new sections: a heading that nobody had, and new paragraphs below it."""
        by_block = {id(one.new): one for one in found if one.what is What.INSERTED and one.new}
        for place, block in enumerate(self.blocks):
            one = by_block.get(id(block))
            if one is None or block.kind is not Kind.HEADING:
                continue
            below = []
            for other in self.blocks[place + 1 :]:
                if id(other) not in by_block or other.kind is Kind.HEADING:
                    break
                below.append(by_block[id(other)])
            behind = self.blocks[place + 1 + len(below)] if place + 1 + len(below) < len(self.blocks) else None
            beside = self._beside(place)
            if not below or beside is None or (behind is not None and not ends_section(behind)):
                continue
            yield self._new_section(one, below, beside)

    def _new_section(self, one: Difference, below: Sequence[Difference], beside: _Planned) -> Decision:
        title = one.new.text if one.new else ""
        key = self._free_key(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:30].strip("-") or "section")
        section: Data = {"key": key, "title": words_of(one), "content": [_NEW_WORDS]}
        entry = Entry(self.file, Coming(beside.above, section, after=beside.key))
        words = self._words(key, title, below)
        says = f"a new section '{key}' of the plan, behind '{beside.key}', with its words"
        return Decision(
            Lands.PLAN, one, self.copy, says, self.file, self._line(beside), rewrites=(words,), entries=(entry,),
            covers=tuple(below),
        )  # fmt: skip

    def _beside(self, place: int) -> _Planned | None:
        """Return the section of the plan that a new heading at a place of the copy stands behind, at its own level."""
        level = self.blocks[place].level
        for block in reversed(self.blocks[:place]):
            if block.kind is Kind.HEADING and block.level <= level:
                planned = self._sections.get(block.origin.removeprefix("section:"))
                return planned if block.level == level else None
        return None

    def _inside(self, origin: str) -> set[str]:
        """Return the origins of all blocks of a section, those of sections below it too."""
        blocks = [block for block in flat(self.state.report.draft.blocks) if block.origin]
        start = next((n for n, block in enumerate(blocks) if block.origin == origin), None)
        if start is None:
            return {origin}
        found = {origin}
        for block in blocks[start + 1 :]:
            if ends_section(block) and (block.kind is not Kind.HEADING or block.level <= blocks[start].level):
                break
            found.add(block.origin)
        return found

    def _line(self, planned: _Planned) -> int:
        place = self.state.target.plan.places.get(f"section {planned.key}")
        return place.line if place else 0

    def _free_key(self, key: str) -> str:
        """Return a key that no section and no words of the report have yet."""
        words = self.state.target.plan.words.get(self.state.catalogue.language)
        name, count = key, 2
        while name in self._keys or (words is not None and words.item(name) is not None):
            name, count = f"{key}-{count}", count + 1
        self._keys.add(name)
        return name

    # --- titles and texts of the box ------------------------------------------------------------

    def renamed(self, one: Difference, origin: str) -> Decision | None:
        """Return the title that the plan gets, None where the section isn't one of the plan's own."""
        planned = self._sections.get(origin.removeprefix("section:"))
        if planned is None or planned.section.title is not None:
            return None
        change = Coming(planned.steps, words_of(one), name="title")
        return self._said(one, f"the section '{planned.key}' gets this title in the plan", change, self._line(planned))

    def boxed(self, one: Difference, origin: str) -> Decision | None:
        """Return the text of the front box that the plan gets; None where it has several paragraphs."""
        name = origin.removeprefix("front:")
        plan = self.state.target.plan
        several = any(block.origin.startswith(f"{origin}.") for block in self.state.report.draft.blocks)
        if plan.is_pattern or several or "/" in name or "." in name or name in plan.facts.box:
            return None
        return self._said(
            one, f"the plan gets a text of its own for '{name}'", Coming(("box",), words_of(one), name=name)
        )

    def titled(self, one: Difference) -> Decision | None:
        """Return the title of the report that the plan gets; None where it has one or this isn't it."""
        plan = self.state.target.plan
        if plan.is_pattern or plan.facts.title or one.old is None:
            return None
        if one.old.text != self.state.report.draft.front.get("title"):
            return None
        return self._said(one, "the plan gets this title", Coming((), words_of(one), name="title"))

    def _said(self, one: Difference, says: str, change: Coming, line: int = 0) -> Decision:
        return Decision(
            Lands.PLAN, one, self.copy, says, self.file, line, one.conflict or _COMPUTED,
            entries=(Entry(self.file, change),),
        )  # fmt: skip

    # --- what a section holds -------------------------------------------------------------------

    def sentences(self, found: Sequence[Difference]) -> list[Decision]:
        """Return the decisions on computed sentences that were taken out or moved inside their section."""
        made = []
        for what in (What.DELETED, What.MOVED):
            by_origin = {one.old.origin: one for one in found if one.what is what and one.old and not one.conflict}
            seen: set[str] = set()
            for origin, one in by_origin.items():
                sentence = _PHRASE.fullmatch(origin)
                planned = self._sections.get(sentence["section"]) if sentence else None
                if sentence is None or planned is None or planned.section.content is None or origin in seen:
                    continue
                stem = f"phrase:{planned.key}/{sentence['name']}"
                every = {
                    block.origin
                    for block in flat(self.state.report.draft.blocks)
                    if re.match(rf"{re.escape(stem)}(?:$|[./])", block.origin)
                }
                if planned.content.count(sentence["name"]) != 1 or not all(name in by_origin for name in every):
                    continue
                seen |= every
                covered = tuple(by_origin[name] for name in every if name != origin)
                one_made = self._sentence(one, planned, sentence["name"], covered)
                made += [one_made] if one_made else []
        return made

    def _sentence(
        self, one: Difference, planned: _Planned, name: str, covered: tuple[Difference, ...]
    ) -> Decision | None:
        steps = (*planned.steps, "content")
        if one.what is What.DELETED:
            if len(planned.content) == 1:
                return None
            change: Going | Moving = Going(steps, name)
            says = f"'{name}' is taken out of the section '{planned.key}' of the plan"
        else:
            after = self._token_before(one, planned)
            if after is None:
                return None
            change = Moving(steps, name, after)
            says = f"'{name}' moves {f'behind {after!r}' if after else 'to the top'} in the section '{planned.key}'"
        return Decision(
            Lands.PLAN, one, self.copy, says, self.file, self._line(planned), entries=(Entry(self.file, change),),
            covers=covered,
        )  # fmt: skip

    def _token_before(self, one: Difference, planned: _Planned) -> str | None:
        """Return what of a section's content stands before an edit, empty at its top; None in another section."""
        for block in one.before:
            if block.kind is Kind.HEADING:
                return "" if block.origin == f"section:{planned.key}" else None
            if block.origin:
                return self._token(block.origin, planned)
        return None

    def _token(self, origin: str, planned: _Planned) -> str | None:
        sentence = _PHRASE.fullmatch(origin)
        if sentence:
            name = sentence["name"] if sentence["section"] == planned.key else ""
            return name if name in planned.content else None
        own = re.fullmatch(rf"{re.escape(self.state.target.plan.name)}/([^~/]+)(?:~.*)?", origin)
        if own:
            tokens = (_NEW_WORDS,) if own[1] == planned.key else ()
            return next((one for one in (*tokens, f"words {own[1]}") if one in planned.content), None)
        return "items" if origin and re.match(r"\d+[#/]", origin) and "items" in planned.content else None

    # --- new words where none are recorded ------------------------------------------------------

    def words_among_sentences(self, found: Sequence[Difference]) -> list[Decision]:
        """Return the decisions on new paragraphs behind computed sentences: words of the report, named in the plan."""
        made: list[Decision] = []
        group: list[Difference] = []
        for one in found:
            follows = group and one.before and group[-1].new is one.before[0]
            if group and not follows:
                made += self._added(group)
                group = []
            if one.what is What.INSERTED and one.new and one.new.kind in (Kind.PARAGRAPH, Kind.NUMBERED):
                group.append(one)
        return [*made, *(self._added(group) if group else [])]

    def _added(self, group: Sequence[Difference]) -> list[Decision]:
        first = group[0]
        heading = next((block for block in first.before if block.kind is Kind.HEADING), None)
        planned = self._sections.get(heading.origin.removeprefix("section:")) if heading else None
        if planned is None or heading is None or any("\n" in one.new.text for one in group if one.new):
            return []
        after = self._token_before(first, planned)
        if after is None:
            return []
        key = planned.key if _NEW_WORDS not in planned.content else ""
        words = self.state.target.plan.words.get(self.state.catalogue.language)
        if not key or (words is not None and words.item(key) is not None):
            key = self._free_key(f"{planned.key}-more")
        token = _NEW_WORDS if key == planned.key else f"words {key}"
        content = list(planned.content)
        content.insert(content.index(after) + 1 if after else 0, token)
        steps = (*planned.steps, "content")
        change = Coming(steps, token, after=after)
        if planned.section.content is None:
            change = Coming(planned.steps, list(content), name="content")
        says = f"new words '{key}' of the report, {f'behind {after!r}' if after else 'first'} in '{planned.key}'"
        return [
            Decision(
                Lands.PLAN, first, self.copy, says, self.file, self._line(planned),
                rewrites=(self._words(key, heading.text, group),), entries=(Entry(self.file, change),),
                covers=tuple(group[1:]),
            )
        ]  # fmt: skip

    def _words(self, key: str, title: str, group: Sequence[Difference]) -> Rewrite:
        """Return what adds words under a key to the report's own, at the end of their file."""
        name = re.sub(r"\.yaml$", ".md", self.file)
        path = self.state.root / name
        text = unmarked(path.read_bytes())[2] if path.is_file() else ""
        lines = Lines(text)
        beside = (*group[0].before[:1], *group[-1].behind[:1])
        paragraphs = (marked(one, words_of(one), beside) for one in group)
        parts = [f"## {_plain_heading(title)} {{#{key}}}", *paragraphs]
        gap = lines.ending if not text or text.endswith(lines.ending) else lines.ending * 2
        written = (lines.ending * 2).join(parts) + lines.ending
        return Rewrite(name, len(text), len(text), (gap if text else "") + written)


def _plain_heading(title: str) -> str:
    return re.sub(r"[{}#\[\]\n]", " ", title).strip() or "Words"


def ends_section(block: Block) -> bool:
    """Return whether a block begins another section, or what follows all of them."""
    return block.kind is Kind.HEADING or block.origin.startswith("signature:")


def _walk(sections: Sequence[Section], above: Steps) -> Iterator[_Planned]:
    beside = tuple(key_of(one) for one in sections)
    for section in sections:
        if beside.count(key_of(section)) == 1:
            yield _Planned(section, above, beside)
            yield from _walk(section.sections, (*above, key_of(section), "sections"))
