"""Starting: a workspace for a working group, the record of a meeting, the plan of a report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.records.model import Item, Meeting, Records, Statement, Words
from cwgdraft.records.schema import Attendee, Topic
from cwgdraft.workspace import Workspace, file_name

_STARTER = Path(__file__).parent.parent / "starter"


def starter_templates() -> Path:
    """Return the folder of templates and phrases: beside the records in an installed package, else the checkout's."""
    installed = _STARTER / "templates"
    return installed if installed.is_dir() else _STARTER.parent.parent / "templates"


def init(folder: Path, *, name: str, acronym: str) -> list[Path]:
    """Make a workspace in `folder` and return the files that were written.

    Raises `CwgdraftError` when a file is there already: nothing is written then.
    """
    if not acronym.strip() or re.search(r"[\s/\\]", acronym.strip()):
        raise CwgdraftError(f"'{acronym}' can't be an acronym: it stands in symbols", "write it as in CWG-FHR")
    files: dict[str, bytes] = {}
    for path in sorted((_STARTER / "records").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        text = text.replace("@NAME@", _quoted(name)).replace("@ACRONYM@", _quoted(acronym.strip()))
        files[f"records/{path.relative_to(_STARTER / 'records').as_posix()}"] = text.encode()
    templates = starter_templates()
    for path in sorted(templates.rglob("*")):
        if path.is_file() and path.suffix in (".docx", ".yaml") and not path.name.startswith(("~$", ".")):
            files[f"templates/{path.relative_to(templates).as_posix()}"] = path.read_bytes()
    from cwgdraft.records.json_schema import json_schemas

    for key, schema in json_schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        files[f"records/schema/{key}.json"] = text.encode()
    files[".gitignore"] = (_STARTER / "gitignore").read_bytes()
    there = [one for one in files if (folder / one).exists() and one != ".gitignore"]
    if there:
        raise CwgdraftError(
            f"{folder} holds a workspace already: {', '.join(there[:3])}{' …' if len(there) > 3 else ''}",
            "choose another folder; nothing was written",
        )
    written = []
    for one, data in files.items():
        if not (folder / one).exists():
            write_whole(folder / one, data)
            written.append(folder / one)
    for empty in ("records/meetings", "build"):
        (folder / empty).mkdir(parents=True, exist_ok=True)
    return written


def new_meeting(workspace: Workspace, records: Records, number: int) -> list[Path]:
    """Write the record and the minutes of a new meeting and return their paths.

    Officers and topics are those of the meeting before it; dates and words never. Raises `CwgdraftError` when there is
    a record already.
    """
    facts, minutes = workspace.meetings / f"{number}.yaml", workspace.meetings / f"{number}.md"
    _refuse_existing(facts, minutes)
    earlier = [m for n, m in records.meetings.items() if n < number]
    before = earlier[-1] if earlier else None
    write_whole(facts, _meeting_yaml(number, before).encode())
    write_whole(minutes, _minutes(records, number, before).encode())
    return [facts, minutes]


def _meeting_yaml(number: int, before: Meeting | None) -> str:
    lines = [
        "# yaml-language-server: $schema=../schema/meeting.json",
        "format: 1",
        f"number: {number}",
        "# dates: 2026-09-09/10",
        "# place: Geneva",
        "# form: hybrid",
        "# attendance: {count: 150, about: more than}",
    ]
    if before and before.facts.chair:
        lines.append(f"chair: {_attendee(before.facts.chair)}")
    else:
        lines.append("# chair: Ms A B")
    if before and before.facts.vice_chairs:
        lines.append("vice_chairs:      # of the meeting before; say who was remote, represented or absent")
        lines += [f"  - {_attendee(who)}" for who in before.facts.vice_chairs]
    lines += [
        "# documents:",
        "#   1: {title: Agenda, kind: agenda}",
        "#   2: Title of a contribution",
        "#   INF/1: Title of an information document",
    ]
    return "\n".join(lines) + "\n"


def _attendee(who: Attendee) -> str:
    """Return who somebody is, without how they took part in the last meeting."""
    return who.person if re.fullmatch(r"[\w-]+", who.person) else _quoted(who.person)


def _minutes(records: Records, number: int, before: Meeting | None) -> str:
    topics = records.topics()
    used = list(_topics(before.minutes.get(records.group.language, Words()), topics)) if before else []
    wanted: list[tuple[int, str]] = used or [(1, topic.key) for topic in records.group.topics]
    language = records.group.language
    lines = [f"# Minutes of meeting {number}", ""]
    for level, key in wanted:
        title = topics[key].title.get(language)
        lines += [f"{'#' * (level + 1)} {title} {{#{key} topic={key}}}", ""]
    return "\n".join(lines)


def _topics(words: Words, known: Mapping[str, Topic]) -> Iterator[tuple[int, str]]:
    """Yield the topics of a meeting's items in agenda order, each once, with their depth."""
    seen: set[str] = set()

    def walk(children: Sequence[Item | Statement], level: int) -> Iterator[tuple[int, str]]:
        for item in children:
            if not isinstance(item, Item):
                continue
            topic = item.attributes.get("topic", "")
            fresh = topic in known and topic not in seen
            if fresh:
                seen.add(topic)
                yield level, topic
            yield from walk(item.children, level + 1 if fresh else level)

    yield from walk(words.items, 1)


def new_report(
    workspace: Workspace, records: Records, name: str, meetings: Sequence[int], *, kind: str, session: str
) -> list[Path]:
    """Write the plan of a report and a file for its own words; return their paths.

    Raises `CwgdraftError` when there is a plan of that name, or when a meeting or the session isn't recorded.
    """
    name = file_name(name)
    if not re.fullmatch(r"[\w-]+", name) or name.isdecimal():
        raise CwgdraftError(f"'{name}' can't be a report's name", "use letters, figures and hyphens: council-2027")
    plan, words = workspace.reports / f"{name}.yaml", workspace.reports / f"{name}.md"
    _refuse_existing(plan, words)
    missing = [n for n in meetings if n not in records.meetings]
    if missing:
        known = ", ".join(map(str, records.meetings)) or "none"
        raise CwgdraftError(f"there is no record of meeting {missing[0]}", f"recorded are: {known}")
    if session and session not in records.sessions:
        known = ", ".join(records.sessions) or "none"
        raise CwgdraftError(f"'{session}' is not a Council session", f"use one of: {known}; or record it")
    template = "meeting-summary" if kind == "meeting-summary" else "council-report"
    lines = [
        "# yaml-language-server: $schema=../schema/plan.json",
        "format: 1",
        f"kind: {kind}",
        f"meetings: [{', '.join(map(str, meetings))}]",
        f"session: {session}" if session else "# session: C27",
        f"template: {template}",
        "opening: phrase" if len(meetings) > 1 else "opening: none",
        "# symbol: C27/8            # symbol, agenda item and date print as placeholders while they aren't known",
        "# agenda_item: PL 1.5",
        "# date: 2027-02-13",
        "# Without `sections:` the report follows the group's default plan.",
    ]
    write_whole(plan, ("\n".join(lines) + "\n").encode())
    write_whole(words, f"# The report's own words: {name}\n".encode())
    return [plan, words]


def _refuse_existing(*paths: Path) -> None:
    there = [path.name for path in paths if path.exists()]
    if there:
        verb = "are" if len(there) > 1 else "is"
        raise CwgdraftError(f"{' and '.join(there)} {verb} there already", "nothing was written; edit the file")


def _quoted(text: str) -> str:
    """Return a text as YAML, in quotes where it needs them."""
    return (
        text
        if re.fullmatch(r"[A-Za-z][\w &().’'-]*\w", text) and "#" not in text
        else json.dumps(text, ensure_ascii=False)
    )
