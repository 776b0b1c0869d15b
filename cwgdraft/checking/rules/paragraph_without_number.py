"""A paragraph has no number, where the paragraphs of the document have one.

Nobody can cite it. A paragraph that goes on with the numbered one above it, and a document that mostly has none,
are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, is_ended, is_statement
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.ADVICE
_FEWEST = 8


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the paragraphs that follow a heading with a number and have none."""
    numbered = sum(one.kind is Kind.NUMBERED for one in subject.body)
    bare = [one for one in subject.body if one.kind is Kind.PARAGRAPH and not one.in_cell and not one.note]
    if numbered < _FEWEST or len(bare) * 8 > numbered:
        return
    for one in bare:
        section = one.section
        if section is not None and section.numbers and is_statement(one.plain) and is_ended(one.plain):
            message = f"'{excerpt(one.text, 40)}' has no number"
            yield Hit(one, 0, len(one.text), message, f"number it {section.label.rstrip('.')}.1")
