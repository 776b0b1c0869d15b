"""Taking in a template that a chair revised: what is wrong in it, what it changes, whether it can be taken."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.comparing.changes import Change, Comparison, RowChange, What
from cwgdraft.comparing.compare import BODY, compare
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.formats import style_formats
from cwgdraft.comparing.phrases import counted as counted_changes
from cwgdraft.contract import field_at
from cwgdraft.draft import DOCUMENT_DEFAULTS, Block, Draft, flat
from cwgdraft.errors import CwgdraftError, OutputError, TemplateError
from cwgdraft.files import check_writable, write_whole
from cwgdraft.finding import Severity, errors_in
from cwgdraft.jobs.build import BuildOptions, typeset_report
from cwgdraft.jobs.targets import Target, load_targets
from cwgdraft.jobs.templates.check import Checked, CheckOptions, annotated, check_template, template_names
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.model import Records
from cwgdraft.word.comments import passage_paragraphs, without_answers
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_file, read_parts
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace, file_name

KEPT = ".replaced"
"""The folder below templates/ in which templates that were replaced are kept."""


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What the template prints that the one before didn't, and the other way round: fields, and kinds with a sample."""

    fields_gained: tuple[str, ...] = ()
    fields_lost: tuple[str, ...] = ()
    samples_gained: tuple[str, ...] = ()
    samples_lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportChange:
    """What a report looks like with the new template beside the old one; `error` says why it can't be made."""

    name: str
    comparison: Comparison | None = None
    error: str = ""

    @property
    def in_words(self) -> str:
        """Return what changes in the report, counted."""
        if self.error:
            return f"can't be made: {self.error}"
        if self.comparison is None:
            return "can be made; there is no other template to compare with"
        return counted_changes(self.comparison.counts()) if self.comparison.differs else "stays as it is"


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that is to be said of a revised template before it is taken. `old` is None where none is replaced.

    `styles` says in words which of the styles that reports use look otherwise: `Numbered 2 (colour: 1F4E79)`.
    """

    name: str
    new: Path
    old: Path | None
    checked: Checked
    contract: ContractChange
    wording: Comparison | None
    reports: tuple[ReportChange, ...]
    styles: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why the template can't be taken; none where it can."""
        errors = [one for one in self.checked.findings if one.severity is Severity.ERROR]
        found = [f"{len(errors)} error{'s' if len(errors) > 1 else ''} in the template"] if errors else []
        broken = [one.name for one in self.reports if one.error]
        return (*found, *([f"{', '.join(broken)} can't be made with it"] if broken else ()))

    @property
    def can_be_taken(self) -> bool:
        """Return whether the template can be taken."""
        return not self.reasons

    @property
    def verdict(self) -> str:
        """Return in a sentence whether the template can be taken."""
        if not self.can_be_taken:
            return f"This template can't be taken as '{self.name}': {'; '.join(self.reasons)}."
        warnings = sum(one.severity is Severity.WARNING for one in self.checked.findings)
        but = f"; {warnings} warning{'s' if warnings > 1 else ''} to look at" if warnings else ""
        return f"This template can be taken as '{self.name}'{but}."


def intake(workspace: Workspace, new: Path, name: str, *, fresh: bool = False) -> Intake:
    """Return what taking in the file `new` as the template `name` would mean; nothing is written.

    `fresh` allows a name that no template has yet. Raises `TemplateError` for an unknown name, `WordFileError` when the
    file is no Word document that can be read safely, `RecordsError` when the records can't be loaded.
    """
    old = _old(workspace, name, fresh=fresh)
    checked = check_template(new, workspace, CheckOptions(True, name, render=True))
    if old is None:
        reports = () if errors_in(checked.findings) else tuple(_reports(workspace, name, None, new))
        return Intake(name, new, None, checked, ContractChange(), None, reports)
    before = check_template(old, workspace, CheckOptions(True, name))
    contract = ContractChange(
        *_difference(*(tuple(path for path in one.vetted.fields if field_at(path)) for one in (before, checked))),
        *_difference(before.vetted.samples, checked.vetted.samples),
    )
    drafts = [read_draft(one.parts, one.path.stem) for one in (before, checked)]
    wording = compare(*drafts, old_name=f"{old.name} as it is", new_name=new.name)
    reports = () if errors_in(checked.findings) else tuple(_reports(workspace, name, old, new))
    return Intake(name, new, old, checked, contract, wording, reports, tuple(_styles(*drafts)))


def _old(workspace: Workspace, name: str, *, fresh: bool) -> Path | None:
    """Return the template that would be replaced, None for a fresh one."""
    file_name(name)
    path = workspace.template_file(name)
    if path.is_file():
        return path
    if fresh:
        return None
    known = template_names(workspace)
    raise TemplateError(
        f"there is no template '{name}' to be replaced{did_you_mean(name, known)}",
        f"use one of: {', '.join(known) or 'none'}; or add --new to make it a new one",
    )


def _difference(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gained = tuple(one for one in after if one not in before)
    return gained, tuple(one for one in before if one not in after)


def _styles(old: Draft, new: Draft) -> Iterator[str]:
    """Yield the styles that look otherwise, of those that the template's paragraphs and samples have, or are based on.

    Of what reports are made is in the samples, so the others change nothing in them.
    """
    stories = [block for story in new.stories for block in story.blocks]
    used = {DOCUMENT_DEFAULTS, *(one.style for one in flat((*new.blocks, *stories)))}
    waiting = list(used)
    while waiting:
        look = dict(word.partition("=")[::2] for word in new.styles.get(waiting.pop(), "").split())
        base = look.get("basedOn", "").replace("_", " ")
        if base and base not in used:
            used.add(base)
            waiting.append(base)
    for name, formats in style_formats(old.styles, new.styles):
        if name in used:
            yield f"{name} ({'; '.join(formats)})"


# --- every report with old and new ------------------------------------------------------------------


def _reports(workspace: Workspace, name: str, old: Path | None, new: Path) -> Iterator[ReportChange]:
    """Yield what becomes of each report whose plan names the template, language left apart."""
    records, targets = load_targets(workspace, (), every=True) if _has_plans(workspace) else (None, [])
    for target in targets:
        if records is not None and target.plan.facts.template == name.partition(".")[0]:
            yield _report(workspace, records, target, old, new)


def _has_plans(workspace: Workspace) -> bool:
    """Return whether any plan names its meetings."""
    from cwgdraft.records.heads import plan_heads

    return any(not head.is_pattern for head in plan_heads(workspace))


def _report(workspace: Workspace, records: Records, target: Target, old: Path | None, new: Path) -> ReportChange:
    language = target.plan.facts.language or records.group.language
    catalogue = load_catalogue(workspace, language)
    drafts = []
    for path in (old, new):
        if path is None:
            continue
        try:
            _, data = typeset_report(workspace, records, target, catalogue, BuildOptions(template=str(path)))
        except CwgdraftError as error:
            if path == new:
                return ReportChange(target.name, None, error.message)
            continue  # what can't be made today is no reason against the new template
        drafts.append(read_draft(read_parts(data, path.name), target.name))
    if len(drafts) < 2:
        return ReportChange(target.name)
    with_old, with_new = (f"{target.name} with the {word} template" for word in ("present", "new"))
    return ReportChange(target.name, compare(*drafts, old_name=with_old, new_name=with_new))


# --- the answer, and taking it ----------------------------------------------------------------------


def answer(found: Intake, date: str) -> bytes:
    """Return the new template as a Word document with the verdict, findings and changes of wording as comments."""
    lines = [found.verdict, *_summary(found)]
    changes: list[tuple[int, str]] = []
    if found.wording is not None:
        body = next(one for one in found.wording.stories if one.kind is None and one.name == BODY)
        numbers = passage_paragraphs(found.checked.parts)
        blocks = read_draft(found.checked.parts, found.name).blocks
        for place, said in _said_of(body.changes, blocks, 0):
            changes.append((numbers[place] if place < len(numbers) else 1, said))
    return annotated(found.checked, date, "\n".join(lines), changes)


def _said_of(changes: Sequence[Change], blocks: Sequence[Block], first: int) -> Iterator[tuple[int, str]]:
    """Yield what comments say of changes in a body or cell: the number of the paragraph, from `first` on, and the text.

    Of a table is said what changed in its cells, each at its place.
    """
    counts = [len(list(flat((block,)))) for block in blocks]
    starts = list(itertools.accumulate(counts, initial=first))
    for change in changes:
        if not change.is_shown or change.away or not change.new_places:
            continue
        start = starts[change.new_places[0]]
        inside = list(_said_of_rows(change.rows, start))
        if inside:
            yield from inside
        else:
            yield start, _said(change.what.value, change.old[0].text if change.old else "", change.formats)


def _said_of_rows(rows: Sequence[RowChange], start: int) -> Iterator[tuple[int, str]]:
    """Yield what comments say of the rows of a table whose first paragraph has the number `start`."""
    for row in rows:
        if row.new is None:
            continue
        if row.what is What.INSERTED:
            yield start, _said("a new row", "", ())
        cells = {id(one.new): one for one in row.cells if one.new is not None}
        for cell in row.new.cells:
            if id(cell) in cells:
                yield from _said_of(cells[id(cell)].changes, cell.blocks, start)
            start += len(list(flat(cell.blocks)))


def _said(what: str, old: str, formats: tuple[str, ...]) -> str:
    """Return what was changed in a paragraph, as a comment says it."""
    lines = [f"Compared with the present template: {what}"]
    if old and what == What.CHANGED:
        lines.append(f"It was: {excerpt(old, 300)}")
    lines += [f"Look: {one}" for one in formats]
    return "\n".join(lines)


def _summary(found: Intake) -> Iterator[str]:
    contract = found.contract
    for what, names in (
        ("Prints, which the present one doesn't", contract.fields_gained),
        ("Doesn't print any more", contract.fields_lost),
        ("New samples", contract.samples_gained),
        ("Samples that are gone", contract.samples_lost),
    ):
        if names:
            yield f"{what}: {', '.join(names)}"
    yield from (f"Style that looks otherwise: {one}" for one in found.styles)
    for one in found.reports:
        yield f"{one.name}: {one.in_words}"


def accept(workspace: Workspace, found: Intake) -> tuple[Path, Path | None]:
    """Put the new template in the place of the old one; return it, and where the old one is kept (None without one).

    What is kept is named for its content, so that nothing that was kept before is lost. Comments of ours are taken out.
    Raises `OutputError` when the template can't be taken or written; nothing has changed then.
    """
    if not found.can_be_taken:
        raise OutputError(f"{found.new.name} wasn't taken: {'; '.join(found.reasons)}", "mend it, and take it in again")
    path = workspace.template_file(found.name)
    check_writable(path)
    data = found.new.read_bytes()
    parts = read_file(found.new)
    if (clean := without_answers(parts)) is not parts:
        data = pack(clean)
    kept = None
    if found.old is not None and (before := found.old.read_bytes()) != data:
        kept = workspace.templates / KEPT / f"{found.name}-{hashlib.sha256(before).hexdigest()[:8]}.docx"
        write_whole(kept, before)
    write_whole(path, data)
    return path, kept
