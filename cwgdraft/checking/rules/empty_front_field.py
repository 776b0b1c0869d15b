"""A label of the box on the first page has no text under it.

The Council reads the box before anything else: "Action required" with nothing behind it asks for nothing. A label
counts as empty when the next label, the rule, a heading or the end of the document follows it at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.box import Field, fields
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_ENDS = (Kind.FRONT_LABEL, Kind.FRONT_RULE, Kind.HEADING)
_SAY = {
    "action": "say what the Council is asked to do, such as 'The Council is invited to note this document.'",
    "reference": "list the documents and resolutions that the report rests on, or take the label out",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the labels without text."""
    for field in fields(subject):
        if _is_empty(field):
            label = field.label
            help_ = next((help_ for word, help_ in _SAY.items() if word in field.name.lower()), "fill it in")
            yield Hit(label, 0, len(label.text), f"'{field.name}' has no text under it", help_)


def _is_empty(field: Field) -> bool:
    if any(one.text.strip() for one in field.texts):
        return False
    return field.after is None or field.after.kind in _ENDS or field.after.numbers == (1,)
