"""A session of the Council isn't called as the house calls it.

It is "Council 2025", without an article, or "the 2025 session of the Council". "Council 24", "Council-25" and "C-25"
are shorter than a reader of later years can be sure of. Where a document writes "Council-25" all the time, that is
advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import SessionMention

SEVERITY = Severity.WARNING
_HABIT = 4
_ARTICLE = re.compile(r"\b[Tt]he (?:ITU )?$")
_NOT_A_SESSION = re.compile(
    r" ?(?:days?|weeks?|months?|years?|hours?|members?|Members?|Member States|[Cc]ouncillors|"
    r"delegates|documents?|and \d)\b"
    r"|,? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|[.,]\d"
)
_NOUN = re.compile(
    r" (?:session|report|meeting|decision|document|resolution|agenda|outcomes?|consultations?|contribution)s?\b"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield names of sessions in other forms."""
    prose = prose_of(subject)
    found = [
        (passage, one)
        for passage, one in subject.sessions
        if prose.starts[passage.number] + one.start not in prose.addresses
        and not _NOT_A_SESSION.match(passage.plain, one.end)
        and 1990 <= one.year <= 2045
    ]
    forms = Counter(_form(one) for _, one in found)
    for passage, one in found:
        if hit := _hit(passage, one, forms):
            yield hit


def _form(one: SessionMention) -> str:
    return f"{one.form}{one.join.strip()}"


def _hit(passage: Passage, one: SessionMention, forms: Counter[str]) -> Hit | None:
    """Return the hit for the name of a session, None where it is as the house writes it."""
    form, right = _form(one), f"Council {one.year}"
    article = ending(_ARTICLE, passage.plain, one.start)
    start = article.start() if article and one.form in ("long", "short") else one.start
    if one.form == "letter":
        if not one.text.startswith("C-"):
            return None
        return _named(passage, one.start, one.end, right, None)
    if "Council's" in one.text or "Council’s" in one.text or one.form == "before":
        return None
    if article is not None and _NOUN.match(passage.plain, one.end):
        if form == "long":
            return None
        return _named(passage, one.start, one.end, right, _weight(form, forms))
    if one.form == "short":
        return _named(passage, start, one.end, right, _weight(form, forms))
    if one.join.strip():
        return _named(passage, start, one.end, right, None)
    if article is not None:
        return _named(passage, start, one.end, right, None)
    return None


def _weight(form: str, forms: Counter[str]) -> Severity | None:
    """Return advice for 'Council-25' where the document writes so all the time, else the rule's own weight."""
    habit = form.endswith("-") and forms[form] > _HABIT and forms["long"] == 0
    return Severity.ADVICE if habit else None


def _named(passage: Passage, start: int, end: int, right: str, severity: Severity | None) -> Hit:
    words = passage.text[start:end]
    return Hit(
        passage, start, end, f"'{words}' is called '{right}'", f"write '{right}'", Fix(right, safe=False), severity
    )
