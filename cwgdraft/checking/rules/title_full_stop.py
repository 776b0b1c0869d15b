"""A person's title has a full stop that it needs not, or lacks one that it needs.

"Mr", "Ms" and "Dr" end with the last letter of the word and have no full stop; "Prof." and "H.E." are cut short and
have theirs. The house style (house.yaml, `titles`) lists those without. Where a document has the stop
throughout, the first is marked and the others are advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_LACKING = (
    (re.compile(r"Prof(?=[  ][A-ZÀ-Þ])"), "Prof."),
    (re.compile(r"H(?:\. E\.|\.E(?![.\w])|E(?= (?:Mr|Ms|Mrs|Dr|Amb|Ambassador)\b)|\.E\.(?=[A-Z][a-z]))"), "H.E."),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield titles whose full stop is one too many or missing."""
    prose = prose_of(subject)
    titles = "|".join(re.escape(one) for one in subject.house.titles if f"{one}." in prose.text)
    if titles:
        usual = any(
            prose.text[at + len(one) : at + len(one) + 1] == " "
            for one in subject.house.titles
            for at in prose.words.get(one, ())
        )
        for number, one in enumerate(prose.find(re.compile(rf"\b(?:{titles})\.(?=[  ]?[A-ZÀ-Þ])"), verbatim=True)):
            title = one.words[:-1]
            new = title if one.passage.plain[one.end : one.end + 1] == " " else f"{title} "
            message = f"'{one.words}' has a full stop"
            weaker = Severity.ADVICE if number and not usual else None
            yield Hit(one.passage, one.start, one.end, message, f"write '{title}'", Fix(new), weaker)
    for pattern, new in _LACKING:
        for one in prose.find(pattern, verbatim=True):
            if one.at and prose.text[one.at - 1].isalnum():
                continue
            message, spaced = (
                f"'{one.words}' is written '{new}'",
                one.passage.plain[one.end : one.end + 1] in (" ", ","),
            )
            yield Hit(one.passage, one.start, one.end, message, f"write '{new}'", Fix(new if spaced else f"{new} "))
