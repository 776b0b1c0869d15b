"""What the benchmarks of `cwgdraft check` run: the report on the 41st and 42nd meetings, and long made-up texts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from cwgdraft.checking.run import chosen_rules
from cwgdraft.jobs.checking.check import check_documents
from cwgdraft.jobs.checking.documents import file_document
from cwgdraft.records.house import load_house
from tests.benchmarks.subjects import ROOT

REPORT = "council-2025"


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


def check(path: Path) -> None:
    """Check a text with every rule that is on by itself, outside of any workspace."""
    house = load_house(None)
    check_documents([file_document(path, None, house)], chosen_rules(house))
