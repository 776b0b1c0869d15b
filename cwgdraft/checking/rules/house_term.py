"""A word isn't written as the house writes it.

The house style (house.yaml, `terms`) says how a word is written: "Chair", "Member States", "Secretary-General". One
word in several forms makes a reader look for several things. Forms that were usual in earlier years, such as
"Chairman", weigh as advice where a document writes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.departures import departures
from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the words of the house style's terms in forms that aren't wanted."""
    for one in departures(prose_of(subject), subject.house.terms, subject.house.keep):
        message = f"'{one.words}' is written '{one.new}'"
        yield Hit(
            one.passage, one.start, one.end, message, f"write '{one.new}'", Fix(one.new, safe=False), one.severity
        )
