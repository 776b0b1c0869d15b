"""A person, or the group, is written in two ways in one document.

A name that is misspelt offends, and a search for it finds half. The rule compares the people who are named with a
title, and who sign, with each other: names that differ in a letter or two, in an accent, or in the order of their
words; one person as Mr and as Ms; one person from two countries. Of two forms it takes the rarer for the slip, of
equals the later. The full name of the group, where its acronym stands behind it, is one name, too; its acronym is
left to group-acronym.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from cwgdraft.checking.people import people_in
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_NEAR = 88
_SHORTEST = 9
_CROWD = 100
"""How many names may have all their words but one in common; more are a list of something else."""
_FULL_NAME = re.compile(
    r"\b(?:Council Working Group|Council Expert Group|Expert Group) (?P<name>(?:on"
    r"|for) [^().;:]{3,90}?)(?= \((?:CWG|EG)-)"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield names that stand otherwise elsewhere."""
    yield from _people(subject)
    yield from _full_names(subject)


def _people(subject: Subject) -> Iterator[Hit]:
    people = people_in(subject)
    counts = Counter(one.key for one in people)
    rank = {key: place for place, key in enumerate(dict.fromkeys(one.key for one in people))}
    wrong = _misspelt(counts, rank, {one.key: one.gender for one in people if one.gender})
    shown = {one.key: one.name for one in reversed(people)}
    genders: dict[str, str] = {}
    countries: dict[str, str] = {}
    for one in people:
        if one.passage.computed and one.key not in wrong:
            continue
        if one.key in wrong:
            right = shown[wrong[one.key]]
            yield Hit(
                one.passage,
                one.start,
                one.end,
                f"'{one.name}' is '{right}' elsewhere in the document",
                "find out how the name is spelt, and write it so everywhere",
                Fix(right, safe=False) if not one.name.isupper() else None,
            )
        if len(one.key.split()) < 2:
            continue
        gender = genders.setdefault(one.key, one.gender) or one.gender
        if one.gender and gender != one.gender:
            at = one.start - len(one.title) - 1
            message = f"'{one.title} {one.name}' is '{gender} {one.name}' elsewhere in the document"
            yield Hit(one.passage, max(at, 0), one.end, message, "find out which title is right")
        country = countries.setdefault(one.key, one.country) or one.country
        countries[one.key] = country
        if one.country and _far(country, one.country):
            message = f"'{one.name}' is from '{one.country}' here, and from '{country}' elsewhere"
            yield Hit(
                one.passage, one.end + 2, one.end + 2 + len(one.country), message, "write one country, in one form"
            )


def _misspelt(counts: Counter[str], rank: dict[str, int], genders: dict[str, str]) -> dict[str, str]:
    """Return names that are nearly others, with the ones that they probably are."""
    from rapidfuzz import fuzz, process

    names = [name for name in counts if len(name) >= _SHORTEST and " " in name]
    alike: dict[str, list[str]] = {}
    for name in names:
        for key in _alike_by(name):
            alike.setdefault(key, []).append(name)
    wrong: dict[str, str] = {}
    for name in names:
        groups = [group for key in _alike_by(name) if len(group := alike[key]) <= _CROWD]
        others = list(dict.fromkeys(itertools.chain(*groups)))
        near = process.extract(name, others, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=4)
        for other, _, _ in near:
            if len({genders.get(one, "") for one in (name, other)} - {""}) > 1:
                continue
            if (
                other != name
                and _one_person(name, other)
                and (counts[other], -rank[other]) > (counts[name], -rank[name])
            ):
                wrong.setdefault(name, other)
    return wrong


def _alike_by(name: str) -> Iterator[str]:
    """Yield what a name has in common with those that can be a slip for it: its letters, all its words but one."""
    yield name.replace(" ", "")
    words = sorted(name.split())
    for place in range(len(words)):
        yield " ".join(words[:place] + words[place + 1 :])


def _one_person(one: str, two: str) -> bool:
    """Return whether two names are near enough: no word of one is more than two letters away from the other's."""
    from rapidfuzz.distance import Levenshtein

    first, second = sorted(one.split()), sorted(two.split())
    if first == second:
        return True
    if len(first) != len(second):
        return one.replace(" ", "") == two.replace(" ", "")
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and all(
        Levenshtein.distance(a, b) <= (2 if max(len(a), len(b)) >= 7 else 1) and min(len(a), len(b)) >= 4
        for a, b in differing
    )


def _far(one: str, two: str) -> bool:
    """Return whether two brackets name two countries, or one country in two forms."""
    return one.casefold() != two.casefold() and one[:1].isupper() and two[:1].isupper()


def _full_names(subject: Subject) -> Iterator[Hit]:
    found = [
        (passage, match)
        for passage in subject.passages
        for match in _FULL_NAME.finditer(passage.plain)
        if not passage.computed
    ]
    counts = Counter(_bare(match["name"]) for _, match in found)
    if len(counts) < 2:
        return
    shown = {_bare(match["name"]): match["name"] for _, match in reversed(found)}
    right = max(counts, key=lambda name: ("&" not in name, counts[name]))
    for passage, match in found:
        name = _bare(match["name"])
        if name != right and _alike(name, right):
            yield Hit(
                passage,
                match.start("name"),
                match.end("name"),
                f"the group's name ends in '{match['name']}' here, and in '{shown[right]}' elsewhere",
                "write the name of the group in one way",
                Fix(shown[right], safe=False),
            )


def _bare(name: str) -> str:
    return " ".join(word for word in name.casefold().split() if word not in ("the", "on"))


def _alike(one: str, two: str) -> bool:
    """Return whether two names can be those of one group: they begin alike."""
    return re.split(r"[\s&,]", one)[0] == re.split(r"[\s&,]", two)[0]
