"""A word has an American spelling.

The United Nations write British English with -ize: "programme", "centre", "labour", "analyse", "cooperation". The
house style (house.yaml, `spelling`) lists the words. Capital letters inside a sentence show a proper name, which keeps
the spelling of its bearer: "Center for Internet and Society".
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.departures import departures
from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield words in the spelling that the house doesn't use."""
    prose = prose_of(subject)
    for one in departures(prose, subject.house.spelling, subject.house.keep):
        if one.words[0].isupper() and not prose.opens_sentence(one.at):
            continue
        message = f"'{one.words}' is spelt '{one.new}'"
        yield Hit(one.passage, one.start, one.end, message, f"write '{one.new}'", Fix(one.new), one.severity)
