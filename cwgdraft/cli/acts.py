"""`cwgdraft acts`: what was understood of a meeting's statements."""

from __future__ import annotations

import click

from cwgdraft.cli import names
from cwgdraft.cli.output import Output, exit_code
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.acts import Understood, said_twice, understand
from cwgdraft.language.acts import Act, Deadline
from cwgdraft.records.load import load_records


@click.command(name="acts")
@click.argument("meetings", nargs=-1, required=True, type=int, metavar="MEETING…", shell_complete=names.meetings)
@click.option("--same", is_flag=True, help="Show statements that several of the meetings have in common.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(output: Output, meetings: tuple[int, ...], same: bool, as_json: bool) -> int:
    """Show what was understood of the statements: who does what to whom, by when, with what force.

    Where something is understood wrongly, say it in the minutes, at the end of the paragraph:
    {force=view}, {actor=group}, {addressee=secretariat}, {deadline=2025-03-14}.
    """
    workspace = output.workspace
    records = load_records(workspace, lambda _: meetings)
    unknown = [number for number in meetings if number not in records.meetings]
    if unknown:
        known = ", ".join(map(str, records.meetings)) or "none"
        raise CwgdraftError(f"there is no record of meeting {unknown[0]}", f"recorded are: {known}")
    statements, findings = understand(workspace, records, meetings)
    findings = (*records.findings, *findings)
    output.findings(findings, root=workspace.root)
    if same:
        _same(output, statements, as_json)
    elif as_json:
        output.json([_data(one) for one in statements])
    else:
        _show(output, statements)
    return exit_code(findings)


def _show(output: Output, statements: list[Understood]) -> None:
    """Print each statement below its item, and its acts below it."""
    item = None
    for one in statements:
        if (one.meeting, one.item) != item:
            item = (one.meeting, one.item)
            output.result(f"\n{one.meeting}  {one.item}")
        output.result(f"  {one.place.path.name}:{one.place.line}  {one.text.splitlines()[0][:90]}")
        for act in one.acts:
            output.result(f"      {_line(act)}")
        if not one.acts:
            output.result("      – no act")


def _line(act: Act) -> str:
    parts = [f"{act.force.value}: {act.actor or '(nobody named)'} {act.verb}".rstrip()]
    if act.addressee:
        parts.append(f"→ {act.addressee}")
    if act.matter:
        parts.append(f"| {act.matter[:100]}")
    for deadline in act.deadlines:
        date = f" = {deadline.date}" if deadline.date else ""
        parts.append(f"| deadline: {deadline.text}{date}")
    for step in act.steps:
        date = f"{step.deadline.date or step.deadline.text}" if step.deadline else "?"
        parts.append(f"| step {date}: {step.text[:60]}")
    if act.documents:
        parts.append(f"| {', '.join(act.documents)}")
    return " ".join(parts)


def _data(one: Understood) -> dict[str, object]:
    return {
        "meeting": one.meeting,
        "item": one.item,
        "topic": one.topic,
        "origin": one.origin,
        "file": one.place.path.name,
        "line": one.place.line,
        "text": one.text,
        "acts": [
            {
                "actor": act.actor,
                "verb": act.verb,
                "addressee": act.addressee,
                "matter": act.matter,
                "force": act.force.value,
                "asks": act.asks,
                "documents": list(act.documents),
                "deadlines": [_deadline(d) for d in act.deadlines],
                "steps": [{"text": s.text, "deadline": _deadline(s.deadline)} for s in act.steps],
            }
            for act in one.acts
        ],
    }


def _deadline(deadline: Deadline | None) -> dict[str, object] | None:
    if deadline is None:
        return None
    date = deadline.date.isoformat() if deadline.date else None
    return {"text": deadline.text, "date": date, "relative": deadline.relative, "exact": deadline.exact}


def _same(output: Output, statements: list[Understood], as_json: bool) -> None:
    """Print statements that stand at several meetings, with the lines that would merge them in a plan."""
    found = said_twice(statements)
    if as_json:
        data = [
            {
                "first": one.first.origin,
                "second": one.second.origin,
                "likeness": round(one.likeness, 1),
                "differs": list(one.differs),
            }
            for one in found
        ]
        output.json(data)
        return
    for one in found:
        output.result(f"{one.likeness:.0f} %  {one.first.origin}  {one.first.text[:100]}")
        output.result(f"       {one.second.origin}  {one.second.text[:100]}")
        if one.differs:
            output.result(f"       not the same: they differ in {', '.join(one.differs)}")
        elif "#" in one.first.origin and "#" in one.second.origin:
            pair = f"[{one.first.origin}, {one.second.origin}]"
            output.result(f"       merge: - {{statements: {pair}, keep: {one.second.origin}}}")
        else:
            output.result("       to merge them, give both an id: … {#name}")
    pairs = "pair" if len(found) == 1 else "pairs"
    output.say(f"{len(found)} {pairs} of statements alike; nothing is merged unless a plan says so")
