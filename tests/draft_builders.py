"""A made-up group with five meetings, and the reports that tests draft of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.finding import Finding
from cwgdraft.jobs.targets import load_targets
from cwgdraft.labels import Labelling
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.workspace import Workspace
from tests.builders import workspace

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "cwgdraft" / "starter" / "records"

GROUP = """\
format: 1
name: Council Working Group on Testing
acronym: CWG-TEST
website: https://example.org/test
mandate: [PP 901, C 902]
plans: {one: one, several: several}
documents:
  symbol: "{group}-{meeting}/{number}"
  information: "{group}-{meeting}/INF/{number}"
  series: TEST{meeting}
  link: https://example.org/S{yy}-{series}-C-{number:04}
  information_link: https://example.org/S{yy}-{series}-INF-{number:04}
topics:
  - {key: opening, title: Opening}
  - key: work
    title: Work
    topics:
      - {key: alpha, title: Alpha}
      - {key: beta, title: Beta}
  - {key: other, title: Other business}
"""
RESOLUTIONS = """\
format: 1
resolutions:
  PP 901:
    body: plenipotentiary
    number: "901"
    editions: [{edition: "Sample City, 2018", from: 2018-11-16}, {edition: "Rev. Mock Town, 2022", from: 2022-10-14}]
  C 902:
    body: council
    number: "902"
    editions: [{edition: Modified 2023, from: 2023-07-21}, {edition: Modified 2024, from: 2024-06-14}]
"""
PEOPLE = """\
format: 1
people:
  example: {title: Ms, given: A, family: Example, country: Utopia}
  sample: {title: Mr, given: B, family: Sample, country: Erewhon}
  mock: {title: Ms, given: C, family: Mock, office: Deputy Head}
"""
SESSIONS = """\
format: 1
boxes:
  plain:
    - {field: purpose, label: Purpose}
    - {field: action, label: Action required}
sessions:
  C24: {name: Council 2024, place: Geneva, dates: 2024-06-04/14, box: plain}
  C25: {name: Council 2025, place: Geneva, dates: 2025-06-17/27, box: plain}
"""
ONE = """\
format: 1
kind: meeting-summary
template: meeting-summary
box: {action: The group is invited to approve this summary.}
sections:
  - {key: introduction, content: [held-and-mandate, attendance-and-officers]}
  - agenda
  - {key: closing, content: [thanks, thanks-guests, thanks-chair]}
"""
SEVERAL = """\
format: 1
kind: council-report
template: council-report
opening: phrase
sections:
  - {key: introduction, content: [mandate, attendance-and-officers]}
  - {key: general, content: [documents-considered, list-of-meetings, all-documents]}
  - topic: work
  - topic: other
  - {key: closing, content: [thanks, thanks-guests, thanks-chair]}
leave_out:
  - {what: topic opening, reason: the introduction names the speaker}
"""
FIRST = """\
format: 1
number: 11
dates: 2024-02-05/06
place: Geneva
form: hybrid
attendance: {count: 80, about: more than}
chair: example
vice_chairs: [sample, {person: Ms D Remote, presence: remote}, {person: Mr E Away, presence: absent}]
opening: {speaker: mock}
documents:
  1: {title: Agenda, kind: agenda}
  2: Report on alpha
  3: {title: Report on beta, revision: 1}
  INF/1: Notes
  9: {title: Summary, kind: summary}
summary: {document: 9}
thanks: {vice_chairs: [sample], officials: [mock], secretariat: [Ms F Clerk, Mr G Clerk]}
guests: [{person: Ms H Guest, organization: Institute of Samples}]
"""
FIRST_WORDS = """\
# Minutes

## Opening {#opening topic=opening}

[[mock|office]] opened.

## Alpha {#alpha topic=alpha}

The secretariat presented Document [[2]]. {#presented}

The group requested the secretariat:

1. to count the lamps;
2. to report by 1 March 2024.

## Beta {#beta topic=beta}

{noted 3, INF/1}

See [[#presented]].
"""
SECOND = """\
format: 1
number: 12
dates: 2024-09-30/2024-10-01
place: Geneva
form: hybrid
attendance: {count: 90, about: more than}
chair: example
vice_chairs: [{person: sample, presence: represented, by: Mr I Deputy}, Ms D Remote]
opening: {speaker: mock}
documents: {2: Second report on alpha}
totals: {contributions: 12, information: 1}
summary: {url: "https://example.org/summary-12"}
thanks: {vice_chairs: [Ms D Remote, sample], secretariat: [Mr G Clerk, Ms J New]}
"""
SECOND_WORDS = """\
## Alpha {#alpha topic=alpha}

The secretariat presented Document [[2]] at [[this meeting]].

## Other business {#other topic=other}

Some members asked for more lamps.
"""
THIRD = "format: 1\nnumber: 13\ndates: 2025-02-03\nplace: Geneva\nchair: sample\ntotals: {contributions: 1}\n"
THIRD_WORDS = "## Beta {#beta topic=beta}\n\nThe group [[at this meeting]] looked at the lamps. {#lamps}\n"
FILES = {
    "records/group.yaml": GROUP,
    "records/registers/people.yaml": PEOPLE,
    "records/registers/resolutions.yaml": RESOLUTIONS,
    "records/registers/sessions.yaml": SESSIONS,
    "records/reports/one.yaml": ONE,
    "records/reports/several.yaml": SEVERAL,
    "records/meetings/11.yaml": FIRST,
    "records/meetings/11.md": FIRST_WORDS,
    "records/meetings/12.yaml": SECOND,
    "records/meetings/12.md": SECOND_WORDS,
    "records/meetings/13.yaml": THIRD,
    "records/meetings/13.md": THIRD_WORDS,
    "records/meetings/14.yaml": "format: 1\nnumber: 14\n",
    "records/meetings/15.yaml": "format: 1\nnumber: 15\n",
}


def group(folder: Path, files: Mapping[str, str | bytes] | None = None, *, templates: bool = False) -> Workspace:
    """Return the made-up group's workspace, some of its files replaced; with templates where a test builds."""
    shutil.copytree(ROOT / "templates" / "phrases", folder / "templates" / "phrases", dirs_exist_ok=True)
    if templates:
        shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    return workspace(folder, {**FILES, **(files or {})})


def minutes(words: str) -> dict[str, str]:
    """Return the 11th meeting with these minutes."""
    return {"records/meetings/11.md": words}


def plan(sections: str, more: str = "", meetings: str = "[11, 12]") -> str:
    """Return a plan with these sections (YAML, indented by two)."""
    head = f"format: 1\nkind: council-report\nmeetings: {meetings}\ntemplate: council-report\n"
    return f"{head}{more}sections:\n{sections}"


def drafted(place: Workspace, *words: str, language: str = "") -> Report:
    """Return the report that the words of a command line name."""
    records, (target,) = load_targets(place, words)
    catalogue = load_catalogue(place, language or target.plan.facts.language or records.group.language)
    return draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=Labelling())


def phrased(folder: Path, old: str, new: str) -> None:
    """Reword a phrase of a workspace's English catalogue."""
    path = folder / "templates" / "phrases" / "en.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def lines(report: Report) -> list[str]:
    """Return a report's numbered lines with ordinary spaces and hyphens."""
    return [ordinary(line) for line in report.draft.lines()]


def text(report: Report) -> str:
    return "\n".join(lines(report)) + "\n"


def ordinary(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u2011", "-")


def below(report: Report, heading: str) -> list[str]:
    """Return the lines below a heading, to the next of its level or above."""
    found: list[str] = []
    level = 0
    for block in report.draft.blocks:
        if level and (
            block.kind.value.startswith("signature") or (block.kind.value == "heading" and block.level <= level)
        ):
            break
        if level:
            found.append(ordinary(f"{block.label}\t{block.text}" if block.label else block.text))
        elif block.kind.value == "heading" and block.text == heading:
            level = block.level
    return found


def messages(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.rule}: {finding.message}" for finding in findings]


def outcomes(report: Report) -> dict[str, str]:
    """Return what became of every statement and document, digests left out of the names of statements."""
    return {re.sub(r"~\w+", "", one.what): one.outcome for one in report.coverage}
