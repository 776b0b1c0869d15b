"""Edits of what a section of the plan holds: computed sentences, new words among them, paragraphs from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cwgdraft.draft import Kind, flat
from cwgdraft.folding.decisions import Decision, Entry, Lands, Rewrite
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.homes import Home, Homes
from cwgdraft.jobs.folding.inserting import marked, words_of
from cwgdraft.jobs.folding.outline import WORDS, Outline, Planned
from cwgdraft.jobs.folding.phrases import SENTENCE
from cwgdraft.records.reshaping import Going, Moving
from cwgdraft.records.rewriting import reads_back

_ATTRIBUTES = re.compile(r"\{(?=[^{}]*\}\s*$)(?!#)")
_ID = re.compile(r"\{#([\w.:-]+)[^{}]*\}\s*$")


@dataclass(frozen=True, slots=True)
class Contents:
    """Finds what edits of one copy change in the `content` of sections."""

    outline: Outline
    copy: str

    def sentences(self, found: Sequence[Difference]) -> list[Decision]:
        """Return the decisions on computed sentences that were taken out or moved inside their section."""
        made = []
        for what in (What.DELETED, What.MOVED):
            by_origin = {one.old.origin: one for one in found if one.what is what and one.old and not one.conflict}
            seen: set[str] = set()
            for origin, one in by_origin.items():
                sentence = SENTENCE.fullmatch(origin)
                planned = self.outline.sections.get(sentence["section"]) if sentence else None
                if sentence is None or planned is None or planned.section.content is None or origin in seen:
                    continue
                stem = f"phrase:{planned.key}/{sentence['name']}"
                every = {
                    block.origin
                    for block in flat(self.outline.state.report.draft.blocks)
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
        self, one: Difference, planned: Planned, name: str, covered: tuple[Difference, ...]
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
            Lands.PLAN, one, self.copy, says, self.outline.file, self.outline.line(planned),
            entries=(Entry(self.outline.file, change),), covers=covered,
        )  # fmt: skip

    def _token_before(self, one: Difference, planned: Planned) -> str | None:
        """Return what of a section's content stands before an edit, empty at its top; None in another section."""
        for block in one.before:
            if block.kind is Kind.HEADING:
                return "" if block.origin == f"section:{planned.key}" else None
            if block.origin:
                return self._token(block.origin, planned)
        return None

    def _divides(self, one: Difference, planned: Planned, token: str) -> bool:
        """Return whether what stands behind an edit belongs to the same entry of the content as what is before it."""
        below = next((block.origin for block in one.behind if block.origin), "")
        return bool(below) and self._token(below, planned) == token

    def _token(self, origin: str, planned: Planned) -> str | None:
        sentence = SENTENCE.fullmatch(origin)
        if sentence:
            name = sentence["name"] if sentence["section"] == planned.key else ""
            return name if name in planned.content else None
        own = re.fullmatch(rf"{re.escape(self.outline.state.target.plan.name)}/([^~/]+)(?:~.*)?", origin)
        if own:
            tokens = (WORDS,) if own[1] == planned.key else ()
            return next((one for one in (*tokens, f"words {own[1]}") if one in planned.content), None)
        return "items" if origin and re.match(r"\d+[#/]", origin) and "items" in planned.content else None

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
        planned = self.outline.of(heading.origin) if heading else None
        if planned is None or heading is None:
            return []
        if not all(one.new and reads_back(words_of(one), one.new.text) for one in group):
            return []
        after = self._token_before(first, planned)
        if after is None or self._divides(group[-1], planned, after):
            return []
        key, token = self._new_words(planned)
        says = f"new words '{key}' of the report, {f'behind {after!r}' if after else 'first'} in '{planned.key}'"
        beside = (*group[0].before[:1], *group[-1].behind[:1])
        paragraphs = [marked(one, words_of(one), beside) for one in group]
        return [
            Decision(
                Lands.PLAN, first, self.copy, says, self.outline.file, self.outline.line(planned),
                rewrites=(self.outline.words_at_the_end(key, heading.text, paragraphs),),
                entries=(Entry(self.outline.file, self.outline.content_with(planned, token, after)),),
                covers=tuple(group[1:]),
            )
        ]  # fmt: skip

    def _new_words(self, planned: Planned) -> tuple[str, str]:
        """Return a key for new words of a section, and what its content calls them."""
        if WORDS not in planned.content and not self.outline.has_words(planned.key):
            return planned.key, WORDS
        key = self.outline.free_key(f"{planned.key}-more")
        return key, f"{WORDS} {key}"

    # --- paragraphs from elsewhere --------------------------------------------------------------

    def transferred(self, one: Difference, home: Home, homes: Homes, text: str) -> Decision | None:
        """Return the decision on a statement that moved to where none of its file stand: the plan names it there.

        `text` are the lines of the statement as they are to be written.

        A statement of minutes gets an id for it, words of the report a key of their own. None where the plan can't.
        """
        heading = next((block for block in one.before if block.kind is Kind.HEADING), None)
        planned = self.outline.of(heading.origin) if heading else None
        after = self._token_before(one, planned) if planned else None
        if planned is None or heading is None or after is None or home.place or self._divides(one, planned, after):
            return None
        meeting = re.match(r"(\d+)[#/]", one.old.origin) if one.old else None
        if meeting:
            token, rewrites = self._named(home, homes, meeting[1], planned)
            says = f"the section '{planned.key}' names it: {token}"
        elif home.file == self.outline.words_file:
            key, token = self._new_words(planned)
            first, last = home.statement
            put = self.outline.words_at_the_end(key, heading.text, [text])
            rewrites = (homes.without_lines(home.file, first, last), put)
            says = f"words '{key}' of their own in the section '{planned.key}'"
        else:
            return None
        entry = Entry(self.outline.file, self.outline.content_with(planned, token, after))
        return Decision(
            Lands.PLAN, one, self.copy, says, self.outline.file, self.outline.line(planned), rewrites=rewrites,
            entries=(entry,),
        )  # fmt: skip

    def _named(self, home: Home, homes: Homes, meeting: str, planned: Planned) -> tuple[str, tuple[Rewrite, ...]]:
        """Return what a plan calls a statement of minutes, and what gives it an id where it has none."""
        lines = homes.lines(home.file)
        last = lines.line(home.last)
        if known := _ID.search(last):
            return f"{meeting}#{known[1]}", ()
        name, count = f"in-{planned.key}", 2
        while f"#{name}" in lines.text:
            name, count = f"in-{planned.key}-{count}", count + 1
        begins = lines.begins(home.last)
        if there := _ATTRIBUTES.search(last):
            at = begins + there.end()
            return f"{meeting}#{name}", (Rewrite(home.file, at, at, f"#{name} "),)
        at = begins + len(last.rstrip())
        return f"{meeting}#{name}", (Rewrite(home.file, at, at, f" {{#{name}}}"),)
