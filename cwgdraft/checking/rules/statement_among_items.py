"""A statement stands among the items that a sentence leads to, and is none of them.

"The group noted two letters:" leads to two letters; a paragraph below them that says what the Chair told the group
is numbered too deep. In a report made from records the numbers are those of the minutes, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import outlined
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, is_statement
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the statements below a sentence that ends with a colon, behind items that are no statements."""
    if subject.own:
        return
    families: dict[tuple[int, ...], list[Passage]] = {}
    leads: dict[tuple[int, ...], Passage] = {}
    for one in outlined(subject):
        if one.plain.rstrip().endswith(":") and is_statement(one.plain):
            leads[one.numbers] = one
        families.setdefault(one.numbers[:-1], []).append(one)
    for numbers, lead in leads.items():
        family = families.get(numbers, [])
        items = next((place for place, one in enumerate(family) if is_statement(one.plain)), len(family))
        if not items or any(not is_statement(one.plain) for one in family[items:]):
            continue
        for one in family[items:]:
            message = f"'{excerpt(one.text, 40)}' is none of the items that {lead.label} leads to"
            yield Hit(one, 0, len(one.text), message, "number it one level higher")
