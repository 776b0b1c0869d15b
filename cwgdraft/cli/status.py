"""`cwgdraft status`: what a Word file was made from, and what was edited in it by hand since."""

from __future__ import annotations

from pathlib import Path

import click

from cwgdraft.cli.output import Output
from cwgdraft.comparing.changes import Tag, What
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.hand_edits import Edited
from cwgdraft.jobs.status import Again, Status, status
from cwgdraft.workspace import Workspace, find_workspace

_COLORS = {Tag.DELETED: "red", Tag.INSERTED: "green"}
_SIGNS = {Tag.DELETED: ("[-", "-]"), Tag.INSERTED: ("{+", "+}")}
_WORDS = {What.CHANGED: "edited", What.INSERTED: "written", What.DELETED: "taken out"}
_AROUND = 60
_SHORT = 200


@click.command(name="status")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(output: Output, file: Path, as_json: bool) -> int:
    """Say what a Word file was made from, and which paragraphs were edited by hand since.

    The report, the version of cwgdraft, the template and the records that made it; which of these have changed since;
    and each paragraph that somebody edited, wrote, took out or moved in Word. A save without edits counts as none.

    Exit code 0 when the file is as it was built, 1 when it was edited or its sources have changed, 2 when it is no
    Word file, or carries no identity.
    """
    if not file.exists():
        raise CwgdraftError(f"there is no file {file}", "name a Word file, such as build/council-2026.docx")
    found = status(file, _workspace(output, file))
    if as_json:
        output.json(_data(found))
    else:
        _show(output, file, found)
    return 0 if found.is_as_built else 1


def _workspace(output: Output, file: Path) -> Workspace | None:
    """Return the workspace that the file lies in, else that in which the command runs, None without any."""
    for folder in (file.resolve().parent, output.folder):
        try:
            return find_workspace(folder)
        except CwgdraftError:
            continue
    return None


def _show(output: Output, file: Path, found: Status) -> None:
    made = found.made
    version = f"cwgdraft {made.version}" if made.version else "an unnamed version of cwgdraft"
    output.result(f"{file.name}: the report '{made.report}' ({found.kind}, {found.language}), made by {version}")
    if made.marked:
        places = f"at {found.marked} place{'s' if found.marked != 1 else ''}, read as final"
        what = places if found.marked else "accepted or rejected since"
        output.result(f"a redline of {made.marked.old}: its tracked changes are {what}")
    output.result(f"template: {found.template}")
    _show_sources(output, found)
    if not found.edits and not found.outside:
        output.result("no paragraph was edited")
    for one in found.edits:
        _show_edit(output, one)
    if found.looks:
        looks = f"{found.looks} paragraphs or styles look" if found.looks > 1 else "1 paragraph or style looks"
        output.result(f"{looks} otherwise than built: by hand, or by a program that saved it (cwgdraft diff shows how)")
    if found.outside:
        output.result("text that the template brings (first page, headings of the box, closing) was edited, or written")
    if found.edits:
        known = f"; what stood there comes from {found.basis}" if found.basis else ""
        several = "paragraphs were" if len(found.edits) > 1 else "paragraph was"
        output.say(f"{len(found.edits)} {several} edited by hand{known}")
        if not found.basis:
            output.say(
                "    the records that it was made from are neither here nor in git: what stood there isn't known"
            )
    if found.tracked:
        output.result(f"tracked changes at {found.tracked} place{'s' if found.tracked > 1 else ''}, read as final")
    if found.comments:
        output.result(f"{found.comments} comment{'s' if found.comments > 1 else ''}")


def _show_sources(output: Output, found: Status) -> None:
    if not found.sources or all(one.state == "unknown" for one in found.sources):
        output.result(f"made from {len(found.sources)} files; whether they have changed since isn't known here")
        return
    if not found.changed_sources:
        output.result(f"records, template and phrases are as they were ({len(found.sources)} files)")
        if found.again and (found.again.paragraphs or found.again.around or found.again.pages):
            output.result(_again(found.again))
        return
    output.result("changed since:")
    for one in found.changed_sources:
        commit = f" ({one.commit})" if one.commit else ""
        output.result(f"    {one.file}{' is gone' if one.state == 'gone' else ''}{commit}")
    if found.again is not None:
        output.result(_again(found.again))


def _again(again: Again) -> str:
    """Return what would be otherwise if the report were built now."""
    several = f"{again.paragraphs} paragraphs" if again.paragraphs != 1 else "1 paragraph"
    named = ((again.paragraphs, several), (again.around, "the first page"), (again.pages, "headers or footers"))
    names = [name for there, name in named if there]
    if names:
        what = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        return f"    built again, {what} would read differently"
    if again.looks:
        return "    built again, it would have the same words; its look may differ"
    return "    built again, it would say the same"


def _show_edit(output: Output, one: Edited) -> None:
    where = one.where or (f"in {one.section}" if one.section else "")
    head = " ".join(filter(None, (_WORDS.get(one.what, one.what.value), one.label, where)))
    output.result(f"{click.style(head, bold=True)}{f'  [{one.origin}]' if one.origin else ''}")
    if one.pieces:
        output.result(f"    {_marked(one)}")
    elif one.old is not None and one.new is not None and one.old != one.new:
        output.result(f"    {_cut(one.old)}\n    -> {_cut(one.new)}")
    elif one.new or one.old:
        output.result(f"    {_cut(one.new or one.old or '')}")


def _marked(one: Edited) -> str:
    """Return the words with what was taken out and put in marked as git does; long stretches that stayed are cut."""
    texts = []
    last = len(one.pieces) - 1
    for place, piece in enumerate(one.pieces):
        text = " / " if piece.mark else " ".join(piece.run.text.split("\n"))
        if piece.tag in _SIGNS:
            before, after = _SIGNS[piece.tag]
            texts.append(click.style(f"{before}{text}{after}", fg=_COLORS[piece.tag]))
        else:
            texts.append(_shortened(text, first=place == 0, last=place == last))
    return "".join(texts)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND:
        return text
    head = "" if first else text[:_AROUND]
    tail = "" if last else text[-_AROUND:]
    return f"{head}…{tail}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _data(found: Status) -> dict[str, object]:
    made = found.made
    return {
        "report": made.report,
        "kind": found.kind,
        "language": found.language,
        "version": made.version,
        "template": found.template,
        "sources": [{"file": one.file, "state": one.state, "commit": one.commit} for one in found.sources],
        "built_again": found.again.as_data() if found.again else None,
        "basis": found.basis,
        "edits": [one.as_data() for one in found.edits],
        "outside": found.outside,
        "looks": found.looks,
        "redline_of": made.marked.old if made.marked else "",
        "marked": found.marked,
        "tracked": found.tracked,
        "comments": found.comments,
        "as_built": found.is_as_built,
    }
