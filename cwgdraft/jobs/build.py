"""Building: from the records to files in build/, each whole and never over somebody's edits."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.draft import Made
from cwgdraft.drafting.coverage import Covered
from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.drafting.scope import OpenFact
from cwgdraft.errors import OutputError
from cwgdraft.files import check_writable, free_names, lock_of, write_whole
from cwgdraft.finding import Finding
from cwgdraft.jobs.sources import sources_of
from cwgdraft.jobs.targets import Target, template_path
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.model import Records
from cwgdraft.typesetting.limits import meanwhile
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import Template, load_template
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: what to write beside the Word file, where, and what may be overwritten."""

    out: Path | None = None
    pdf: bool = False
    final: bool = False
    force: bool = False
    beside: bool = False
    template: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was written: its files, and everything that has to be said about it."""

    name: str
    files: tuple[Path, ...]
    unchanged: bool
    findings: tuple[Finding, ...]
    open_facts: tuple[OpenFact, ...]
    coverage: tuple[Covered, ...]
    blocks: int = 0
    asked: str = ""
    """How a command line names the report."""

    @property
    def missing(self) -> int:
        """Return how many statements and documents are left out without a reason."""
        return sum(line.outcome == "missing" for line in self.coverage)


def build(workspace: Workspace, records: Records, target: Target, options: BuildOptions) -> Built:
    """Write one report as Word (and PDF).

    Raises `CwgdraftError` or one of its kinds when it can't be made or written; what stood there before is
    then as it was.
    """
    language = options.language or target.plan.facts.language or records.group.language
    catalogue = load_catalogue(workspace, language)
    name = target.name + (f".{language}" if options.language and options.language != target.plan.facts.language else "")
    name += "-final" if options.final else ""
    path = (options.out or workspace.build) / f"{name}.docx"
    paths = _ready((path, path.with_suffix(".pdf")) if options.pdf else (path,), options)
    report, template = drafted(workspace, records, target, catalogue, options)
    with meanwhile(_errors_in, workspace, records, target, report) as errors_in_report:
        document = typeset(report.draft, template, report.data, final=options.final)
        errors = errors_in_report()
    contents = [document]
    if options.pdf:
        from cwgdraft.typesetting.pdf import check_pdf, to_pdf

        contents.append(to_pdf(document))
        check_pdf(contents[-1], report.draft)
    for one, content in zip(paths, contents, strict=True):
        _refuse_edited(one, content, options)
    unchanged = [_write(one, content) for one, content in zip(paths, contents, strict=True)]
    return Built(
        name,
        paths,
        unchanged[0],
        (*records.findings, *report.findings, *errors),
        report.open_facts,
        report.coverage,
        len(report.draft.blocks),
        asked=target.asked,
    )


def typeset_report(
    workspace: Workspace, records: Records, target: Target, catalogue: Catalogue, options: BuildOptions
) -> tuple[Report, bytes]:
    """Return the report and its Word document, nothing written."""
    report, template = drafted(workspace, records, target, catalogue, options)
    return report, typeset(report.draft, template, report.data, final=options.final)


def drafted(
    workspace: Workspace, records: Records, target: Target, catalogue: Catalogue, options: BuildOptions
) -> tuple[Report, Template]:
    """Return the report, and the template into which it goes."""
    path = template_path(workspace, target, catalogue.language, options.template)
    template = load_template(path)
    report = draft_report(
        records, target.plan, target.meetings, catalogue, name=target.name, labelling=template.labelling
    )
    made = Made(cwgdraft.__version__, sources_of(workspace, records, target, catalogue.language, path))
    return replace(report, draft=replace(report.draft, made=made)), template


def _errors_in(workspace: Workspace, records: Records, target: Target, report: Report) -> tuple[Finding, ...]:
    """Return what the rules find; they are imported here, in the child, so that the parent needn't wait for them."""
    from cwgdraft.jobs.checking.errors import errors_in

    return errors_in(workspace, records, target, report)


# --- what stands there already --------------------------------------------------------------------


def _ready(paths: tuple[Path, ...], options: BuildOptions) -> tuple[Path, ...]:
    """Return the paths to write to: those asked for, or with `beside` the first free ones, all of one name.

    Raises `OutputError` when one can't be written or is open in Word.
    """
    if options.beside and any(_is_taken(path) for path in paths):
        paths = free_names(paths)
    for path in paths:
        check_writable(path, otherwise="write beside it with --beside")
    return paths


def _is_taken(path: Path) -> bool:
    return lock_of(path) is not None or path.is_dir() or (path.exists() and was_edited(path))


def _refuse_edited(path: Path, content: bytes, options: BuildOptions) -> None:
    """Raise `OutputError` when a file holds edits that would be lost."""
    if options.force or not path.exists() or path.read_bytes() == content or not was_edited(path):
        return
    raise OutputError(
        f"{path.name} isn't as a build left it: building it again would lose what was edited since",
        "keep it (--beside writes a new file beside it), or give it up with --force",
    )


def was_edited(path: Path) -> bool:
    """Return whether a file isn't, byte for byte, what a build wrote there.

    What Word writes when it saves says nothing of what was changed, a picture, a header or a colour included; so a
    file that was only saved counts as edited too.
    """
    state = _state(path)
    return not (
        state.is_file() and state.read_text(encoding="ascii", errors="replace").strip() == _digest(path.read_bytes())
    )


def _write(path: Path, data: bytes) -> bool:
    """Write a file and note what was written; return whether the same bytes stood there already."""
    same = path.is_file() and path.read_bytes() == data
    if not same:
        write_whole(path, data)
    write_whole(_state(path), f"{_digest(data)}\n".encode())
    return same


def _state(path: Path) -> Path:
    return path.parent / ".cwgdraft" / f"{path.name}.sha256"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
