"""Findings that somebody accepted beside the text, with a reason; and such marks that accept nothing any more.

In minutes and words a paragraph ends with `{accept="wrong-weekday: approved so"}`, in YAML a comment stands on the line
or above it: `# accept wrong-weekday: approved so`; in a plan, on any line, it counts for the computed sentences of its
report too. In a Word file a comment begins with `accept wrong-weekday:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cwgdraft.checking.registry import names
from cwgdraft.draft import StoryKind
from cwgdraft.finding import Finding, Place, Severity, WordPlace
from cwgdraft.jobs.checking.check import Checked
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.source import read_source
from cwgdraft.workspace import Workspace, is_litter

_IN_WORDS = re.compile(r'\baccept="([^"]*)"')
_IN_YAML = re.compile(r"#\s*accept\s+([\w ,-]+?)\s*(?::\s*(.*?))?\s*$")
_IN_COMMENT = re.compile(r"\s*accept\s+([\w ,-]+?)\s*(?::\s*(.*))?$", re.IGNORECASE | re.DOTALL)


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


def without_accepted(
    checked: Sequence[Checked], marks: Sequence[Mark], *, complete: bool
) -> tuple[list[Checked], list[Finding], int]:
    """Return what isn't accepted, findings on the marks themselves, and how many findings were accepted.

    `complete` says that every rule was run over everything, so that a mark without effect can be told.
    """
    kept = []
    for one in checked:
        mark = next((mark for mark in marks if _accepts(mark, one)), None)
        if mark is None:
            kept.append(one)
        else:
            mark.used.add(one.finding.rule)
    return kept, [finding for mark in marks for finding in _faults(mark, complete=complete)], len(checked) - len(kept)


def _accepts(mark: Mark, one: Checked) -> bool:
    place = one.finding.place
    if one.finding.rule not in mark.rules or place is None or place.path != mark.path or not mark.reason:
        return False
    if isinstance(place, Place):
        return mark.first <= place.line <= mark.last
    if one.document.recorded:
        return mark.path.suffix != ".md"  # in a plan: what is computed stands on none of its lines
    return mark.block >= 0 and one.found.hit.passage.index == mark.block


def _faults(mark: Mark, *, complete: bool) -> Iterator[Finding]:
    known = names()
    for rule in mark.rules:
        if rule not in known:
            hint = did_you_mean(rule, known)
            yield Finding(
                "wrong-accept", Severity.WARNING, f"there is no rule '{rule}' that could be accepted{hint}", mark.place,
                "cwgdraft rule lists them",
            )  # fmt: skip
        elif complete and mark.reason and rule not in mark.used:
            yield Finding(
                "wrong-accept", Severity.WARNING, f"'{rule}' is accepted here, and isn't found here any more",
                mark.place, "take it out",
            )  # fmt: skip
    if not mark.reason:
        yield Finding(
            "wrong-accept", Severity.WARNING, f"{', '.join(mark.rules)} is accepted here without a reason, so it isn't",
            mark.place, "write why behind a colon: accept=\"rule: reason\"",
        )  # fmt: skip


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
            yield Mark(path, place, _rules(rules), reason.strip(), min(start, number), number)


def _in_yaml(path: Path, lines: Sequence[str]) -> Iterator[Mark]:
    for number, line in enumerate(lines, 1):
        if found := _IN_YAML.search(line):
            alone = not line[: found.start()].strip()
            place = Place(path, number, found.start() + 1)
            last = number + 1 if alone else number
            yield Mark(path, place, _rules(found[1]), (found[2] or "").strip(), number, last)


def marks_in_documents(documents: Iterable[Document]) -> list[Mark]:
    """Return the marks in the comments of Word files: each counts for the paragraph that it hangs at."""
    found = []
    for document in documents:
        for story in document.subject.draft.stories:
            if story.kind is not StoryKind.COMMENT or story.anchor < 0:
                continue
            text = " ".join(block.text for block in story.blocks)
            if match := _IN_COMMENT.match(text):
                place = WordPlace(document.path, f"comment by {story.author}", story.excerpt)
                rules, reason = _rules(match[1]), (match[2] or "").strip()
                if set(rules) & set(names()):
                    found.append(Mark(document.path, place, rules, reason, block=story.anchor))
    return found


def _rules(text: str) -> tuple[str, ...]:
    return tuple(one for one in re.split(r"[\s,]+", text.strip()) if one)
