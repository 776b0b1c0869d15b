"""A number belongs to another section than the one it stands in: 3.7 under section 4, or 3.1.1 where there is no 3.1.

The figures before the last stop are the section's own. When they aren't, the paragraph was moved without its
number, or a heading was lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import Break, Wrong, breaks, shown
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the numbers that don't belong where they stand."""
    for one in breaks(subject):
        if one.wrong is Wrong.ASTRAY:
            yield Hit(one.passage, 0, 0, _message(one), f"number it {shown(one.expected)}, or move it to its section")


def _message(one: Break) -> str:
    numbers, before = one.passage.numbers, one.before.numbers
    if numbers[: len(before)] == before:
        return f"'{one.passage.label}' follows '{one.before.label}': there is no {shown(numbers[:-1])} above it"
    return f"'{one.passage.label}' follows '{one.before.label}', where {shown(one.expected)} is expected"
