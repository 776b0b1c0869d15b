"""An acronym is used and never spelt out.

The first time it stands with what it stands for: "Global Digital Compact (GDC)". Acronyms that every reader of the
Council's documents knows need no introduction; the house style (house.yaml, `acronyms`) lists them. Nor do those of
which the group's own is made (COP in CWG-COP). What stands in brackets only, such as the employer of a person, isn't
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.acronyms import acronyms_of
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_PARTS = re.compile(r"[-&]")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the first place of each acronym that is never introduced."""
    found, house = acronyms_of(subject), subject.house
    for short, uses in found.uses.items():
        if short in found.introductions or is_known(short, subject):
            continue
        running = [one for one in uses if not one.bracketed]
        if not running:
            continue
        first = running[0]
        shown = first.words if first.words in house.expansions else short
        long = house.expansions.get(first.words) or house.expansions.get(short) or house.expansions.get(f"{short}s")
        help_ = f"write '{long} ({shown})'" if long else f"write what it stands for, and '({first.words})' behind it"
        yield Hit(first.passage, first.start, first.end, f"'{first.words}' is never introduced", help_)


def is_known(short: str, subject: Subject) -> bool:
    """Return whether an acronym needs no introduction, or is the group's own."""
    known = subject.house.acronyms
    if short in known or f"{short}s" in known or short.startswith(("CWG", "WG-", "EG-")):
        return True
    own = _PARTS.split(subject.acronym)
    if short in own or f"{short}s" in own:
        return True
    parts = short.replace("&", "-").split("-")
    return all(part in known or f"{part}s" in known for part in parts)
