"""The files that a report is made from, each with a digest: by these it is known later whether they have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cwgdraft.jobs.targets import Target
from cwgdraft.records.model import Plan, Records
from cwgdraft.workspace import Workspace

_DIGITS = 16


def sources_of(workspace: Workspace, records: Records, target: Target, language: str, template: Path) -> dict[str, str]:
    """Return the digests of a report's files by their path below the workspace, in an order that stays.

    A template from outside the workspace is named by its file's name alone.
    """
    found: dict[str, str] = {}
    for path in (*_record_files(workspace, records, target, language), *_template_files(workspace, language, template)):
        if path.is_file():
            found[name_of(workspace, path)] = digest_of(path.name, path.read_bytes())
    return found


def name_of(workspace: Workspace, path: Path) -> str:
    """Return a file's path below the workspace with strokes between its folders; outside of it, its name alone."""
    resolved = path.resolve()
    root = workspace.root.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else f"templates/{path.name}"


def digest_of(name: str, data: bytes) -> str:
    """Return the first digits by which git names this content; line ends of text count as git stores them.

    So it can be asked of git, without reading every version, which revision held just these files.
    """
    if not name.endswith(".docx"):
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()[:_DIGITS]


def _record_files(workspace: Workspace, records: Records, target: Target, language: str) -> Iterator[Path]:
    yield workspace.group_file
    for name in ("people", "resolutions", "sessions"):
        yield workspace.registers / f"{name}.yaml"
    own = records.group.language
    for plan in _plans(records, target):
        yield plan.place.path
        yield _words(plan.place.path, language, own)
    for number in target.meetings:
        meeting = records.meetings.get(number)
        if meeting is not None:
            yield meeting.place.path
            yield _words(meeting.place.path, language, own)


def _template_files(workspace: Workspace, language: str, template: Path) -> Iterator[Path]:
    yield workspace.phrases / f"{language}.yaml"
    yield template


def _words(path: Path, language: str, own: str) -> Path:
    return path.with_suffix(".md" if language == own else f".{language}.md")


def _plans(records: Records, target: Target) -> Iterator[Plan]:
    """Yield the report's plan, and the others that lend it facts, words or sections."""
    yield target.plan
    lent = {token.split(" ", 1)[1].partition("#")[0] for token in _contents(target.plan) if "#" in token}
    names = records.group.plans
    default = names.several if len(target.meetings) > 1 else names.one
    for plan in records.plans.values():
        if plan.name == target.plan.name:
            continue
        shares = any(
            meetings and set(meetings) <= set(target.meetings)
            for meetings in (shared.meetings or plan.facts.meetings for shared in plan.facts.shared)
        )
        if shares or plan.name in lent or (plan.name == default and not target.plan.facts.sections):
            yield plan


def _contents(plan: Plan) -> Iterator[str]:
    todo = list(plan.facts.sections)
    while todo:
        section = todo.pop()
        todo += section.sections
        yield from (token for token in section.content or () if token.startswith("words "))
