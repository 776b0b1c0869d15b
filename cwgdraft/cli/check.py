"""`cwgdraft check`: records and documents as the Council's best editor would read them."""

from __future__ import annotations

from pathlib import Path

import click

from cwgdraft.cli.findings import FORMS, as_github, as_sarif, counted
from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import SEVERITIES, Output, exit_code
from cwgdraft.errors import CwgdraftError
from cwgdraft.workspace import Workspace, find_workspace


@click.command(name="check")
@click.argument("words", nargs=-1, metavar="[REPORT… | MEETING… | FILE…]", shell_complete=reports_and_meetings)
@click.option("--rule", "only", multiple=True, metavar="NAME", help="Look for this alone; may be given several times.")
@click.option("--no-workspace", is_flag=True, help="Check files by themselves, whatever the records say.")
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
    no_workspace: bool,
    form: str,
    as_json: bool,
    severity: str,
) -> int:
    """Check the workspace's reports, or any Word file or text, as an editor would read them.

    \b
    cwgdraft check                      every report of the workspace
    cwgdraft check council-2026         one report
    cwgdraft check draft.docx old.txt   documents, whoever typed them

    Exit code 0 when nothing was found, 1 when something was, 2 when something can't be read.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.checking.registry import load_rule, names
    from cwgdraft.checking.run import chosen_rules
    from cwgdraft.jobs.checking.check import check_documents
    from cwgdraft.jobs.checking.documents import Document, file_document, reports
    from cwgdraft.language.near import did_you_mean
    from cwgdraft.records.house import load_house

    for name in only:
        if name not in names():
            raise CwgdraftError(f"there is no rule '{name}'{did_you_mean(name, names())}", "cwgdraft rule lists them")
    files = [Path(word) for word in words if Path(word).is_file()]
    rest = [word for word in words if not Path(word).is_file()]
    workspace = None if no_workspace else _workspace(output, files)
    house = load_house(workspace)
    documents: list[Document] = [file_document(path, workspace, house) for path in files]
    if rest or not words:
        documents += reports(workspace or output.workspace, rest, house)
    checked = check_documents(documents, chosen_rules(house, only))
    findings = [one.finding for one in checked if one.finding.severity >= SEVERITIES[severity]]
    root = workspace.root if workspace else None
    form = "json" if as_json else form
    if form == "json":
        output.json({"findings": [one.as_data(root) for one in findings]})
    elif form == "github":
        for line in as_github(findings, root):
            output.result(line)
    elif form == "sarif":
        output.json(as_sarif(findings, {name: load_rule(name).what for name in names()}, root))
    else:
        output.results(findings, root=root)
    output.say(counted(findings))
    return exit_code(findings, severity)


def _workspace(output: Output, files: list[Path]) -> Workspace | None:
    for folder in (*(path.resolve().parent for path in files), output.folder):
        try:
            return find_workspace(folder)
        except CwgdraftError:
            continue
    return None
