"""`cwgdraft adopt`: reports that exist become records."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.output import Output, is_terminal
from cwgdraft.errors import CwgdraftError
from cwgdraft.workspace import find_workspace

if TYPE_CHECKING:
    from cwgdraft.jobs.adopting.adopt import Adoption
    from cwgdraft.jobs.adopting.notes import Note

_SHOWN = 20


@click.command(name="adopt")
@click.argument("files", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="The workspace that takes the records; made where there is none.  [default: where you are]",
)  # fmt: skip
@click.option("--meeting", type=click.IntRange(1), metavar="N", help="Take the files as notes of this meeting.")
@click.option(
    "--documents", type=click.Path(path_type=Path), metavar="FILE",
    help="With --meeting: its list of documents, as a table in Word, CSV or text.",
)  # fmt: skip
@click.option(
    "--agenda", type=click.Path(path_type=Path), metavar="FILE", help="With --meeting: its agenda, an item a line."
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing: show what would become of everything.")
@click.option("--verify", is_flag=True, help="Print every difference between the sources and what is built again.")
@click.option("--json", "as_json", is_flag=True, help="Print the adoption report as JSON.")
@click.pass_obj
def command(
    output: Output,
    files: tuple[Path, ...],
    into: Path | None,
    meeting: int | None,
    documents: Path | None,
    agenda: Path | None,
    dry_run: bool,
    verify: bool,
    as_json: bool,
) -> int:
    """Turn published reports, in Word or plain text, into the records of a workspace.

    Each report becomes a plan with its own words, its meetings become records and minutes, people and resolutions go
    into the registers. Then each is built again and held against its source. Existing records are never overwritten;
    where sources contradict one another, nothing is chosen.

    \b
    cwgdraft adopt report-41-42.docx summary-40.docx --into archive
    cwgdraft adopt report.txt --into archive --dry-run --verify
    cwgdraft adopt --meeting 45 --documents list.csv --agenda agenda.docx
    cwgdraft adopt notes.docx --meeting 45 --dry-run

    With --meeting, notes go into that meeting's minutes, under the items that their headings name; citations are
    completed ("doc 5", "INF/2", "45/5"), all other words stay as they were typed. --documents fills the meeting's list,
    --agenda its items. What is there already stays as it is; what can't be placed is printed, line by line.

    The adoption report stands in build/adoption.html and .json: each paragraph and what became of it.

    Exit code 0 when every paragraph comes back equal or with its difference named and nothing contradicts, and when
    all notes are placed and nothing wants a look; 1 when not, 2 when a file can't be taken.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.files import write_whole
    from cwgdraft.jobs.adopting.adopt import adopt
    from cwgdraft.jobs.adopting.page import adoption_data, adoption_page

    named = [*files, *filter(None, (documents, agenda))]
    if missing := [one for one in named if not one.exists()]:
        raise CwgdraftError(f"there is no file {missing[0]}", "name a file in Word (.docx) or plain text")
    if (documents or agenda) and meeting is None:
        raise click.UsageError("--documents and --agenda are those of a meeting: add --meeting N")
    if not named:
        raise click.UsageError("name the files to be adopted")
    if verify and meeting is not None:
        raise click.UsageError(
            "--verify is for reports: for notes use --dry-run, which shows what becomes of each line"
        )
    if meeting is not None:
        return _take(output, files, into, meeting, documents, agenda, dry_run=dry_run, as_json=as_json)
    if into is None:
        into = output.workspace.root
    progress = output.say if is_terminal() and len(files) > 1 else None
    found = adopt(files, into, dry_run=dry_run, progress=progress)
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


def _take(
    output: Output,
    files: tuple[Path, ...],
    into: Path | None,
    meeting: int,
    documents: Path | None,
    agenda: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take notes, documents and agenda of a meeting, and say what came of them."""
    from cwgdraft.jobs.adopting.notes import take

    workspace = find_workspace(into) if into else output.workspace
    found = take(workspace, meeting, notes=files, documents=documents, agenda=agenda, dry_run=dry_run)
    if as_json:
        kinds = {"placed": found.placed, "unplaced": found.unplaced, "looks": found.looks, "left_out": found.left_out}
        shown = {name: [_as_data(one) for one in notes] for name, notes in kinds.items()}
        output.json({"meeting": meeting, "files": list(found.files), **shown})
        return int(found.wants_a_look)
    for name in found.files:
        output.result(f"{'would write' if dry_run else 'wrote'} {output.shown(workspace.root / name)}")
    for what, count in Counter(one.what for one in found.placed).items():
        output.say(f"placed: {what}{f' ({count} lines)' if count > 1 else ''}")
    for one in found.left_out:
        output.say(f"left out: {one.place}: {one.what}")
    for one in found.unplaced:
        output.result(f"not placed: {one.place}: {one.what}")
    for one in found.looks:
        output.result(f"look: {one.place}: {one.what}")
    if dry_run or not found.files:
        output.say("nothing was written")
    return int(found.wants_a_look)


def _as_data(note: Note) -> dict[str, object]:
    return {"file": note.file, note.unit: note.line, "words": note.words, "what": note.what}


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
        if not verify and len(shown) > _SHOWN:
            output.result(f"    and {len(shown) - _SHOWN} more: --verify prints them all")
    if not dry_run:
        output.say(f"the adoption report: {output.shown(found.workspace / 'build' / 'adoption.html')}")
    again = shlex.join(["cwgdraft", "-w", str(found.workspace), "build", *found.reports])
    output.say(f"build it again: {again}" if not dry_run else "nothing was written")
