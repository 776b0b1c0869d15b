"""`cwgdraft text`: reports, and any document, as numbered plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output, exit_code
from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.jobs.targets import load_targets, template_path
from cwgdraft.records.catalogue import load_catalogue

if TYPE_CHECKING:
    from cwgdraft.draft import Block, Draft

_FILES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".text", ".md", ".markdown")


@click.command(name="text")
@click.argument(
    "reports", nargs=-1, required=True, metavar="REPORT | MEETING… | FILE", shell_complete=reports_and_meetings
)
@click.option("--language", default="", metavar="LANG", help="Print in this language instead of the plan's.")
@click.option(
    "--view",
    type=click.Choice(["final", "original", "all"]),
    default="final",
    show_default=True,
    help="How a file's tracked changes are read: accepted, rejected, or shown as [+new+] and [-old-].",
)
@click.option("--json", "as_json", is_flag=True, help="Print the blocks as JSON.")
@click.pass_obj
def command(output: Output, reports: tuple[str, ...], language: str, view: str, as_json: bool) -> int:
    """Print reports as plain text on stdout: label, TAB, text; the rows of tables with TABs between cells.

    Numbers of meetings are taken together as one report, as in `cwgdraft build 43 44`.

    A Word file or a text is read and printed in the same form, with the numbers that Word shows; then its headers,
    notes, comments and text boxes, each under its name in brackets.
    """
    files = [Path(one) for one in reports if _is_file(one)]
    code = 0
    for path in files:
        _print_document(output, path, view, as_json=as_json)
    names = tuple(one for one in reports if not _is_file(one))
    return max(code, _print_reports(output, names, language, as_json=as_json)) if names else code


def _is_file(word: str) -> bool:
    """Return whether an argument is meant as a file: its ending or a folder in it says so."""
    return word.lower().endswith(_FILES) or "/" in word or "\\" in word


def _print_document(output: Output, path: Path, view: str, *, as_json: bool) -> None:
    from cwgdraft.jobs.reading import document_lines, read_document
    from cwgdraft.word.documents import View

    draft = read_document(path, View(view))
    for remark in draft.remarks:
        output.say(f"{path.name}: {remark}")
    if as_json:
        output.json(document_data(draft))
    else:
        output.result("\n".join(document_lines(draft)))


def document_data(draft: Draft) -> dict[str, Any]:
    """Return a document's blocks and stories as JSON has them."""
    return {
        "name": draft.name,
        "kind": draft.kind,
        "language": draft.language,
        "title": draft.title,
        "author": draft.author,
        "date": draft.date,
        "blocks": [_block(block) for block in draft.blocks],
        "stories": [
            {
                "kind": story.kind.value,
                "name": story.name,
                "author": story.author,
                "date": story.date,
                "excerpt": story.excerpt,
                "anchor": story.anchor,
                "blocks": [_block(block) for block in story.blocks],
            }
            for story in draft.stories
        ],
        "remarks": list(draft.remarks),
    }


def _block(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": block.kind.value, "label": block.label, "text": block.text, "level": block.level}
    data |= {"origin": block.origin, "style": block.style}
    data |= {key: value for key, value in (("look", block.look), ("tracked", block.tracked)) if value}
    if block.rows:
        data["rows"] = [
            [
                {"columns": cell.columns, "continues": cell.continues, "blocks": [_block(one) for one in cell.blocks]}
                for cell in row.cells
            ]
            for row in block.rows
        ]
    return data


def _print_reports(output: Output, names: tuple[str, ...], language: str, *, as_json: bool) -> int:
    from cwgdraft.errors import CwgdraftError
    from cwgdraft.labels import Labelling
    from cwgdraft.typesetting.template import load_template

    workspace = output.workspace
    records, targets = load_targets(workspace, names)
    code = 0
    for target in targets:
        wanted = language or target.plan.facts.language or records.group.language
        try:
            labelling = load_template(template_path(workspace, target, wanted)).labelling
        except CwgdraftError as error:
            output.say(f"{error.message}; numbers are printed without full stops")
            labelling = Labelling()
        catalogue = load_catalogue(workspace, wanted)
        report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=labelling)
        output.findings((*records.findings, *report.findings), root=workspace.root)
        code = max(code, exit_code((*records.findings, *report.findings)))
        if as_json:
            output.json(_data(report))
        else:
            output.result("\n".join(report.draft.lines()))
    return code


def _data(report: Report) -> dict[str, object]:
    draft = report.draft
    return {
        "name": draft.name,
        "kind": draft.kind,
        "language": draft.language,
        "front": dict(draft.front),
        "blocks": [
            {"kind": b.kind.value, "label": b.label, "text": b.text, "level": b.level, "origin": b.origin}
            for b in draft.blocks
        ],
    }
