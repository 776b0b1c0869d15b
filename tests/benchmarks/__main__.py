"""`make bench`: speed as ratios against docxtpl or Docxodus in the same run, and growth against itself.

Each pair is run in turn, several times, and the medians are compared, so that a machine that slows down slows both. A
line says what was measured, the figure and the limit; the exit code is 1 when a limit is passed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import checks, folding, redlines, subjects

ROUNDS = 7


@dataclass(frozen=True)
class Measure:
    """One line of the result: a ratio and the most that it may be."""

    name: str
    ratio: float
    limit: float
    details: str

    @property
    def holds(self) -> bool:
        """Return whether the ratio is within its limit."""
        return self.ratio <= self.limit


def timed(run: Callable[[], object]) -> float:
    """Return how many seconds a call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def paired(one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median seconds of two calls run in turn, after one run of each that doesn't count."""
    one()
    other()
    pairs = [(timed(one), timed(other)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def ratio(name: str, limit: float, one: Callable[[], object], other: Callable[[], object]) -> Measure:
    """Return how many times as long `one` takes as `other`."""
    a, b = paired(one, other)
    return Measure(name, a / b, limit, f"{a:.3f} s against {b:.3f} s")


def memory(script: str, *arguments: str) -> int:
    """Return the peak memory in kB of a child process that runs a subject."""
    code = f"from tests.benchmarks import subjects; subjects.{script}({', '.join(map(repr, arguments))})"
    tail = "print(subjects.peak_memory())"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{tail}"], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def cold(folder: Path) -> Measure:
    """Return how long a cold `cwgdraft build council-2026` takes against a bare docxtpl script."""
    script, arguments = subjects.bare_script(folder)
    ours = [sys.executable, "-m", "cwgdraft", "build", "council-2026", "--out", str(folder / "out")]
    bare = [sys.executable, str(script), *arguments]

    def run(command: list[str]) -> None:
        subprocess.run(command, check=True, capture_output=True)

    return ratio("cold build of council-2026 / bare docxtpl script", 2.5, lambda: run(ours), lambda: run(bare))


def redlining(folder: Path) -> list[Measure]:
    """Return how long the redline of 5,000 paragraphs takes: against the floor, against 1,000, against Docxodus."""
    long, short = redlines.versions(5_000), redlines.versions(1_000)
    old, new = folder / "old.docx", folder / "new.docx"
    old.write_bytes(long[0])
    new.write_bytes(long[1])
    code = (
        f"from tests.benchmarks import checks, redlines, subjects; redlines.redline_files({str(old)!r}, {str(new)!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(subjects.peak_memory())"], capture_output=True, text=True, check=True
    )
    peak = int(done.stdout.split()[-1]) / 1000
    measures = [
        ratio(
            "redline of 5,000 paragraphs / the floor", 6, lambda: redlines.redline(*long), lambda: redlines.floor(*long)
        ),
        ratio(
            "redline: growth from 1,000 to 5,000", 7, lambda: redlines.redline(*long), lambda: redlines.redline(*short)
        ),
        Measure("redline of 5,000 paragraphs: peak memory / 250 MB", peak / 250, 1, f"{peak:.0f} MB"),
    ]
    try:
        ours, theirs = paired(lambda: redlines.redline(*long), lambda: redlines.peer(*long), 1)
    except ImportError:
        sys.stderr.write("not measured against Docxodus: python -m pip install --group peers\n")
    else:
        details = f"{ours:.3f} s against {theirs:.3f} s"
        measures.append(Measure("redline of 5,000 paragraphs / Docxodus", ours / theirs, 0.1, details))
    return measures


def checking(folder: Path) -> list[Measure]:
    """Return how long checks of a report take, cold: against its build, with grammar against 3 seconds; and growth."""
    report = checks.report_text()
    paths = {count: folder / f"{count}.txt" for count in (1_000, 10_000)}
    for count, path in paths.items():
        path.write_text(checks.long_text(report, count), encoding="utf-8")
    text = folder / f"{checks.REPORT}.txt"
    text.write_text(report, encoding="utf-8")
    build = ("build", checks.REPORT, "--out", str(folder / "out"))
    grammar = statistics.median(timed(lambda: checks.command("check", str(text), "--grammar")) for _ in range(ROUNDS))
    hostile = paired(lambda: checks.check_hostile(40_000), lambda: checks.check_hostile(10_000), 1)
    return [
        ratio(
            f"cold check of {checks.REPORT} as text / its cold build",
            1.0,
            lambda: checks.command("check", str(text)),
            lambda: checks.command(*build),
        ),
        Measure(f"cold check of {checks.REPORT} with grammar / 3 s", grammar / 3, 1, f"{grammar:.3f} s"),
        ratio(
            "check: growth from 1,000 to 10,000 paragraphs",
            11.0,
            lambda: checks.check(paths[10_000]),
            lambda: checks.check(paths[1_000]),
        ),
        Measure(
            "check: growth of hostile paragraphs from 10,000 to 40,000 signs",
            hostile[0] / hostile[1],
            6,
            f"{hostile[0]:.1f} s",
        ),
    ]


def adopting(folder: Path) -> Measure:
    """Return how long adopting a report of some 250 paragraphs takes, cold, against 2 seconds."""
    text = folder / "adopted.txt"
    text.write_text(checks.report_text(), encoding="utf-8")
    command = ("adopt", str(text), "--into", str(folder / "archive"), "--dry-run")
    taken = statistics.median(timed(lambda: checks.command(*command)) for _ in range(ROUNDS))
    return Measure(f"cold adoption of {checks.REPORT} as text / 2 s", taken / 2, 1, f"{taken:.3f} s")


def folding_copies(folder: Path) -> list[Measure]:
    """Return how long folding a copy with 60 edits takes, cold against 2 seconds, and growth with what is taken in."""
    workspace, copy = folding.sample(folder / "folded")
    words = [sys.executable, "-m", "cwgdraft", "-w", str(workspace), "fold", str(copy)]
    taken = statistics.median(
        timed(lambda: subprocess.run(words, capture_output=True, check=False)) for _ in range(ROUNDS)
    )
    long, short = folding.made_up(folder / "long", 5_000), folding.made_up(folder / "short", 1_000)
    return [
        Measure(f"cold fold of {folding.REPORT} with {folding.EDITS} edits / 2 s", taken / 2, 1, f"{taken:.3f} s"),
        ratio(
            "fold and apply: growth from 1,000 to 5,000 paragraphs",
            6.0,
            lambda: folding.fold_and_apply(*long),
            lambda: folding.fold_and_apply(*short),
        ),
    ]


def checking_templates() -> list[Measure]:
    """Return how long checking each of our templates takes, nothing filled, against filling it with docxtpl."""
    return [
        ratio(
            f"template check {path.stem} / docxtpl render",
            2.0,
            lambda path=path: subjects.check(path),  # type: ignore[misc]
            lambda path=path: subjects.render(path),  # type: ignore[misc]
        )
        for path in sorted(subjects.TEMPLATE.parent.glob("*.docx"))
    ]


def main() -> int:
    """Measure everything, print it, and return 1 when a limit is passed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measures = [cold(folder), *checking_templates(), *checking(folder), adopting(folder), *redlining(folder)]
        measures += folding_copies(folder)
        big, small = subjects.draft(10_000), subjects.draft(1_000)
        texts = subjects.texts(10_000)
        peer = subjects.peer_template()
        measures.append(
            ratio(
                "10,000 paragraphs with links from a draft / docxtpl without links",
                1.0,
                lambda: subjects.typeset(big),
                lambda: subjects.peer(peer, texts),
            )
        )
        workspace, little = subjects.workspace(folder / "big", 10_000), subjects.workspace(folder / "small", 1_000)
        measures.append(
            ratio(
                "10,000 paragraphs with links from records / docxtpl without links",
                4.0,
                lambda: subjects.from_records(workspace),
                lambda: subjects.peer(peer, texts),
            )
        )
        measures.append(
            ratio(
                "growth from 1,000 to 10,000, from a draft",
                11.0,
                lambda: subjects.typeset(big),
                lambda: subjects.typeset(small),
            )
        )
        measures.append(
            ratio(
                "growth from 1,000 to 10,000, from records",
                11.0,
                lambda: subjects.from_records(workspace),
                lambda: subjects.from_records(little),
            )
        )
        ours, theirs = memory("typeset_many", "10000"), memory("peer_many", "10000")
        measures.append(
            Measure("peak memory from a draft / docxtpl", ours / theirs, 2.5, f"{ours // 1000} MB, {theirs // 1000} MB")
        )
        ours = memory("from_records", str(workspace))
        measures.append(
            Measure("peak memory from records / docxtpl", ours / theirs, 2.5, f"{ours // 1000} MB, {theirs // 1000} MB")
        )
    width = max(len(one.name) for one in measures)
    for one in measures:
        mark = "" if one.holds else "   TOO MUCH"
        sys.stdout.write(f"{one.name:<{width}}  {one.ratio:6.2f}  (at most {one.limit:g})  {one.details}{mark}\n")
    return int(not all(one.holds for one in measures))


if __name__ == "__main__":
    sys.exit(main())
