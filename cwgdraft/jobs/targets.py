"""Which reports a command is about: names of plans, or numbers of meetings."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Plan, Records
from cwgdraft.records.schema import PlanFile, Section
from cwgdraft.workspace import Workspace, file_name


@dataclass(frozen=True, slots=True)
class Target:
    """One report to be made: a plan over some meetings, and the name of its file."""

    name: str
    plan: Plan
    meetings: tuple[int, ...]

    @property
    def asked(self) -> str:
        """Return the words by which a command line names the report: its name, or the meetings."""
        return " ".join(map(str, self.meetings)) if self.plan.is_pattern else self.plan.name


def load_targets(workspace: Workspace, words: Sequence[str], *, every: bool = False) -> tuple[Records, list[Target]]:
    """Return the records and the reports that the words of a command line name.

    Numbers are taken together as the meetings of one report: the plan over just these meetings, else the group's
    default plan. `every` takes all plans that name their meetings. Only the minutes that are needed are read. Raises
    `RecordsError` when the records can't be loaded, `CwgdraftError` for a name that nothing has.
    """
    numbers = tuple(sorted({int(word) for word in words if _is_number(word)}))
    names = [word for word in words if not _is_number(word)]

    stems = {_stem(name) for name in names}

    def minutes_of(plans: Mapping[str, Plan]) -> Collection[int]:
        wanted = set(numbers)
        for plan in plans.values():
            if every or plan.name in stems:
                wanted.update(plan.facts.meetings)
        return wanted

    records = load_records(workspace, minutes_of)
    return records, targets_in(records, words, every=every)


def targets_in(records: Records, words: Sequence[str], *, every: bool = False) -> list[Target]:
    """Return the reports that the words of a command line name; raises `CwgdraftError` for a name that nothing has."""
    numbers = tuple(sorted({int(word) for word in words if _is_number(word)}))
    names = [word for word in words if not _is_number(word)]
    targets: list[Target] = []
    if every:
        targets = plan_targets(records)
    targets += [_of_plan(_named(records, name), records) for name in names if not every]
    if numbers and not every:
        targets.append(_of_meetings(records, numbers))
    if not targets and every:
        raise CwgdraftError(
            "no plan names its meetings, so there is no report", f"name meetings ({_known_meetings(records)})"
        )
    if not targets:
        meetings = ", ".join(map(str, records.meetings)) or "none"
        help_ = f"name a report ({known_reports(records)}), meetings ({meetings}), or --all"
        raise CwgdraftError("no report is named", help_)
    return list({target.name: target for target in targets}.values())


def plan_targets(records: Records) -> list[Target]:
    """Return the reports whose plans name their meetings."""
    return [_of_plan(plan, records) for plan in records.plans.values() if not plan.is_pattern]


def meeting_target(records: Records, number: int) -> Target:
    """Return the report on one meeting that the group's default plan makes."""
    plan = default_plan(records, (number,))
    return Target(f"{plan.name}-{number}", plan, (number,))


def _known_meetings(records: Records) -> str:
    return f"recorded are: {', '.join(map(str, records.meetings)) or 'none'}"


def _is_number(word: str) -> bool:
    return re.fullmatch("[0-9]{1,6}", word) is not None


def known_reports(records: Records) -> str:
    """Return the names of the plans that can be built by name, for messages."""
    return ", ".join(name for name, plan in records.plans.items() if not plan.is_pattern) or "none"


def _of_plan(plan: Plan, records: Records) -> Target:
    if plan.is_pattern:
        raise CwgdraftError(
            f"the plan '{plan.name}' names no meetings: it is a pattern for any",
            f"name meetings instead ({_known_meetings(records)})",
        )
    return Target(file_name(plan.name), plan, tuple(sorted(plan.facts.meetings)))


def _stem(name: str) -> str:
    """Return a plan's name, which may be typed as the path of its file."""
    return name.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")


def _named(records: Records, name: str) -> Plan:
    stem = _stem(name)
    if stem in records.plans:
        return records.plans[stem]
    hint = did_you_mean(name, records.plans)
    raise CwgdraftError(
        f"there is no report '{name}'{hint}", f"use one of: {known_reports(records)}; or numbers of meetings"
    )


def _of_meetings(records: Records, numbers: tuple[int, ...]) -> Target:
    missing = [n for n in numbers if n not in records.meetings]
    if missing:
        raise CwgdraftError(
            f"there is no record of meeting {', '.join(map(str, missing))}",
            f"{_known_meetings(records)}; make one with 'cwgdraft new meeting {missing[0]}'",
        )
    own = [plan for plan in records.plans.values() if tuple(sorted(plan.facts.meetings)) == numbers]
    if len(numbers) == 1:
        own = [plan for plan in own if plan.facts.kind == "meeting-summary"] or own
    else:
        own = [plan for plan in own if plan.facts.kind == "council-report"] or own
    if len(own) > 1:
        shown = ", ".join(plan.name for plan in own)
        raise CwgdraftError(f"several reports are about just these meetings: {shown}", "name the one you mean")
    if own:
        return _of_plan(own[0], records)
    plan = default_plan(records, numbers)
    return Target(f"{plan.name}-{'-'.join(map(str, numbers))}", plan, numbers)


def default_plan(records: Records, numbers: tuple[int, ...]) -> Plan:
    """Return the group's default plan for one or several meetings; where it names none, a plain one.

    The plain one has the meetings' own agenda, or, of several, the outline's topics.
    """
    name = records.group.plans.one if len(numbers) == 1 else records.group.plans.several
    if name:
        return records.plans[name]
    introduction = Section(key="introduction", content=["held-and-mandate", "attendance-and-officers"])
    topics = [Section(topic=topic.key) for topic in records.group.topics] if len(numbers) > 1 else []
    kind: Literal["meeting-summary", "council-report"] = "meeting-summary" if len(numbers) == 1 else "council-report"
    sections = [introduction, *(topics or [Section(key="agenda", content=["agenda"])])]
    facts = PlanFile(format="1", kind=kind, template=kind, opening="phrase" if topics else "none", sections=sections)
    return Plan("summary" if len(numbers) == 1 else "combined", facts, records.meetings[numbers[-1]].place)


def template_path(workspace: Workspace, target: Target, language: str, wanted: str = "") -> Path:
    """Return the template's file: the one `wanted` (a name, or a path), else the plan's, translated if there is one.

    Raises `TemplateError` for a path that leads to no file.
    """
    if wanted and (wanted.endswith(".docx") or "/" in wanted or "\\" in wanted or Path(wanted).exists()):
        path = Path(wanted)
        if not path.is_file():
            what = f"{wanted} is a folder" if path.is_dir() else f"there is no template {wanted}"
            raise TemplateError(what, "name one of templates/, or the path of a .docx")
        return path
    name = wanted or target.plan.facts.template
    translated = workspace.template_file(f"{name}.{language}")
    return translated if translated.is_file() else workspace.template_file(name)
