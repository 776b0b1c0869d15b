"""Under which symbol a report is published: its form, and what comes next in its family.

A family is a document with its revisions, corrigenda and addenda, in every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.kept import Published, base_of
from cwgdraft.language.mentions.symbols import same_group, symbols_in
from cwgdraft.language.words import NB_HYPHEN
from cwgdraft.records.model import Records

_LAST = re.compile(r"\((Rev|Add|Corr)\.(\d+)\)$")


@dataclass(frozen=True, slots=True)
class Issue:
    """A document that is to be published: `kind` is Rev, Corr, Add, or empty for the document itself.

    `previous` is what it is held against, None for what follows nothing in its language; `original` is the same
    document in another language, None where this isn't a translation.
    """

    symbol: str
    kind: str = ""
    number: int = 0
    previous: Published | None = None
    original: Published | None = None


def issue_of(symbol: str, earlier: Sequence[Published], report: str, language: str, later: str) -> Issue:
    """Return the document that is published under `symbol`, a `later` one (Rev, Corr, Add) under the next symbol.

    Raises `CwgdraftError` when it was published already, belongs to another report, or follows nothing.
    """
    family = [one for one in earlier if one.base == base_of(symbol)]
    own = [one for one in family if one.language == language]
    if family and (other := family[-1].report) != report:
        message = f"{base_of(symbol)} is the report '{other}', not '{report}'"
        raise CwgdraftError(message, f"name '{other}', or another symbol")
    if later:
        symbol = _next(symbol, own, later, family, language)
    elif any(one.symbol == symbol for one in own) or (own and not any(one.symbol == symbol for one in family)):
        raise _published_already(symbol, own)
    found = _LAST.search(symbol)
    kind, number = (found[1], int(found[2])) if found else ("", 0)
    if kind in ("Corr", "Add") and not own:
        raise _not_yet(symbol, family, language, f"publish {base_of(symbol)} first, without a suffix")
    original = next((one for one in family if one.symbol == symbol), None)
    return Issue(symbol, kind, number, own[-1] if own else None, original)


def _next(symbol: str, own: Sequence[Published], later: str, family: Sequence[Published], language: str) -> str:
    """Return the symbol of the next revision, corrigendum or addendum."""
    option = f"--{later.lower()}"
    if symbol != base_of(symbol):
        raise CwgdraftError(f"{symbol} has a suffix already", f"name the document itself: {base_of(symbol)} {option}")
    if not own:
        raise _not_yet(symbol, family, language, f"leave out {option}")
    numbers = [int(match[2]) for one in own if (match := _LAST.search(one.symbol)) and match[1] == later]
    return f"{symbol}({later}.{max(numbers, default=0) + 1})"


def _not_yet(symbol: str, family: Sequence[Published], language: str, help_: str) -> CwgdraftError:
    others = ", ".join(dict.fromkeys(one.language for one in family))
    only = f" in '{language}', only in '{others}'" if others else ""
    return CwgdraftError(f"{base_of(symbol)} isn't published yet{only}", help_)


def _published_already(symbol: str, own: Sequence[Published]) -> CwgdraftError:
    one = next((one for one in own if one.symbol == symbol), own[-1])
    return CwgdraftError(
        f"{one.symbol} is published already ({one.date})",
        f"publish what follows it: --symbol '{base_of(symbol)}' with --rev (a revision), --corr (a corrigendum)"
        " or --add (an addendum)",
    )


def checked_symbol(records: Records, symbol: str) -> str:
    """Return a symbol in its usual form, without its language; raises `CwgdraftError` for what is none of ours."""
    acronym = records.group.acronym
    plain = symbol.strip().replace(NB_HYPHEN, "-")
    last = max(records.meetings, default=1)
    help_ = f"write that of a Council document, C26/8, or of the group, {acronym}-{last}/20"
    found = list(symbols_in(plain, acronym))
    if len(found) != 1 or found[0].text != plain or found[0].lead or found[0].series not in ("council", "group"):
        near = [one.usual for one in symbols_in(plain.upper(), acronym) if one.series in ("council", "group")]
        hint = f"; did you mean {near[0]}?" if len(near) == 1 else ""
        raise CwgdraftError(f"'{symbol}' is no symbol of a document{hint}", help_)
    one = found[0]
    if one.series == "group" and not same_group(one.group, acronym):
        raise CwgdraftError(f"{plain} is the symbol of another group's document", help_)
    if not one.is_usual:
        raise CwgdraftError(f"'{symbol}' isn't how a symbol is written; did you mean {one.usual}?", help_)
    return one.usual
