"""`cwgdraft adopt`: reports that exist become records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError

if TYPE_CHECKING:
    from cwgdraft.jobs.adopting.adopt import Adoption

_SHOWN = 20


@click.command(name="adopt")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", required=True,
    help="The workspace that takes the records; made where there is none.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing: show what would become of everything.")
@click.option("--verify", is_flag=True, help="Print every difference between the sources and what is built again.")
@click.option("--json", "as_json", is_flag=True, help="Print the adoption report as JSON.")
@click.pass_obj
def command(output: Output, files: tuple[Path, ...], into: Path, dry_run: bool, verify: bool, as_json: bool) -> int:
    """Turn published reports, in Word or plain text, into the records of a workspace.

    Each report becomes a plan with its own words, its meetings become records and minutes, people and resolutions go
    into the registers. Then each is built again and held against its source. Existing records are never overwritten;
    where sources contradict one another, nothing is chosen.

    \b
    cwgdraft adopt report-41-42.docx summary-40.docx --into archive
    cwgdraft adopt report.txt --into archive --dry-run --verify

    The adoption report stands in build/adoption.html and .json: each paragraph and what became of it.

    Exit code 0 when every paragraph comes back equal or with its difference named and nothing contradicts, 1 when
    not, 2 when a file is no report.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.files import write_whole
    from cwgdraft.jobs.adopting.adopt import adopt
    from cwgdraft.jobs.adopting.page import adoption_data, adoption_page

    if missing := [one for one in files if not one.exists()]:
        raise CwgdraftError(f"there is no file {missing[0]}", "name reports in Word (.docx) or plain text")
    found = adopt(files, into, dry_run=dry_run)
    data = adoption_data(found)
    if not dry_run:
        write_whole(into / "build" / "adoption.html", adoption_page(found).encode())
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        write_whole(into / "build" / "adoption.json", text.encode())
    if as_json:
        output.json(data)
    else:
        _show(output, found, dry_run=dry_run, verify=verify)
    return int(bool(found.contradictions) or any(not one.reason for each in found.returns for one in each.differences))


def _show(output: Output, found: Adoption, *, dry_run: bool, verify: bool) -> None:
    for name in found.files:
        output.result(f"{'would write' if dry_run else 'wrote'} {output.shown(found.workspace / name)}")
    for note in found.notes:
        output.say(note)
    for contradiction in found.contradictions:
        output.result(f"contradiction: {contradiction.what}")
        for value, where in contradiction.values:
            output.result(f"    {value} ({where})")
    for one in found.returns:
        output.result(f"{one.file}: paragraphs that come back equal or named: {one.paragraphs.text}")
        output.result(f"    facts held as data: {one.facts.text}; paragraphs with an act: {one.acts.text}")
        shown = [different for different in one.differences if verify or not different.reason]
        for different in shown if verify else shown[:_SHOWN]:
            place = different.label or (f"paragraph {different.number}" if different.number else "not in the source")
            output.result(f"    {place}: {different.reason or 'differs, and nobody knows why'}")
            if not different.reason:
                output.result(f"        source: {different.source}")
                output.result(f"        built:  {different.built}")
    if not dry_run:
        output.say(f"the adoption report: {output.shown(found.workspace / 'build' / 'adoption.html')}")
    reports = " ".join(found.reports)
    output.say(
        f"build it again: cwgdraft -w {found.workspace} build {reports}" if not dry_run else "nothing was written"
    )
