"""`cwgdraft template intake`: whether a revised template can be taken, and taking it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.findings import counted
from cwgdraft.cli.names import templates
from cwgdraft.cli.output import Output

if TYPE_CHECKING:
    from cwgdraft.jobs.templates.intake import Intake


@click.command(name="intake")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW.docx")
@click.option(
    "--as", "name", required=True, metavar="NAME", shell_complete=templates, help="The template that it revises."
)
@click.option("--new", "fresh", is_flag=True, help="NAME is to be a new template: there is none to replace.")
@click.option("--accept", is_flag=True, help="Put it in the place of the present one, when it can be taken.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to.  [default: build/intake]",
)
@click.option("--force", is_flag=True, help="Replace an answer that was edited.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(
    output: Output, new: Path, name: str, fresh: bool, accept: bool, out: Path | None, force: bool, as_json: bool
) -> int:
    """Say whether a template that somebody revised in Word can be taken, and what it changes.

    It is checked and filled; what it asks of the records, its own words and looks are compared with the present
    template's; every report is made with both and compared. All of that stands on one page (NAME.html), and in the
    answer for whoever revised it (NAME-answer.docx): the template with comments.

    Nothing is replaced until --accept, and the template that is replaced is kept in templates/.replaced.

    Exit code 0 when it can be taken (or was), 1 when it can't, 2 when the file can't be read.
    """
    from cwgdraft.errors import TemplateError
    from cwgdraft.jobs.outputs import check_outputs, write_output
    from cwgdraft.jobs.templates.intake import accept as take
    from cwgdraft.jobs.templates.intake import answer, intake
    from cwgdraft.jobs.templates.intake_page import intake_page

    workspace = output.workspace
    if not new.is_file():
        raise TemplateError(f"there is no file {new}", "name the .docx that was sent back")
    name = Path(name).stem if name.lower().endswith(".docx") else name
    folder = out or workspace.build / "intake"
    page, reply = folder / f"{name}.html", folder / f"{name}-answer.docx"
    check_outputs([page, reply], [str(new)], force=force)
    found = intake(workspace, new, name, fresh=fresh)
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    write_output(page, intake_page(found).encode())
    write_output(reply, answer(found, now))
    if as_json:
        output.json(_data(output, found, page, reply))
    else:
        _show(output, found)
        for path in (page, reply):
            output.result(output.shown(path))
    if not accept:
        if found.can_be_taken:
            output.say(f"to take it: cwgdraft template intake {output.shown(new)} --as {name} --accept")
        return int(not found.can_be_taken)
    if not found.can_be_taken:
        output.say("not taken: nothing was replaced")
        return 1
    path, kept = take(workspace, found)
    output.say(f"taken: {output.shown(path)}")
    if kept:
        output.say(f"the template before it is kept: {output.shown(kept)}")
        output.say(f"    to go back: cwgdraft template intake {output.shown(kept)} --as {name} --accept")
    return 0


def _show(output: Output, found: Intake) -> None:
    """Say the verdict, what was found, and what becomes of the reports."""
    output.result(found.verdict)
    output.results(found.checked.findings, root=output.workspace.root)
    output.result(f"found in it: {counted(found.checked.findings)}")
    contract = found.contract
    for what, names in (
        ("fields gained", contract.fields_gained),
        ("fields lost", contract.fields_lost),
        ("samples gained", contract.samples_gained),
        ("samples lost", contract.samples_lost),
    ):
        if names:
            output.result(f"{what}: {', '.join(names)}")
    if found.wording is not None:
        from cwgdraft.comparing.phrases import counted as changes

        words = changes(found.wording.counts()) if found.wording.differs else "nothing changed"
        output.result(f"its own words and looks: {words}")
    for style in found.styles:
        output.result(f"style that looks otherwise: {style}")
    for one in found.reports:
        output.result(f"{one.name}: {one.in_words}")


def _data(output: Output, found: Intake, page: Path, reply: Path) -> dict[str, object]:
    root = output.workspace.root
    return {
        "template": found.name,
        "can_be_taken": found.can_be_taken,
        "verdict": found.verdict,
        "findings": [one.as_data(root) for one in found.checked.findings],
        "contract": {
            "fields_gained": list(found.contract.fields_gained),
            "fields_lost": list(found.contract.fields_lost),
            "samples_gained": list(found.contract.samples_gained),
            "samples_lost": list(found.contract.samples_lost),
        },
        "wording": {} if found.wording is None else {k.value: n for k, n in found.wording.counts().items()},
        "styles": list(found.styles),
        "reports": [
            {
                "name": one.name,
                "error": one.error,
                "changes": {} if one.comparison is None else {k.value: n for k, n in one.comparison.counts().items()},
            }
            for one in found.reports
        ],
        "page": output.shown(page),
        "answer": output.shown(reply),
    }
