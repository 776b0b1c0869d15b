"""Findings that somebody accepted beside the text, with a reason; and such marks that accept nothing any more.

In minutes and words a paragraph ends with `{accept="wrong-weekday: approved so"}`, in YAML a comment stands on the line
or above it: `# accept wrong-weekday: approved so`; in a plan, on any line, it counts for the computed sentences of its
report too. In a Word file a comment begins with `accept wrong-weekday:`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cwgdraft.checking.marks import mark_in, rules_in, unknown_rule, without_reason
from cwgdraft.checking.passages import NOWHERE
from cwgdraft.checking.registry import load_rule
from cwgdraft.checking.run import Found
from cwgdraft.checking.subject import Hit
from cwgdraft.draft import StoryKind
from cwgdraft.finding import Finding, Place, WordPlace
from cwgdraft.jobs.checking.check import Checked
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.records.source import read_source
from cwgdraft.workspace import Workspace, is_litter

_IN_WORDS = re.compile(r'\baccept="([^"]*)"')
_IN_YAML = re.compile(r"#\s*accept\s([\w ,-]*+)(?::(.*))?$")


@dataclass(eq=False, slots=True)
class Mark:
    """A mark that accepts findings of some rules on the lines from `first` to `last`, or in a block of a document."""

    path: Path
    place: Place | WordPlace
    rules: tuple[str, ...]
    reason: str
    first: int = 0
    last: int = 0
    block: int = -1
    used: set[str] = field(default_factory=set)


def without_accepted(checked: Sequence[Checked], marks: Sequence[Mark]) -> tuple[list[Checked], int]:
    """Return what isn't accepted, and how many findings were; the marks note what they accepted."""
    kept = []
    by_rule: dict[str, list[Mark]] = {}
    for mark in marks:
        for rule in mark.rules:
            by_rule.setdefault(rule, []).append(mark)
    for one in checked:
        given = by_rule.get(one.finding.rule, ()) if one.found.rule.acceptable else ()
        accepting = next((mark for mark in given if _accepts(mark, one)), None)
        if accepting is None:
            kept.append(one)
        else:
            accepting.used.add(one.finding.rule)
    return kept, len(checked) - len(kept)


def _accepts(mark: Mark, one: Checked) -> bool:
    place = one.finding.place
    if place is None or place.path != mark.path or not mark.reason:
        return False
    if isinstance(place, Place):
        recorded = one.document.recorded.get(one.found.hit.passage.origin)
        lines = (place.line, recorded.place.line if recorded else place.line)  # a text may go on for several lines
        return any(mark.first <= line <= mark.last for line in lines)
    if one.document.recorded:
        return mark.path.suffix != ".md"  # in a plan: what is computed stands on none of its lines
    return mark.block >= 0 and one.found.hit.passage.index == mark.block


def wrong_marks(
    marks: Iterable[Mark], document: Document, about: Collection[str] = (), gone: Collection[str] = ()
) -> list[Checked]:
    """Return what is wrong with the marks of records; `document` is one that was made from them.

    Only what they say `about` these rules counts, all where there are none; `gone` are the rules that were run over
    everything, so that a mark without effect can be told.
    """
    rule = load_rule("wrong-accept")
    if rule.name in document.subject.house.off:
        return []
    severity = document.subject.house.severities.get(rule.name, rule.severity)
    found = []
    for mark in marks:
        for message, help_ in _faults(mark, about, gone) if isinstance(mark.place, Place) else ():
            finding = Finding(rule.name, severity, message, mark.place, help_)
            found.append(Checked(finding, Found(rule, severity, Hit(NOWHERE, 0, 0, message, help_)), document))
    return found


def _faults(mark: Mark, about: Collection[str], gone: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield message and help of what is wrong with a mark of the records."""
    named = tuple(one for one in mark.rules if not about or one in about)
    for rule in named:
        if fault := unknown_rule(rule):
            yield fault
        elif not load_rule(rule).acceptable:
            yield f"'{rule}' can't be accepted", f"take it out, and see 'cwgdraft rule {rule}'"
        elif mark.reason and rule in gone and rule not in mark.used:
            yield f"'{rule}' is accepted here, and isn't found here any more", "take it out"
    if named and not mark.reason:
        yield without_reason(named, 'accept="rule: reason"' if mark.path.suffix == ".md" else "# accept rule: reason")


# --- where marks stand ------------------------------------------------------------------------------


def marks_in_records(workspace: Workspace) -> list[Mark]:
    """Return the marks in the record files of a workspace."""
    found: list[Mark] = []
    for path in sorted(workspace.records.rglob("*")):
        if path.suffix in (".md", ".yaml", ".yml") and path.is_file() and not is_litter(path):
            source, _ = read_source(path)
            if source is not None and "accept" in source.text:
                read = _in_markdown if path.suffix == ".md" else _in_yaml
                found += read(path, source.text.split("\n"))
    return found


def _in_markdown(path: Path, lines: Sequence[str]) -> Iterator[Mark]:
    """Yield the marks of minutes: each counts for the paragraph at whose end it stands."""
    start = 1
    for number, line in enumerate(lines, 1):
        if not line.strip():
            start = number + 1
        for found in _IN_WORDS.finditer(line):
            rules, _, reason = found[1].partition(":")
            place = Place(path, number, found.start() + 1)
            yield Mark(path, place, rules_in(rules), reason.strip(), min(start, number), number)


def _in_yaml(path: Path, lines: Sequence[str]) -> Iterator[Mark]:
    for number, line in enumerate(lines, 1):
        if found := _IN_YAML.search(line):
            alone = not line[: found.start()].strip()
            place = Place(path, number, found.start() + 1)
            last = number + 1 if alone else number
            yield Mark(path, place, rules_in(found[1]), (found[2] or "").strip(), number, last)


def marks_in_documents(documents: Iterable[Document]) -> list[Mark]:
    """Return the marks in the comments of Word files: each counts for the paragraph that it hangs at."""
    found = []
    for document in documents:
        for story in document.subject.draft.stories:
            if story.kind is not StoryKind.COMMENT or story.anchor < 0:
                continue
            if mark := mark_in(" ".join(block.text for block in story.blocks)):
                place = WordPlace(document.path, f"comment by {story.author}", story.excerpt)
                found.append(Mark(document.path, place, *mark, block=story.anchor))
    return found
