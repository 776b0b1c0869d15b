"""The sections of a report's plan, by their keys, and where what a copy does to them is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cwgdraft.draft import Block, Kind, flat
from cwgdraft.drafting.sections import DEFAULT_CONTENT
from cwgdraft.folding.decisions import Rewrite
from cwgdraft.jobs.states import State
from cwgdraft.records.reshaping import Coming, Steps
from cwgdraft.records.rewriting import Lines
from cwgdraft.records.schema import Section
from cwgdraft.records.source import unmarked

WORDS = "words"


@dataclass(frozen=True, slots=True)
class Planned:
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
        return DEFAULT_CONTENT if self.section.topic else (WORDS,)


def key_of(section: Section) -> str:
    """Return what a section is called in its plan."""
    return section.key or section.topic


@dataclass(slots=True)
class Outline:
    """The sections of the plan behind a state's report; a plan that serves many meetings has none that could change."""

    state: State
    sections: Mapping[str, Planned] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        plan = self.state.target.plan
        self.sections = {} if plan.is_pattern else {one.key: one for one in _walk(plan.facts.sections, ("sections",))}
        self._keys = set(self.sections)

    @property
    def file(self) -> str:
        """Return the path of the report's plan below the workspace."""
        return self.state.file_of(self.state.target.plan.place)

    @property
    def words_file(self) -> str:
        """Return the path of the report's own words below the workspace, be it there or not."""
        language = self.state.catalogue.language
        own = "" if language == self.state.records.group.language else f".{language}"
        return re.sub(r"\.yaml$", f"{own}.md", self.file)

    def of(self, origin: str) -> Planned | None:
        """Return the section of the plan whose heading has an origin, None where it is none of the plan's own."""
        return self.sections.get(origin.removeprefix("section:")) if origin.startswith("section:") else None

    def line(self, planned: Planned) -> int:
        """Return the line of a section in the plan, 0 where it isn't known."""
        place = self.state.target.plan.places.get(f"section {planned.key}")
        return place.line if place else 0

    def inside(self, origin: str) -> set[str]:
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

    def free_key(self, key: str) -> str:
        """Return a key that no section and no words of the report have yet."""
        name, count = key, 2
        while name in self._keys or self.has_words(name):
            name, count = f"{key}-{count}", count + 1
        self._keys.add(name)
        return name

    def has_words(self, key: str) -> bool:
        """Return whether the report has words of its own under a key."""
        words = self.state.target.plan.words.get(self.state.catalogue.language)
        return words is not None and words.item(key) is not None

    def content_with(self, planned: Planned, token: str, after: str) -> Coming:
        """Return what lets a section hold something more, behind what it holds there, or first where that is empty."""
        if planned.section.content is not None:
            return Coming((*planned.steps, "content"), token, after=after)
        content = list(planned.content)
        content.insert(content.index(after) + 1 if after else 0, token)
        return Coming(planned.steps, list(content), name="content")

    def words_at_the_end(self, key: str, title: str, paragraphs: Sequence[str]) -> Rewrite:
        """Return what adds words under a key to the report's own, at the end of their file."""
        path = self.state.root / self.words_file
        text = unmarked(path.read_bytes())[2] if path.is_file() else ""
        ending = Lines(text).ending
        parts = [f"## {_plain_heading(title)} {{#{key}}}", *paragraphs]
        gap = ending if not text or text.endswith(ending) else ending * 2
        new = (gap if text else "") + (ending * 2).join(parts) + ending
        return Rewrite(self.words_file, len(text), len(text), new, last=True)


def _plain_heading(title: str) -> str:
    return re.sub(r"[{}#\[\]\n]", " ", title).strip() or "Words"


def ends_section(block: Block) -> bool:
    """Return whether a block begins another section, or what follows all of them."""
    return block.kind is Kind.HEADING or block.origin.startswith("signature:")


def _walk(sections: Sequence[Section], above: Steps) -> Iterator[Planned]:
    beside = tuple(key_of(one) for one in sections)
    for section in sections:
        if beside.count(key_of(section)) == 1:
            yield Planned(section, above, beside)
            yield from _walk(section.sections, (*above, key_of(section), "sections"))
