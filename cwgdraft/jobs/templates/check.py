"""Checking a template: what it says, what the reports of the workspace ask of it, and how it fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.draft import Kind
from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.finding import Finding, WordPlace, errors_in, in_order
from cwgdraft.jobs.comment_text import comment_text
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.heads import Head, label_names, plan_heads
from cwgdraft.typesetting.template import sample_of
from cwgdraft.typesetting.vetting import Found, Vetted, Wanted, is_ours, vet
from cwgdraft.word.comments import with_comments, without_answers
from cwgdraft.word.gate import MAIN, Parts, read_file
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace, is_litter

_ALWAYS = ("document", "symbol", "date", "original", "originator", "title", "website", "group", "meeting")
"""What stands on the first page of every report, as a placeholder where it isn't known."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a template: `ours` says whether our contract was held against it, `reports` what was tried.

    `used_by` are the reports whose plans name it.
    """

    path: Path
    ours: bool
    findings: tuple[Finding, ...]
    used_by: tuple[str, ...]
    reports: tuple[str, ...]
    parts: Parts
    vetted: Vetted


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How to check: with our contract or without (None: the template tells), as which template, and whether to fill.

    `reports` are the reports to fill it with; none for all those that use it.
    """

    ours: bool | None = None
    name: str = ""
    render: bool = False
    reports: tuple[str, ...] = ()


def template_file(word: str, workspace: Workspace | None) -> Path:
    """Return the file that a command line names: a path, or a name in the workspace's templates.

    Raises `TemplateError` when there is none.
    """
    path = Path(word)
    if path.name.startswith("~$"):
        raise TemplateError(f"{path.name} says that a document is open in Word, it isn't one", "name the document")
    if path.is_file():
        return path
    if path.is_dir():
        raise TemplateError(f"{word} is a folder", "name a .docx in it")
    if workspace is not None and "/" not in word and "\\" not in word:
        inside = workspace.template_file(path.stem if path.suffix.lower() == ".docx" else word)
        if inside.is_file():
            return inside
    known = template_names(workspace) if workspace else []
    hint = did_you_mean(path.stem, known)
    names = f", or one of: {', '.join(known)}" if known else ""
    raise TemplateError(f"there is no template {word}{hint}", f"name the path of a .docx{names}")


def template_names(workspace: Workspace) -> list[str]:
    """Return the names of the workspace's templates."""
    if not workspace.templates.is_dir():
        return []
    return sorted(path.stem for path in workspace.templates.glob("*.docx") if not is_litter(path))


def check_template(path: Path, workspace: Workspace | None, options: CheckOptions) -> Checked:
    """Return everything that is found in a template.

    With errors it isn't filled: it can't be. Raises `WordFileError` when the file is no Word document that can be read
    safely; with `render`, `RecordsError` when the records can't be loaded.
    """
    parts = without_answers(read_file(path))
    name = options.name or path.stem
    heads = plan_heads(workspace) if workspace else []
    using = _using(heads, name)
    ours = True if options.ours is None and options.name else options.ours
    if ours is None and workspace is not None and path.resolve().parent == workspace.templates.resolve():
        ours = True
    labels = label_names(workspace) if workspace else ()
    vetted = vet(parts, path, ours=ours, wanted=[_wanted(head) for head in using], labels=labels)
    findings = vetted.findings
    tried: tuple[str, ...] = ()
    if options.render and not errors_in(findings):
        findings, tried = _rendered(vetted, workspace, options, using)
    used_by = tuple(head.name for head in using)
    return Checked(path, _ours(vetted, ours), findings, used_by, tried, parts, vetted)


def _ours(vetted: Vetted, asked: bool | None) -> bool:
    return is_ours(vetted.text) if asked is None else asked


def _using(heads: Sequence[Head], name: str) -> list[Head]:
    """Return the plans that name a template; a pattern only where no plan with meetings of its own does."""
    stem = name.partition(".")[0]
    using = [head for head in heads if head.template in (name, stem)]
    return [head for head in using if not head.is_pattern] or using


def _wanted(head: Head) -> Wanted:
    """Return what a report asks of its template, as far as the top of its plan says."""
    council = head.kind != "meeting-summary"
    front = dict.fromkeys(
        ("document", "symbol", "date", "original", "originator", "title", "website", "group", "meeting"), ""
    )
    if council:
        front |= {"session": "", "session_dates": ""}
    if head.agenda_item or (council and head.session):
        front["agenda_item"] = head.agenda_item
    front["symbol"] = head.symbol
    return Wanted(head.name, front, head.labels, council)


# --- filling --------------------------------------------------------------------------------------


def _rendered(
    vetted: Vetted, workspace: Workspace | None, options: CheckOptions, using: Sequence[Head]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings with those that filling the template gives, and the reports that were tried."""
    from cwgdraft.typesetting.vetting.verify import loaded, try_report, try_sentinels

    ours = _ours(vetted, options.ours if not options.name else True)
    found = Found(vetted.text, ours, list(vetted.findings), set(vetted.said))
    reports = _reports(workspace, options, using) if ours and workspace else []
    labels = {name for _, report in reports for name in _labels(report)}
    labels |= {path.removeprefix("labels.") for path in vetted.fields if path.startswith("labels.")}
    try_sentinels(found, sorted(labels), vetted.tags)
    template = loaded(found) if reports and not errors_in(found.findings) else None
    tried = []
    for name, report in reports if template else []:
        if template is not None:
            report = replace(report, draft=replace(report.draft, name=name))
            try_report(found, template, report.draft, report.data)
            tried.append(name)
    if reports:
        wanted = [_asked(name, report) for name, report in reports]
        kept = [one for one in found.findings if one.rule != "missing-sample"]
        again = Found(vetted.text, ours, kept, found.said)
        from cwgdraft.typesetting.vetting.fields import check_kinds

        check_kinds(again, set(vetted.samples), wanted)
        found = again
    return in_order(found.findings), tuple(tried)


def _reports(workspace: Workspace, options: CheckOptions, using: Sequence[Head]) -> list[tuple[str, Report]]:
    """Return the reports to try: those that are named, else those that use the template, else all; drafted anew."""
    from cwgdraft.jobs.targets import load_targets
    from cwgdraft.records.catalogue import load_catalogue

    named = [head.name for head in using if not head.is_pattern]
    if options.reports or named:
        records, targets = load_targets(workspace, options.reports or named)
    else:
        records, targets = load_targets(workspace, (), every=True)
    found = []
    for target in targets:
        catalogue = load_catalogue(workspace, target.plan.facts.language or records.group.language)
        found.append((target.name, draft_report(records, target.plan, target.meetings, catalogue, name=target.name)))
    return found


def _labels(report: Report) -> list[str]:
    return [
        block.origin.removeprefix("front:").removesuffix("/label")
        for block in report.draft.blocks
        if block.kind is Kind.FRONT_LABEL
    ]


def _asked(name: str, report: Report) -> Wanted:
    """Return the kinds of blocks that a report has."""
    kinds: dict[str, int] = {}
    for block in report.draft.blocks:
        kind = sample_of(block)
        kinds[kind] = kinds.get(kind, 0) + 1
    return Wanted(name, kinds=kinds)


# --- the answer in Word ---------------------------------------------------------------------------


def annotated(checked: Checked, date: str, opening: str = "", more: Sequence[tuple[int, str]] = ()) -> bytes:
    """Return the template with a comment at each place where something was found.

    What stands where Word allows no comment (headers, styles, the whole file) is said at the first paragraph, and
    named there. `opening` is a comment of its own before all others, `more` are others, by the number of the paragraph.
    Raises `CwgdraftError` when there is no paragraph.
    """
    comments = [(1, opening)] if opening else []
    for one in checked.findings:
        place = one.place if isinstance(one.place, WordPlace) else None
        inside = place is not None and place.part == MAIN and place.paragraph > 0
        where = "" if inside or place is None else place.where
        words = place.excerpt if place else ""
        comments.append((place.paragraph if inside and place else 1, comment_text(one, words, where)))
    comments += more
    if not comments:
        comments = [(1, "Nothing was found: this template can be used.")]
    parts = with_comments(checked.parts, comments, date)
    if parts[MAIN] == checked.parts[MAIN]:
        raise CwgdraftError(f"{checked.path.name} has no paragraph that a comment could stand at", "read the list")
    return pack(parts)
