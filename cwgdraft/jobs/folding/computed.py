"""Edits of what the records compute or a plan says: titles, texts of the box, facts, phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cwgdraft.drafting.combine import Recorded
from cwgdraft.folding.decisions import Decision, Lands, Value
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.edits import Edit
from cwgdraft.jobs.folding.facts import Facts
from cwgdraft.jobs.folding.phrases import Phrases
from cwgdraft.jobs.folding.planning import Planner
from cwgdraft.jobs.states import State
from cwgdraft.jobs.wording import described
from cwgdraft.records.rewriting import rewritten
from cwgdraft.records.schema import Section

_CHAIR = "a phrase is the chair's: every report that prints it changes"
_SHARED = "the plan serves other meetings too"


@dataclass(frozen=True, slots=True)
class Computed:
    """Finds what would make blocks say what was typed whose words are no words of records."""

    state: State
    copy: str
    facts: Facts
    phrases: Phrases
    planner: Planner

    def decide(self, one: Difference, origin: str) -> Decision:
        """Return what would become of an edit of the block with an origin."""
        made = self._changed(one, origin) if one.what is What.CHANGED and one.old and one.new else None
        if made is not None:
            return made
        if origin.startswith("section:"):
            return self._section(one, origin.removeprefix("section:"))
        if not origin:
            return Decision(Lands.TEMPLATE, one, self.copy, "text that the template brings: for the chair")
        if one.old is None:
            return Decision(Lands.UNPLACED, one, self.copy, "the records don't have it any more")
        return Decision(Lands.PHRASE, one, self.copy, f"a computed sentence ({origin}): no fact makes it say so")

    def _changed(self, one: Difference, origin: str) -> Decision | None:
        """Return the plan's text, the fact, a text for the plan, or the phrase: the first that explains the edit."""
        return self._written(one, origin) or self._fact(one) or self._planned(one, origin) or self._phrase(one, origin)

    def _written(self, one: Difference, origin: str) -> Decision | None:
        written = self.state.report.plan_texts.get(origin)
        value = self._plan_value(origin, written, one) if written and written.source else None
        if written is None or value is None:
            return None
        shared = "" if value.file == self.planner.outline.file and not self.state.target.plan.is_pattern else _SHARED
        return Decision(
            Lands.PLAN, one, self.copy, value.text, value.file, written.place.line, one.conflict or shared,
            values=(value,),
        )  # fmt: skip

    def _fact(self, one: Difference) -> Decision | None:
        fact = self.facts.behind(one.old, one.new) if one.old and one.new else None
        if fact is None:
            return None
        return Decision(
            Lands.FACT, one, self.copy, fact.says, fact.values[0].file, review=one.conflict or fact.review,
            values=fact.values, changes=fact.changes,
        )  # fmt: skip

    def _phrase(self, one: Difference, origin: str) -> Decision | None:
        value = self.phrases.behind(origin, one.old, one.new) if one.old and one.new else None
        if value is None:
            return None
        edit = Edit(value.file, value.keys, self.phrases.wording(value.keys), value.text, 0)
        says = described(edit, self.state.catalogue.writing)
        return Decision(
            Lands.PHRASE, one, self.copy, says, value.file, review=one.conflict or _CHAIR, values=(value,)
        )  # fmt: skip

    def _section(self, one: Difference, key: str) -> Decision:
        says = {
            What.CHANGED: f"give the section '{key}' of the plan this title",
            What.DELETED: f"leave the section '{key}' out: take it out of the plan, or add it to leave_out",
            What.MOVED: f"move the section '{key}' in the plan",
        }[one.what]
        return Decision(Lands.PLAN, one, self.copy, says, self.planner.outline.file)

    def _planned(self, one: Difference, origin: str) -> Decision | None:
        """Return the text that the plan gets in the place of a computed one."""
        if origin.startswith("section:"):
            return self.planner.renamed(one, origin)
        if origin.startswith("front:"):
            return self.planner.boxed(one, origin)
        return None if origin else self.planner.titled(one)

    def _plan_value(self, origin: str, written: Recorded, one: Difference) -> Value | None:
        """Return the text of the plan that prints a title or a box text with the words of the copy."""
        if one.old is None or one.new is None or "\n" in one.new.text:
            return None
        source = rewritten(written.source, one.old.runs, one.new.runs)
        keys = _title_keys(self.state.target.plan.facts.sections, origin, ("sections",))
        if origin.startswith("front:") and "." not in origin:
            keys = ("box", origin.removeprefix("front:"))
        file = self.state.file_of(written.place)
        return Value(file, keys, source) if source and keys and file in self.state.texts else None


def _title_keys(sections: Sequence[Section], origin: str, above: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the names that lead to the title of a section in its plan, none where it isn't there."""
    for place, section in enumerate(sections):
        here = (*above, place)
        if origin == f"section:{section.key or section.topic}":
            return (*here, "title")
        if found := _title_keys(section.sections, origin, (*here, "sections")):
            return found
    return ()


def once(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions of which those on one fact or phrase are one, which covers what the others are about.

    The last of them has all that is to be written: edits of one phrase add up.
    """
    made: list[Decision] = []
    places: dict[object, int] = {}
    for one in decisions:
        if one.lands not in (Lands.FACT, Lands.PHRASE) or not one.values:
            made.append(one)
            continue
        value = one.values[0]
        key = (value.file, value.keys, value.text if one.lands is Lands.FACT else "")
        if key not in places:
            places[key] = len(made)
            made.append(one)
            continue
        first = made[places[key]]
        made[places[key]] = replace(
            first, says=one.says, values=one.values, covers=(*first.covers, *one.differences),
            review=first.review or one.review,
        )  # fmt: skip
    return made
