"""Previews: a template filled from real records, for a chair who revises it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.errors import CwgdraftError, OutputError
from cwgdraft.files import check_writable
from cwgdraft.finding import Severity
from cwgdraft.jobs.build import BuildOptions, typeset_report, was_edited
from cwgdraft.jobs.outputs import write_output
from cwgdraft.jobs.targets import Target, default_plan, load_targets, template_path
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Plan, Records
from cwgdraft.workspace import Workspace, file_name

_FORMULA = re.compile(r"\{[a-z][^{}]*\}")
"""A statement that is written short (`{noted 4, 5}`): its words are those of the catalogue."""


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """How to preview: of which report (its name, or meetings), tinted or not, where to, and what may be overwritten."""

    report: str = ""
    tint: bool = False
    out: Path | None = None
    pdf: bool = True
    force: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A template that was filled: the files, the report in it, and how much is to be said about that."""

    files: tuple[Path, ...]
    report: str
    asked: str
    blocks: int
    findings: int
    open_facts: int


def preview(workspace: Workspace, wanted: str, options: PreviewOptions) -> Preview:
    """Write the template `wanted`, a path or a name in templates/, filled from the records, as Word and PDF.

    A preview without tints has the bytes that a build with this template has. Raises `CwgdraftError` or one of its
    kinds when it can't be made or written; what stood there before is then as it was.
    """
    wanted, stem = _template(workspace, wanted)
    records, target = _asked(workspace, options.report) if options.report else _chosen(workspace, stem)
    language = _language(workspace, stem) or target.plan.facts.language or records.group.language
    name = file_name(f"{stem}-{target.name}{'-tinted' if options.tint else ''}")
    path = (options.out or workspace.build / "preview") / f"{name}.docx"
    paths = (path, path.with_suffix(".pdf")) if options.pdf else (path,)
    for one in paths:
        check_writable(one, otherwise="write elsewhere with --out")
    report, document = _filled(workspace, records, target, load_catalogue(workspace, language), wanted, options.tint)
    contents = [document]
    if options.pdf:
        from cwgdraft.typesetting.pdf import check_pdf, to_pdf

        contents.append(to_pdf(document))
        check_pdf(contents[-1], report.draft)
    for one, content in zip(paths, contents, strict=True):
        if not options.force and one.exists() and one.read_bytes() != content and was_edited(one):
            raise OutputError(
                f"{one.name} isn't as a preview left it: another preview would lose what was edited since",
                "keep it under another name, write elsewhere with --out, or give it up with --force",
            )
    for one, content in zip(paths, contents, strict=True):
        write_output(one, content)
    findings = sum(one.severity > Severity.ADVICE for one in (*records.findings, *report.findings))
    return Preview(paths, target.name, target.asked, len(report.draft.blocks), findings, len(report.open_facts))


def _template(workspace: Workspace, wanted: str) -> tuple[str, str]:
    """Return the template as `template_path` takes it, and the name by which plans call it."""
    path = Path(wanted)
    if not path.exists() and (workspace.templates / wanted).is_file():
        path = workspace.templates / wanted
    return str(path), path.stem if path.suffix.lower() == ".docx" else path.name


def _language(workspace: Workspace, stem: str) -> str:
    """Return the language that stands in a template's name, `fr` in `council-report.fr`, when it has a catalogue."""
    language = stem.partition(".")[2]
    return language if language and (workspace.phrases / f"{language}.yaml").is_file() else ""


# --- the report -----------------------------------------------------------------------------------


def _asked(workspace: Workspace, words: str) -> tuple[Records, Target]:
    """Return the report that was asked for by name or meetings."""
    records, targets = load_targets(workspace, re.split(r"[,\s]+", words.strip()))
    if len(targets) > 1:
        shown = ", ".join(target.asked for target in targets)
        raise CwgdraftError(f"a preview is of one report: {shown} are {len(targets)}", "name one of them")
    return records, targets[0]


def _chosen(workspace: Workspace, stem: str) -> tuple[Records, Target]:
    """Return the report whose template it is, else any.

    A plan that names its meetings is preferred; a pattern is filled with the last meeting that has minutes, one for
    several meetings with the last two.
    """
    name = stem.partition(".")[0]

    def minutes_of(plans: Mapping[str, Plan]) -> Collection[int]:
        plan = _plan_for(plans, name)
        if plan is not None and not plan.is_pattern:
            return plan.facts.meetings
        return [int(path.stem) for path in workspace.meetings.glob("*.yaml") if path.stem.isdecimal()]

    records = load_records(workspace, minutes_of)
    plan = _plan_for(records.plans, name)
    if plan is not None and not plan.is_pattern:
        return records, Target(file_name(plan.name), plan, tuple(sorted(plan.facts.meetings)))
    held = tuple(n for n, meeting in records.meetings.items() if meeting.minutes) or tuple(records.meetings)
    if not held:
        help_ = "make one with 'cwgdraft new meeting 1', and write what was said"
        raise CwgdraftError("there is no record of a meeting to fill the template from", help_)
    numbers = held[-1:] if plan is None or plan.facts.kind == "meeting-summary" else held[-2:]
    plan = plan or default_plan(records, numbers)
    return records, Target(f"{plan.name}-{'-'.join(map(str, numbers))}", plan, numbers)


def _plan_for(plans: Mapping[str, Plan], template: str) -> Plan | None:
    """Return the plan that a template is shown with: its own, one that names its meetings first; else any that does."""
    in_order = [plan for _, plan in sorted(plans.items())]
    own = [plan for plan in in_order if plan.facts.template == template]
    naming = [plan for plan in in_order if not plan.is_pattern]
    return next(iter([*(one for one in own if one in naming), *own, *naming]), None)


# --- filled ---------------------------------------------------------------------------------------


def _filled(
    workspace: Workspace, records: Records, target: Target, catalogue: Catalogue, wanted: str, tint: bool
) -> tuple[Report, bytes]:
    """Return the report and the document that the template makes of it."""
    if not tint:
        return typeset_report(workspace, records, target, catalogue, BuildOptions(template=wanted))
    from cwgdraft.typesetting.render import typeset
    from cwgdraft.typesetting.template import load_template

    template = load_template(template_path(workspace, target, catalogue.language, wanted))
    report = draft_report(
        records, target.plan, target.meetings, catalogue, name=target.name, labelling=template.labelling
    )
    computed = computed_origins(report, target.plan)
    return report, typeset(report.draft, template, report.data, computed=computed)


def computed_origins(report: Report, plan: Plan) -> frozenset[str]:
    """Return the origins of the blocks whose words the phrase catalogue gave; those of all others are recorded.

    A block counts as a whole, whatever names and numbers from the records stand in its sentence.
    """
    box = {str(name) for name in plan.facts.box}

    def is_computed(origin: str, facts: tuple[str, ...]) -> bool:
        word = origin.partition(":")[0]
        if word in ("phrase", "opening") or origin in ("signature:title", "signature:rule"):
            return True
        if word == "front":
            return any(fact.startswith("box:") and fact.removeprefix("box:") not in box for fact in facts)
        recorded = report.recorded.get(origin)
        if recorded is None:
            return False
        return not recorded.source if word == "section" else bool(_FORMULA.fullmatch(recorded.source.strip()))

    return frozenset(block.origin for block in report.draft.blocks if is_computed(block.origin, block.facts))
