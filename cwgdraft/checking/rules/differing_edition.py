"""Two editions of one resolution are cited in one document.

The front box cites the edition in force and the introduction, copied from last year's report, the one before it:
readers can't know by which the group works. What departs from the later edition is found. A sentence that tells how
the resolution was revised, or that cites both editions, is right; and what has been replaced for certain is left to
resolution-edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.editions import (
    city_of,
    known_editions,
    replaced_by,
    reported_from,
    resolutions_by_key,
    tells_history,
)
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import ResolutionMention

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the places where an older edition is cited than elsewhere."""
    begin = reported_from(subject)
    for key, places in resolutions_by_key(subject).items():
        dated = [
            (passage, one)
            for passage, one in places
            if one.edition_year and not (key[0] == "council" and city_of(one))  # that is none: resolution-edition
        ]
        if len({one.edition_year for _, one in dated}) < 2:
            continue
        known = known_editions(subject, key)
        where, latest = max(dated, key=lambda pair: pair[1].edition_year)
        later = known.after(latest.edition_year - 1) if known else None
        if later is not None and begin is not None and later.since > begin:
            continue  # adopted between the meetings: both were in force
        if known is not None and not known.has(latest.edition_year):
            continue
        both = {passage.number for passage, one in dated if one.edition_year == latest.edition_year}
        for passage, mention in dated:
            if mention.edition_year == latest.edition_year or passage.number in both or tells_history(passage, mention):
                continue
            if known is None or replaced_by(subject, known, mention.edition_year) is None:
                yield _hit(passage, mention, where, latest)


def _hit(passage: Passage, mention: ResolutionMention, where: Passage, latest: ResolutionMention) -> Hit:
    label = where.label.rstrip(".")
    elsewhere = f"in {label}" if where.numbers else "in the box" if where.is_front else "elsewhere"
    usual = not city_of(mention) or bool(city_of(latest))
    return Hit(
        passage,
        mention.edition_start,
        mention.edition_start + len(mention.edition),
        f"'{mention.text}' here, '({latest.edition})' {elsewhere}",
        "cite the edition that was in force at the meetings in both places",
        Fix(latest.edition, safe=False) if usual else None,
    )
