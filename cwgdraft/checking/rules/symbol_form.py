"""A document symbol isn't written in the form of its series.

Symbols are what people search for: one with a hyphen too few, a space inside or another acronym isn't found. The form
is that of the series (CWG-WSIS&SDG-42/12(Rev.1), C26/8, CL-25/44). Where a document writes the group's symbols in
another way throughout (CWG-FHR 8/10), that way is taken as right and what departs from it is found. The fix is safe
where only signs between the letters and figures change. Action lines (C2, C11) and languages behind a symbol (-E) are
no matter of form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.signs import letters, like
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import SymbolMention, same_group

SEVERITY = Severity.WARNING
_FEWEST = 3
_SERIES = ("group", "council", "circular", "short")


@dataclass(frozen=True, slots=True)
class _Habits:
    """What most symbols have: the group as they spell it, what joins it to the meeting, what is before a bracket."""

    group: str
    join: str
    bracket: str


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the symbols that aren't written in the form of their series."""
    habits = _habits(subject)
    for passage, symbol in subject.symbols:
        if symbol.series not in _SERIES or (symbol.series == "short" and symbol.stroke != "-"):
            continue
        wanted = _wanted(subject, symbol, habits)
        if not wanted or _without_language(symbol) == wanted:
            continue
        if symbol.language:
            wanted = _with_language(wanted, symbol)
        old = passage.text[symbol.start : symbol.end]
        yield Hit(
            passage,
            symbol.start,
            symbol.end,
            f"'{symbol.text}' is not the form of its series",
            f"write '{wanted}'",
            Fix(like(old, wanted), safe=letters(old) == letters(wanted)),
        )


def _wanted(subject: Subject, symbol: SymbolMention, habits: _Habits) -> str:
    """Return a symbol as the document should write it, empty where that isn't known."""
    wanted = symbol.usual
    if symbol.series == "group":
        if not subject.acronym or not same_group(symbol.group, subject.acronym):
            return ""
        group = habits.group
        if letters(symbol.group) != letters(group) and symbol.meeting not in subject.numbers:
            group = _hyphened(symbol.group)  # the group had another name then
        wanted = wanted.replace(f"{subject.acronym}-{symbol.meeting}/", f"{group}{habits.join}{symbol.meeting}/", 1)
    if symbol.suffix and habits.bracket:
        wanted = re.sub(r"(?<=\d)\((?=Rev|Add|Corr)", f"{habits.bracket}(", wanted, count=1)
    return wanted


def _hyphened(group: str) -> str:
    return re.sub(r"^(C?WG|EG)[\s&/]?-?", r"\1-", group)


def _habits(subject: Subject) -> _Habits:
    joins: Counter[str] = Counter()
    brackets: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for _, symbol in subject.symbols:
        if symbol.series == "group" and same_group(symbol.group, subject.acronym):
            joins[symbol.join] += 1
            groups[_hyphened(symbol.group)] += 1
        if symbol.suffix.lstrip().startswith("("):
            brackets[" " if symbol.suffix.startswith(" ") else ""] += 1
    join = next((one for one, count in joins.most_common(1) if count >= _FEWEST and one in (" ", "/", "")), "-")
    # WG-Internet 11/2 was right where the group was CWG-Internet already
    group = next((one for one, count in groups.most_common(1) if count >= _FEWEST), subject.acronym)
    if letters(group) == letters(subject.acronym) or groups[group] <= groups[subject.acronym]:
        group = subject.acronym
    return _Habits(group, join if joins[join] > joins["-"] else "-", " " if brackets[" "] > brackets[""] else "")


def _without_language(symbol: SymbolMention) -> str:
    return symbol.text.replace(symbol.language, "", 1) if symbol.language else symbol.text


def _with_language(wanted: str, symbol: SymbolMention) -> str:
    """Return a symbol with its language, behind the number and before what it has of revisions."""
    head, bracket, tail = wanted.partition("(")
    return f"{head.rstrip()}{symbol.language}{' ' if head.endswith(' ') else ''}{bracket}{tail}"
