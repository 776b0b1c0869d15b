"""`cwgdraft check`: records and documents as the Council's best editor would read them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.findings import FORMS, as_github, as_sarif, counted
from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import SEVERITIES, Output, exit_code, is_terminal
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Finding
from cwgdraft.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from cwgdraft.checking.registry import Rule
    from cwgdraft.jobs.checking.check import Checked
    from cwgdraft.jobs.checking.documents import Document
    from cwgdraft.records.house import House

MARKS = "wrong-accept"
"""The rule that looks at the marks by which findings are accepted."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command line asked for beside documents and rules."""

    baseline: Path | None
    write_baseline: bool
    changed: bool
    severity: str
    only: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of the findings, those `lesser` that aren't shown, and what has to be said of the others."""

    checked: list[Checked]
    lesser: list[Checked]
    notes: list[str]


@click.command(name="check")
@click.argument("words", nargs=-1, metavar="[REPORT… | MEETING… | FILE…]", shell_complete=reports_and_meetings)
@click.option("--rule", "only", multiple=True, metavar="NAME", help="Look for this alone; may be given several times.")
@click.option("--grammar", is_flag=True, help="Look for slips of English grammar and spelling, too.")
@click.option("--no-workspace", is_flag=True, help="Check files by themselves, whatever the records say.")
@click.option("--changed", is_flag=True, help="Show only what lies in what was edited last (since the last commit).")
@click.option(
    "--fix", "fixing", is_flag=True, help="Put right what needs no look: in records in place, in Word tracked."
)
@click.option("--unsafe", is_flag=True, help="With --fix: show the others, too, and ask for each.")
@click.option(
    "--annotate", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx",
    help="Write the document with the findings as comments.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx",
    help="Where --fix writes a Word file.  [default: NAME-fixed.docx beside it]",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Leave out the findings that it has.  [default: records/baseline.json, where there is one]",
)  # fmt: skip
@click.option("--write-baseline", is_flag=True, help="Write what is found now as the baseline.")
@click.option("--force", is_flag=True, help="Replace a file that --annotate or --fix didn't write, or that was edited.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How to print.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--severity", type=click.Choice(list(SEVERITIES)), default="warning", show_default=True,
    help="Show, and exit with 1 for, what is at least as severe.",
)  # fmt: skip
@click.pass_obj
def command(
    output: Output,
    words: tuple[str, ...],
    only: tuple[str, ...],
    grammar: bool,
    no_workspace: bool,
    changed: bool,
    fixing: bool,
    unsafe: bool,
    annotate: Path | None,
    out: Path | None,
    baseline: Path | None,
    write_baseline: bool,
    force: bool,
    form: str,
    as_json: bool,
    severity: str,
) -> int:
    """Check the workspace's reports, or any Word file or text, as an editor would read them.

    \b
    cwgdraft check                      every report of the workspace
    cwgdraft check council-2026         one report
    cwgdraft check draft.docx old.txt   documents, whoever typed them

    In a workspace its facts are known: dates, documents, people. Outside, a document is held against itself.
    `cwgdraft rule` lists what is looked for. What is right all the same is accepted beside the text (`cwgdraft rule
    NAME` says how); for a text, which can hold no marks, by a baseline.

    Exit code 0 when nothing was found, 1 when something was, 2 when something can't be read.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    _check_options(words, only, fixing=fixing, unsafe=unsafe, annotate=annotate, out=out)
    if fixing and write_baseline:
        raise click.UsageError("--write-baseline makes known what is found: let --fix put it right first")
    files = [Path(word) for word in words if Path(word).is_file()]
    workspace = None if no_workspace else _workspace(output, files)
    house, documents = _documents(output, words, files, workspace)
    _say_unread(output, documents)
    rules = _rules(house, only, grammar=grammar)
    path = baseline or _own_baseline(workspace)
    asked = _Asked(path, write_baseline, changed, severity, only, complete=not words)
    left = _left(output, documents, rules, workspace, asked)
    written: Mapping[Path, Path] = {}
    if fixing and (written := _fix(output, left, documents, out, unsafe=unsafe, force=force)):
        house, documents = _documents(output, words, files, workspace, written)
        left = _left(output, documents, rules, workspace, asked)
    for note in left.notes:
        output.say(note)
    checked = _in_copies(left.checked, written)
    findings = [one.finding for one in checked]
    _print(output, findings, "json" if as_json else form, workspace.root if workspace else None)
    if annotate:
        _annotate(output, documents, checked, annotate, workspace, force=force)
    output.say(counted(findings))
    return exit_code(findings, severity)


def _in_copies(checked: list[Checked], written: Mapping[Path, Path]) -> list[Checked]:
    """Return findings that lie in the copies which --fix wrote, where it wrote any."""
    if not written:
        return checked
    from cwgdraft.jobs.checking.fixing import in_copies

    return in_copies(checked, written)


def _check_options(
    words: Sequence[str], only: Sequence[str], *, fixing: bool, unsafe: bool, annotate: Path | None, out: Path | None
) -> None:
    """Raise a usage error for options that don't go together, and for rules that there aren't."""
    from cwgdraft.checking.registry import names
    from cwgdraft.language.near import did_you_mean

    for name in only:
        if name not in names():
            raise CwgdraftError(f"there is no rule '{name}'{did_you_mean(name, names())}", "cwgdraft rule lists them")
    if unsafe and not fixing:
        raise click.UsageError("--unsafe is for --fix: it shows what --fix alone leaves")
    if out and not fixing:
        raise click.UsageError("--out names where --fix writes: add --fix")
    if (annotate or out) and len(words) != 1:
        raise click.UsageError("--annotate and --out are for one document: name just one")
    for name, file in (("--annotate", annotate), ("--out", out)):
        if file and file.suffix.lower() != ".docx":
            raise click.BadParameter(f"'{file}' must end in .docx, or Word won't open it", param_hint=name)


def _workspace(output: Output, files: list[Path]) -> Workspace | None:
    for folder in (*(path.resolve().parent for path in files), output.folder):
        try:
            return find_workspace(folder)
        except CwgdraftError:
            continue
    return None


def _rules(house: House, only: tuple[str, ...], *, grammar: bool) -> list[Rule]:
    """Return the rules to be run; whether a mark accepts something is only known when all were."""
    from cwgdraft.checking.run import chosen_rules

    rules = chosen_rules(house, () if MARKS in only else only)
    more = only if MARKS in only else ("grammar",) if grammar and not only else ()
    return rules + [rule for rule in chosen_rules(house, more) if more and rule not in rules]


def _say_unread(output: Output, documents: Sequence[Document]) -> None:
    for one in documents:
        if not one.subject.is_english:
            language = one.subject.draft.language
            output.say(f"{one.name} isn't checked: it is in '{language}', and the rules read English")


def _documents(
    output: Output,
    words: Sequence[str],
    files: Sequence[Path],
    workspace: Workspace | None,
    copies: Mapping[Path, Path] = MappingProxyType({}),
) -> tuple[House, list[Document]]:
    """Return the house style and the documents to be checked; what is wrong with several files is said at once.

    `copies` stand in the place of files.
    """
    from cwgdraft.jobs.checking.documents import Library, file_document, reports
    from cwgdraft.records.house import load_house

    house = load_house(workspace)
    library = Library(workspace) if workspace is not None else None
    documents: list[Document] = []
    errors: list[CwgdraftError] = []
    for path in files:
        try:
            documents.append(file_document(path, library, house, copies.get(path)))
        except CwgdraftError as error:
            errors.append(error)
    rest = [word for word in words if not Path(word).is_file()]
    if missing := [word for word in rest if Path(word).suffix.lower() in (".docx", ".txt", ".md")]:
        errors.append(CwgdraftError(f"there is no file {missing[0]}", "name a Word file, a text, or a report"))
    elif rest or not words:
        documents += reports(library or Library(output.workspace), rest, house)
    if errors:
        for one in errors[:-1]:
            output.show_error(one)
        raise errors[-1]
    return house, documents


def _own_baseline(workspace: Workspace | None) -> Path | None:
    path = workspace.baseline if workspace else None
    return path if path is not None and path.is_file() else None


def _left(
    output: Output, documents: Sequence[Document], rules: Sequence[Rule], workspace: Workspace | None, asked: _Asked
) -> _Left:
    """Return what is left when accepted, known and untouched findings are taken out, and what is wrong with marks."""
    from cwgdraft.jobs.checking.baseline import without_known, write_baseline
    from cwgdraft.jobs.checking.touched import only_touched

    found, accepted = _not_accepted(documents, rules, workspace, asked)
    notes = [f"{accepted} accepted with a reason"] if accepted else []
    heavy, lesser = _by_weight(found, asked.severity)
    if lesser and not (asked.write_baseline or asked.changed):
        notes.append(f"less severe: {len(lesser)} (shown with --severity advice)")
    root = workspace.root if workspace else None
    if asked.write_baseline:
        path = asked.baseline or (workspace.baseline if workspace else Path("baseline.json"))
        count = write_baseline(path, heavy, root)
        return _Left([], [], [*notes, f"wrote {output.shown(path)}: {count} findings are known from now on"])
    kept = [*heavy, *lesser]
    if asked.baseline is not None:
        kept, known, gone = without_known(kept, asked.baseline, root)
        if known or gone:
            everything = asked.complete and not asked.only
            rest = f"; {gone} of its entries match nothing any more" if gone and everything else ""
            notes.append(f"{known} known from {output.shown(asked.baseline)}{rest}")
    if asked.changed:
        kept = only_touched(kept, documents, (workspace.root if workspace else output.folder))
    return _Left(*_by_weight(kept, asked.severity), notes)


def _by_weight(checked: Sequence[Checked], severity: str) -> tuple[list[Checked], list[Checked]]:
    """Return the findings that are at least as severe, and the others."""
    heavy = [one for one in checked if one.finding.severity >= SEVERITIES[severity]]
    return heavy, [one for one in checked if one.finding.severity < SEVERITIES[severity]]


def _not_accepted(
    documents: Sequence[Document], rules: Sequence[Rule], workspace: Workspace | None, asked: _Asked
) -> tuple[list[Checked], int]:
    """Return what rules find and nobody accepted, with what is wrong with the marks, and how many were accepted."""
    from cwgdraft.jobs.agreed import agreed_in
    from cwgdraft.jobs.checking.accepted import marks_in_documents, marks_in_records, without_accepted, wrong_marks
    from cwgdraft.jobs.checking.check import check_agreed, check_documents, with_agreed_told

    read = [one for one in documents if one.subject.is_english]
    marks = marks_in_documents(read)
    recorded = next((one for one in read if one.recorded), None)
    if workspace is not None and recorded is not None:
        marks += marks_in_records(workspace)
    every = with_agreed_told(check_documents(read, rules), agreed_in(one.subject.records for one in read))
    every += check_agreed([one for one in documents if not one.subject.is_english], rules)
    found, accepted = without_accepted(every, marks)
    if recorded is not None:
        about = () if MARKS in asked.only else asked.only
        gone = {rule.name for rule in rules} if asked.complete else set()
        found += wrong_marks(marks, recorded, about, gone)
    if MARKS in asked.only:
        found = [one for one in found if one.finding.rule in asked.only]
    return found, accepted


def _fix(
    output: Output, left: _Left, documents: Sequence[Document], out: Path | None, *, unsafe: bool, force: bool
) -> Mapping[Path, Path]:
    """Put right what can be, and return which file was written for which."""
    from cwgdraft.jobs.agreed import agreed_in
    from cwgdraft.jobs.checking.fixing import fix, fixable, is_word
    from cwgdraft.jobs.outputs import check_outputs

    def target(path: Path) -> Path:
        return out or path.with_name(f"{path.stem}-fixed.docx")

    if out and not documents[0].data.startswith(b"PK"):
        message = f"--out is for a Word file: what is found in {documents[0].path.name} is put right where it stands"
        raise CwgdraftError(message, "leave --out out")
    found = fixable(
        left.checked, left.lesser, unsafe=unsafe, agreed=agreed_in(one.subject.records for one in documents)
    )
    copies = {target(one.document.path) for one in found if is_word(one)}
    check_outputs(sorted(copies), [str(one.path) for one in documents], force=force)
    wanted = _wanted(output, found)
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    fixed = fix(wanted, target, author="cwgdraft", date=now)
    for path in fixed.files.values():
        output.say(f"wrote {output.shown(path)}")
    output.say(f"put right: {len(fixed.done)}")
    if rest := len(wanted) - len(fixed.done):
        output.say(f"not put right: {rest} (the words aren't written as they are printed, or another fix touches them)")
    return fixed.files


def _wanted(output: Output, found: Sequence[Checked]) -> list[Checked]:
    """Return the fixes that are to be made: the safe ones, and those others to which somebody says yes."""
    can_ask = is_terminal() and sys.stdin.isatty()
    wanted = []
    unasked = 0
    for one in found:
        fix = one.found.hit.fix
        if fix is None or fix.safe:
            wanted.append(one)
        elif not can_ask:
            unasked += 1
        else:
            output.say(one.finding.shown())
            output.say(f"    {one.found.hit.words!r} -> {fix.new!r}")
            if click.confirm("    put it right?", err=True):
                wanted.append(one)
    if unasked:
        output.say(f"not put right: {unasked} that need a look; run it in a terminal, where each is asked for")
    return wanted


def _print(output: Output, findings: Sequence[Finding], form: str, root: Path | None) -> None:
    from cwgdraft.finding import in_order

    in_place = in_order(findings)
    if form == "json":
        output.json({"findings": [one.as_data(root) for one in in_place]})
    elif form == "github":
        for line in as_github(in_place, root):
            output.result(line)
    elif form == "sarif":
        from cwgdraft.checking.registry import load_rule, names

        rules = {name: load_rule(name).what for name in {one.rule for one in in_place} & set(names())}
        output.json(as_sarif(in_place, rules, root))
    else:
        output.results(in_place, root=root)


def _annotate(
    output: Output,
    documents: Sequence[Document],
    checked: Sequence[Checked],
    out: Path,
    workspace: Workspace | None,
    *,
    force: bool,
) -> None:
    """Write the one document with its findings as comments; a report of the workspace as it would be built."""
    from cwgdraft.jobs.checking.annotating import annotated
    from cwgdraft.jobs.outputs import check_outputs, write_output

    document = documents[0]
    check_outputs([out], [str(document.path)], force=force)
    checked = [one for one in checked if one.found.hit.passage.number >= 0]  # a mark in the records is in no document
    data = document.data
    if document.recorded and workspace is not None:
        import cwgdraft
        from cwgdraft.jobs.states import load_state

        data = load_state(workspace, [document.asked], cwgdraft.__version__).document()
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    write_output(out, annotated(document, data, checked, now))
    output.say(f"wrote {output.shown(out)}")
