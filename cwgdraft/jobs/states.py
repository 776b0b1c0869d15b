"""A report in one state of its workspace: everything that it was drafted from, kept so that causes can be named."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.draft import Made
from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.finding import Finding, Place
from cwgdraft.jobs.history import History, Revision
from cwgdraft.jobs.sources import name_of, sources_of
from cwgdraft.jobs.targets import Target, load_targets, template_path
from cwgdraft.labels import Labelling
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.load import is_log, load_records
from cwgdraft.records.model import Records
from cwgdraft.records.source import Source, read_source
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import Template, load_template
from cwgdraft.workspace import Workspace, is_litter

_MOST_COMMITS = 200


@dataclass(frozen=True)
class State:
    """A report as one state of the records makes it.

    `texts` are the record files and the phrase catalogue by their path below the workspace, `digests` the digests of
    what the report was made from. `revision` is None for the working tree.
    """

    records: Records
    target: Target
    catalogue: Catalogue
    template: Template
    report: Report
    texts: Mapping[str, Source]
    digests: Mapping[str, str]
    root: Path
    revision: Revision | None = None

    @property
    def labelling(self) -> Labelling:
        """Return how the template prints numbers."""
        return self.template.labelling

    def document(self) -> bytes:
        """Return the report as a Word file."""
        return typeset(self.report.draft, self.template, self.report.data)

    def file_of(self, place: Place) -> str:
        """Return the path of a place below the workspace."""
        path = place.path
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def load_state(workspace: Workspace, words: Sequence[str], version: str, language: str = "") -> State:
    """Return the report that the words of a command line name, everything read at once.

    Raises `RecordsError` when the records can't be loaded, `CwgdraftError` when the words don't name just one report
    or it can't be made.
    """
    records, targets = load_targets(workspace, words)
    if len(targets) != 1:
        shown = ", ".join(target.name for target in targets)
        raise CwgdraftError(f"{len(targets)} reports are named: {shown}", "name one of them")
    target = targets[0]
    catalogue = load_catalogue(workspace, language or target.plan.facts.language or records.group.language)
    path = template_path(workspace, target, catalogue.language)
    template = load_template(path)
    report = draft_report(
        records, target.plan, target.meetings, catalogue, name=target.name, labelling=template.labelling
    )
    digests = sources_of(workspace, records, target, catalogue.language, path)
    report = replace(report, draft=replace(report.draft, made=Made(version, digests)))
    texts = _texts(workspace, catalogue.language)
    return State(
        _with_all_minutes(workspace, records), target, catalogue, template, report, texts, digests, workspace.root
    )


def _with_all_minutes(workspace: Workspace, records: Records) -> Records:
    """Return records with the minutes of every meeting: a cause may be that one of them was taken out of the plan."""
    try:
        return replace(load_records(workspace), findings=records.findings)
    except RecordsError:
        return records  # minutes that this report doesn't need can't be read


def _texts(workspace: Workspace, language: str) -> dict[str, Source]:
    files = [
        *workspace.records.rglob("*.yaml"),
        *workspace.records.rglob("*.md"),
        workspace.phrases / f"{language}.yaml",
    ]
    found = {}
    for path in files:
        if path.is_file() and not is_litter(path) and not is_log(path):
            source, _ = read_source(path)
            if source is not None:
                found[name_of(workspace, path)] = source
    return found


def load_revision(
    history: History, revision: Revision, words: Sequence[str], version: str, language: str = ""
) -> State:
    """Return the report as the records, templates and phrases of a revision make it.

    They are read from git into a folder that is gone afterwards. Raises `RecordsError`, its places written as git
    writes them (`HEAD~3:records/group.yaml`), or `CwgdraftError`, when that can't be done.
    """
    with tempfile.TemporaryDirectory(prefix="cwgdraft-") as folder:
        root = Path(folder).resolve()
        old = history.write(revision.commit, root)
        if not old.group_file.is_file():
            raise CwgdraftError(
                f"there was no records/group.yaml at {revision.shown}: the workspace is younger",
                "name a later revision",
            )
        try:
            return replace(load_state(old, words, version, language), revision=revision)
        except RecordsError as error:
            raise _elsewhere(error, root, revision) from None
        except CwgdraftError as error:
            raise type(error)(f"at {revision.shown}: {error.message}", error.help) from None


def _elsewhere(error: RecordsError, root: Path, revision: Revision) -> RecordsError:
    """Return an error whose findings name the revision instead of the folder that it was written to."""
    moved = RecordsError(tuple(_named(finding, root, revision) for finding in error.findings))
    moved.message = f"the records of {revision.shown} can't be loaded: {len(moved.findings)} findings"
    moved.help = "name a revision at which they could be built"
    return moved


def _named(finding: Finding, root: Path, revision: Revision) -> Finding:
    place = finding.place
    if not isinstance(place, Place) or not place.path.is_relative_to(root):
        return finding
    path = Path(f"{revision.asked}:{place.path.relative_to(root).as_posix()}")
    return replace(finding, place=Place(path, place.line, place.column))


# --- the state that a Word file was made from -----------------------------------------------------


def state_of(workspace: Workspace, history: History | None, made: Made, language: str) -> State | None:
    """Return the state whose sources have just the digests that a Word file carries: today's, else one in git.

    None where no state is found, or where it can't be loaded.
    """
    if not made.sources or not all(made.sources.values()):
        return None
    words = words_of(made)
    try:
        state = load_state(workspace, words, made.version, language)
        if state.digests == made.sources and state.target.name == made.report:
            return state
    except CwgdraftError:
        pass
    if history is None:
        return None
    for commit in history.commits(_MOST_COMMITS):
        files = history.files(commit)
        if all(name in files and files[name][1].startswith(one) for name, one in made.sources.items()):
            try:
                revision = history.revision(commit)
                return load_revision(history, replace(revision, asked=commit[:10]), words, made.version, language)
            except CwgdraftError:
                return None
    return None


def words_of(made: Made) -> list[str]:
    """Return the words by which a command line names the report that a Word file holds."""
    if f"records/reports/{made.report}.yaml" in made.sources:
        return [made.report]
    numbers = (re.fullmatch(r"records/meetings/(\d+)\.yaml", one) for one in made.sources)
    return [one[1] for one in numbers if one]
