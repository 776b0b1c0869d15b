"""An acronym is introduced with two meanings, or with words that it doesn't stand for.

Two long forms of one acronym leave open which is the name; an acronym whose letters aren't those of the words before
it ("World Summit on the Information Society (WSSI)") has a slip in one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.acronyms import acronyms_of, long_form, singular
from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_BRACKETED = re.compile(r"\([A-Z]{2,8}\)")
_NAMED = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:of|on|for|the|in|to|and|at) )*[A-Z][\w’'-]+){1,8} $")
_PLAIN = re.compile(r"[^a-z]+")
_LITTLE = re.compile(r"\b(?:the|of|on|for|in|and|to|itu|un|united nations)\b")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield introductions whose words differ from those of the first, or from the letters of the acronym."""
    for short, introductions in acronyms_of(subject).introductions.items():
        first = introductions[0]
        for one in introductions[1:]:
            if not _same(first.long, one.long):
                message = f"'{short}' stands for '{one.long}' here and for '{first.long}' before"
                yield Hit(
                    one.passage,
                    one.start,
                    one.end,
                    message,
                    "write the same words in both places",
                )
    prose = prose_of(subject)
    for found in prose.find(_BRACKETED):
        named, short = _NAMED.search(prose.before(found.at, 120)), found.match[0][1:-1]
        long = named[0].strip() if named else ""
        if long and not long_form(singular(short), long) and _is_slip(long, short):
            message = f"'{short}' aren't the first letters of '{long}'"
            yield Hit(
                found.passage, found.start - len(long) - 1, found.end, message, "correct the acronym or the words"
            )


def _same(one: str, other: str) -> bool:
    """Return whether two long forms are one: small words, hyphens and capitals apart; one may be longer."""
    a, b = (_PLAIN.sub("", _LITTLE.sub("", text.lower())).rstrip("s") for text in (one, other))
    return a in b or b in a


def _is_slip(long: str, short: str) -> bool:
    """Return whether an acronym has nearly the first letters of some words: two changed places, or one is another."""
    words = [word for word in re.split(r"[ -]", long) if word]
    for chosen in (words, [word for word in words if word[0].isupper()]):
        initials = [word[0].upper() for word in chosen][-len(short) :]
        if len(initials) != len(short) or len(short) < 3 or initials[0] != short[0]:
            continue
        wrong = sum(a != b for a, b in zip(initials, short, strict=True))
        if wrong == 1 or (wrong == 2 and sorted(initials) == sorted(short)):
            return True
    return False
