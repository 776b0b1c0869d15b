"""`cwgdraft brackets`: words under discussion, alternatives and reservations."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError

if TYPE_CHECKING:
    from cwgdraft.jobs.brackets import Bracket

_DOCUMENTS = (".docx", ".docm", ".doc", ".txt", ".md")


@click.command(name="brackets")
@click.argument("words", nargs=-1, metavar="[MEETING|REPORT|FILE]…")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(output: Output, words: tuple[str, ...], as_json: bool) -> int:
    """List what stands in square brackets, alternatives, and positions that were reserved.

    \b
    cwgdraft brackets                 all minutes, and the reports' own words
    cwgdraft brackets 42              the minutes of a meeting
    cwgdraft brackets council-2026    a report's own words, and the minutes of its meetings
    cwgdraft brackets draft.docx      a Word file or text

    `[words]` are under discussion, `[shall / should]` are alternatives, `[Utopia reserves its position]` is a
    reservation, and so is a sentence that says it without brackets. References, `[[42/6]]`, and links are none. A
    bracket without its other half in the paragraph is listed as unpaired.

    Exit code 0, 2 when something can't be read.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.brackets import document_brackets, recorded_brackets

    files = [Path(word) for word in words if Path(word).is_file()]
    rest = [word for word in words if not Path(word).is_file()]
    if missing := [word for word in rest if Path(word).suffix.lower() in _DOCUMENTS]:
        raise CwgdraftError(f"there is no file {missing[0]}", "name a Word file, a text, a report, or a meeting")
    found = recorded_brackets(output.workspace, rest) if rest or not words else []
    for path in files:
        found += document_brackets(path)
    root = output.workspace.root if rest or not words else None
    if as_json:
        output.json({"brackets": [_as_data(one, root) for one in found]})
        return 0
    for one in found:
        output.result(f"{one.place.shown(root)}: {one.kind}: {one.words}")
    output.say(", ".join(f"{count} {kind}" for kind, count in Counter(one.kind for one in found).items()) or "none")
    return 0


def _as_data(one: Bracket, root: Path | None) -> dict[str, object]:
    data: dict[str, object] = {**one.place.as_data(root), "kind": one.kind, "words": one.words, "depth": one.depth}
    return {**data, "alternatives": list(one.alternatives)} if one.alternatives else data
