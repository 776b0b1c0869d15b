"""A person's name is nearly, but not quite, one of the workspace's register.

The register has the names as the people themselves write them. A name in the document that differs in a letter or
two, in an accent or in the order of its words is a slip, or the register has one. People whom the register doesn't
know are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.people import people_in
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
NEEDS = "records"
_NEAR = 86
_SHORTEST = 8


def check(subject: Subject) -> Iterator[Hit]:
    """Yield names that are nearly those of the register."""
    from rapidfuzz import fuzz, process

    if subject.records is None:
        return
    known = {_key(name): name for one in subject.records.people.values() if (name := _full(one.given, one.family))}
    sorted_words = {" ".join(sorted(key.split())) for key in known}
    for one in people_in(subject):
        key = one.key
        if key in known or " " not in key or len(key) < _SHORTEST or one.passage.computed:
            continue
        found = process.extractOne(key, list(known), scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR)
        if found is None or (
            len(found[0].split()) != len(key.split()) and " ".join(sorted(key.split())) not in sorted_words
        ):
            continue
        right = known[found[0]]
        yield Hit(
            one.passage,
            one.start,
            one.end,
            f"'{one.name}' is '{right}' in the register of people",
            f"write '{right}', or correct records/registers/people.yaml",
            Fix(right, safe=False) if not one.name.split()[-1].isupper() else None,
        )


def _full(given: str, family: str) -> str:
    return f"{given} {family}".strip() if given and family else ""


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("’", "'").replace(".", " ").split())
