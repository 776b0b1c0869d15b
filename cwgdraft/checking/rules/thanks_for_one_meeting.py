"""A report on several meetings thanks the participants of one of them only.

The closing words come from the summary of one meeting and keep its number. Those who took part in the other meeting
aren't thanked. The rule looks at sentences that thank, in the last part of the document, and at which meetings they
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.told_dates import sentence_start
from cwgdraft.finding import Severity
from cwgdraft.language.words import Writing

SEVERITY = Severity.WARNING
_THANKS = re.compile(r"\b(?:thank(?:s|ed|ing)?|gratitude|appreciation|grateful)\b", re.I)
_PEOPLE = re.compile(
    r"\b(?:participa(?:t\w*|nts?)|attend\w*|took part|membership|members|delegates|contribut\w*|closing|work of"
    r"|all (?:those )?who)\b",
    re.I,
)
_LAST = 0.75
_CLOSING = re.compile(r"conclu|clos|thank|acknowledg", re.I)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the meetings that are thanked alone."""
    if not subject.combined:
        return
    own = set(subject.numbers)
    thanked: set[int] = set()
    found: list[Hit] = []
    for passage, mention in subject.meeting_mentions:
        section = passage.section
        closing = section is not None and _CLOSING.search(section.plain)
        if passage.is_heading or not (closing or passage.number > _LAST * len(subject.passages)) or passage.computed:
            continue
        text = passage.plain
        start = sentence_start(text, mention.start)
        sentence = text[start : mention.end + 200]
        if not _THANKS.search(sentence) or not _PEOPLE.search(sentence):
            continue
        named = own & set(mention.numbers)
        thanked |= named
        if named and named != own:
            both = mention.text
            if len(mention.numbers) == 1:
                ordinal = Writing().ordinal(mention.numbers[0])
                every = _named(own)
                both = re.sub(r"\b([Mm]eeting)$", r"\1s", mention.text.replace(ordinal, every, 1))
            found.append(
                Hit(
                    passage,
                    mention.start,
                    mention.end,
                    f"only the '{mention.text}' is thanked for, in a report on the {_named(own)} meetings",
                    "thank for all meetings on which the document reports",
                    Fix(both, safe=False) if both != mention.text else None,
                )
            )
    if thanked != own:
        yield from found


def _named(numbers: set[int]) -> str:
    texts = [Writing().ordinal(number) for number in sorted(numbers)]
    return f"{', '.join(texts[:-1])} and {texts[-1]}"
