"""An acronym is used before it is introduced.

The words that it stands for belong to its first place. Acronyms that need no introduction (house.yaml, `acronyms`) may
be introduced anywhere; that is advice.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.acronyms import acronyms_of
from cwgdraft.checking.rules.acronym_not_introduced import is_known
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the first place of each acronym that stands before its introduction."""
    found = acronyms_of(subject)
    for short, introductions in found.introductions.items():
        first = next((one for one in found.uses.get(short, ()) if not one.passage.is_front), None)
        introduced = introductions[0]
        if first is None or first.at > introduced.at:
            continue
        label = introduced.passage.label.rstrip(".")
        where = f" in {label}" if label and label[0].isdigit() else " below"
        if introduced.passage is first.passage:
            where = " later in the same place"
        weak = introduced.passage is first.passage or is_known(short, subject)
        yield Hit(
            first.passage,
            first.start,
            first.end,
            f"'{first.words}' is introduced only{where}",
            f"write '{introduced.long} ({introduced.short})' here",
            severity=Severity.ADVICE if weak else None,
        )
