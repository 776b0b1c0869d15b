"""Edits that belong to a report's plan: sections that move, go, come or are renamed, texts of the box, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.draft import Block, Kind
from cwgdraft.folding.decisions import Decision, Entry, Lands
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.inserting import headings_that_came, marked, words_of
from cwgdraft.jobs.folding.outline import WORDS, Outline, Planned, ends_section
from cwgdraft.records.reshaping import Coming, Going, Moving
from cwgdraft.records.yaml import Data

_COMPUTED = "it was computed: written in the plan it doesn't follow the records any more"


@dataclass(frozen=True, slots=True)
class Planner:
    """Finds what of a report's plan edits of one copy change, which reads `blocks`."""

    outline: Outline
    copy: str
    blocks: Sequence[Block]

    # --- whole sections -------------------------------------------------------------------------

    def whole(self, found: Sequence[Difference]) -> list[Decision]:
        """Return the decisions on sections that went, moved or came as a whole, each with what it covers."""
        return [*self._gone(found), *self._moved(found), *self._come(found)]

    def _gone(self, found: Sequence[Difference]) -> Iterator[Decision]:
        gone = {one.old.origin: one for one in found if one.what is What.DELETED and one.old and not one.conflict}
        taken: set[str] = set()
        for origin, one in gone.items():
            planned = self.outline.of(origin)
            if planned is None or origin in taken:
                continue
            inside = self.outline.inside(origin)
            if not all(name in gone for name in inside):
                continue
            taken |= inside
            entries = [Entry(self.outline.file, Going(planned.above, planned.key))]
            topic = planned.section.topic
            if topic:
                leave: Data = {"what": f"topic {topic}", "reason": f"taken out in {self.copy}"}
                entries.append(Entry(self.outline.file, Coming(("leave_out",), leave)))
            says = f"the section '{planned.key}' is taken out of the plan" + (" and left out" if topic else "")
            covered = tuple(gone[name] for name in inside if name in gone and name != origin)
            yield Decision(
                Lands.PLAN, one, self.copy, says, self.outline.file, self.outline.line(planned), entries=tuple(entries),
                covers=covered,
            )  # fmt: skip

    def _moved(self, found: Sequence[Difference]) -> Iterator[Decision]:
        moved = {one.old.origin: one for one in found if one.what is What.MOVED and one.old and not one.conflict}
        order = [block.origin.removeprefix("section:") for block in self.blocks if block.origin.startswith("section:")]
        for origin, one in moved.items():
            planned = self.outline.of(origin)
            if planned is None or planned.key not in order:
                continue
            above = order[: order.index(planned.key)]
            after = next((name for name in reversed(above) if name in planned.beside), "")
            covered = tuple(moved[name] for name in self.outline.inside(origin) if name in moved and name != origin)
            where = f"behind '{after}'" if after else "to the top"
            says = f"the section '{planned.key}' moves {where} in the plan"
            entries = (Entry(self.outline.file, Moving(planned.above, planned.key, after)),)
            yield Decision(
                Lands.PLAN,
                one,
                self.copy,
                says,
                self.outline.file,
                self.outline.line(planned),
                entries=entries,
                covers=covered,
            )

    def _come(self, found: Sequence[Difference]) -> Iterator[Decision]:
        """Yield new sections: a heading that nobody had, and new paragraphs below it."""
        for place, one, below in headings_that_came(self.blocks, found):
            end = place + 1 + len(below)
            behind = self.blocks[end] if end < len(self.blocks) else None
            beside = self._beside(place)
            if beside is not None and (behind is None or ends_section(behind)):
                yield self._new_section(one, below, beside)

    def _new_section(self, one: Difference, below: Sequence[Difference], beside: Planned) -> Decision:
        title = one.new.text if one.new else ""
        key = self.outline.free_key(re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:30].strip("-") or "section")
        section: Data = {"key": key, "title": words_of(one), "content": [WORDS]}
        entry = Entry(self.outline.file, Coming(beside.above, section, after=beside.key))
        paragraphs = [marked(edit, words_of(edit)) for edit in below]
        words = self.outline.words_at_the_end(key, title, paragraphs)
        says = f"a new section '{key}' of the plan, behind '{beside.key}', with its words"
        return Decision(
            Lands.PLAN, one, self.copy, says, self.outline.file, self.outline.line(beside), rewrites=(words,),
            entries=(entry,), covers=tuple(below),
        )  # fmt: skip

    def _beside(self, place: int) -> Planned | None:
        """Return the section of the plan that a new heading at a place of the copy stands behind, at its own level."""
        level = self.blocks[place].level
        for block in reversed(self.blocks[:place]):
            if block.kind is Kind.HEADING and block.level <= level:
                planned = self.outline.of(block.origin)
                return planned if block.level == level else None
        return None

    # --- titles and texts of the box ------------------------------------------------------------

    def renamed(self, one: Difference, origin: str) -> Decision | None:
        """Return the title that the plan gets, None where the section isn't one of the plan's own."""
        planned = self.outline.of(origin)
        if planned is None or planned.section.title is not None:
            return None
        change = Coming(planned.steps, words_of(one), name="title")
        return self._said(
            one, f"the section '{planned.key}' gets this title in the plan", change, self.outline.line(planned)
        )

    def boxed(self, one: Difference, origin: str) -> Decision | None:
        """Return the text of the front box that the plan gets; None where it has several paragraphs."""
        name = origin.removeprefix("front:")
        plan = self.outline.state.target.plan
        several = any(block.origin.startswith(f"{origin}.") for block in self.outline.state.report.draft.blocks)
        if plan.is_pattern or several or "/" in name or "." in name or name in plan.facts.box:
            return None
        return self._said(
            one, f"the plan gets a text of its own for '{name}'", Coming(("box",), words_of(one), name=name)
        )

    def titled(self, one: Difference) -> Decision | None:
        """Return the title of the report that the plan gets; None where it has one or this isn't it."""
        plan = self.outline.state.target.plan
        if plan.is_pattern or plan.facts.title or one.old is None:
            return None
        if one.old.text != self.outline.state.report.draft.front.get("title"):
            return None
        return self._said(one, "the plan gets this title", Coming((), words_of(one), name="title"))

    def _said(self, one: Difference, says: str, change: Coming, line: int = 0) -> Decision:
        return Decision(
            Lands.PLAN, one, self.copy, says, self.outline.file, line, one.conflict or _COMPUTED,
            entries=(Entry(self.outline.file, change),),
        )  # fmt: skip
