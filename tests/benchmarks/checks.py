"""What the benchmarks of `cwgdraft check` run: the report on the 41st and 42nd meetings, and long made-up texts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from cwgdraft.checking.run import chosen_rules, run_rules
from cwgdraft.checking.subject import Subject
from cwgdraft.jobs.checking.check import check_documents
from cwgdraft.jobs.checking.documents import file_document
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import load_house
from tests.benchmarks.subjects import ROOT

REPORT = "council-2025"
HOSTILE = (
    "(", ")", "[(", "“a” ", '"', "A", "A-", "A&", "7", "1.1.", "word ", "\u200b", "e\u0301", "😀", "אב ", "会議",
    "\t", "[+a+]", "Document CWG-TEST-44/5, ", "CWG-TEST-44/5 and ", "44/5, ", "Resolution 1 (",
    "Resolution 140 (Rev. Bucharest, 2022), ", "5 January 2026, ", "5, ",
    "held its 44th meeting on 5-6 January 2026 ", "the 44th meeting, ", "before 5 January 2026 request ",
    "Mr John Smith, ", "Long Form Name (LFN) ", "http://a.int/c?", "a,bb", "see section 3.1 above ", "XX ",
    "ten meetings and ", "Council 2024 ", "a  b ", "of the the ", "Lamp Forum (a), which  (b) ", "a..: ",
)  # fmt: skip
"""What a text may have over and over, in a paragraph without end or in paragraphs without number."""


def command(*words: str) -> None:
    """Run a command in a process of its own, as somebody at a terminal does; a check that finds something is fine."""
    done = subprocess.run([sys.executable, "-m", "cwgdraft", "-w", str(ROOT), *words], capture_output=True, check=False)
    if done.returncode > 1:
        raise RuntimeError(done.stderr.decode())


def report_text() -> str:
    """Return the report as numbered plain text."""
    words = [sys.executable, "-m", "cwgdraft", "-w", str(ROOT), "text", REPORT]
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


def long_text(report: str, count: int) -> str:
    """Return a text of so many paragraphs: the report's over and over, the sections numbered on, words told apart."""
    lines = [line for line in report.split("\n") if re.match(r"\d", line)]
    sections = max(int(line.split(".", 1)[0].split("\t", 1)[0]) for line in lines)
    found = []
    for i in range(count):
        times, line = divmod(i, len(lines))
        label, _, words = lines[line].partition("\t")
        first, dot, rest = label.partition(".")
        found.append(f"{int(first) + times * sections}{dot}{rest}\t{words[:-1]} of lot {times}{words[-1:]}")
    return "\n".join(found) + "\n"


def hostile(size: int) -> list[Subject]:
    """Return documents of about so many signs each, every one of a paragraph that has one thing over and over."""
    return [Subject(read_text(piece * (size // len(piece)), "hostile"), load_house(None)) for piece in HOSTILE]


def check_hostile(size: int) -> None:
    """Check hostile documents of so many signs with every rule that is on by itself."""
    rules = chosen_rules(load_house(None))
    for subject in hostile(size):
        run_rules(subject, rules)


def check(path: Path) -> None:
    """Check a text with every rule that is on by itself, outside of any workspace."""
    house = load_house(None)
    check_documents([file_document(path, None, house)], chosen_rules(house))
