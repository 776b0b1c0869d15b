"""A sentence refers to a section, paragraph, annex, table or figure of the document that isn't there.

Numbers shift while a report is edited, and a reference that was typed stays as it was. Only numbers of the document
itself count: "paragraph 5 of Resolution 140" and "section 3 of Document C26/8" lead elsewhere. Tables and figures are
looked for only where the document has some with numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cwgdraft.checking.references import Referred, has_target, references_of
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.near import near_miss

SEVERITY = Severity.ERROR
_MOST = 50
"""For how many references a number is looked for that was probably meant."""


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the references whose target isn't in the document."""
    labels = subject.once(_labels)
    for count, one in enumerate(one for one in references_of(subject) if not has_target(subject, one)):
        yield Hit(
            one.passage,
            one.start,
            one.end,
            f"'{one.words}' refers to what isn't in the document",
            _help(one, labels if count < _MOST else ()),
            severity=None if one.is_number else Severity.WARNING,
        )


def _labels(subject: Subject) -> Sequence[str]:
    return list(dict.fromkeys(".".join(map(str, passage.numbers)) for passage in subject if passage.numbers))


def _help(one: Referred, labels: Sequence[str]) -> str:
    near = near_miss(one.number, labels, 75) if one.is_number else None
    return f"correct the number ({near} exists)" if near else "correct the number, or leave the reference out"
