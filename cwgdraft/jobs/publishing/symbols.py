"""Under which symbol a report is published: its form, and what comes next in its family.

A family is a document with its revisions, corrigenda and addenda, in every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cwgdraft.drafting.symbols import document_symbol
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.kept import Published, base_of
from cwgdraft.jobs.targets import Target
from cwgdraft.language.mentions.symbols import SymbolMention, same_group, symbols_in
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

    @property
    def is_short(self) -> bool:
        """Return whether it is a short document beside the report: a corrigendum or an addendum."""
        return self.kind in ("Corr", "Add")


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
    original = next((one for one in family if one.symbol == symbol), None)
    if kind and not own and (kind != "Rev" or original is None):
        raise _not_yet(symbol, family, language, f"publish {base_of(symbol)} first, without a suffix")
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


def refuse_stray(records: Records, target: Target, symbol: str) -> None:
    """Raise `CwgdraftError` for a symbol that can't be this report's.

    It must be that of the plan where the plan has one of its kind, a Council document of the plan's session, or a
    document of one of the meetings that the report is about.
    """
    (one,) = symbols_in(symbol, records.group.acronym)
    for known in _known(records, target):
        if known.series == one.series and known.stem != one.stem:
            raise CwgdraftError(
                f"{symbol} isn't the symbol of '{target.name}': that is {base_of(known.usual)}",
                f"write --symbol '{base_of(known.usual)}', or correct it in {_file(target)}",
            )
    if one.series == "council":
        _refuse_other_session(records, target, symbol, one)
    elif one.meeting not in target.meetings:
        several = "meetings" if len(target.meetings) > 1 else "meeting"
        about = ", ".join(map(str, target.meetings))
        raise CwgdraftError(
            f"{symbol} is a document of meeting {one.meeting}, and '{target.name}' is about {several} {about}",
            f"name the number that it has there: --symbol '{records.group.acronym}-{target.meetings[-1]}/…'",
        )


def _refuse_other_session(records: Records, target: Target, symbol: str, one: SymbolMention) -> None:
    session = target.plan.facts.session
    if not session:
        raise CwgdraftError(
            f"{symbol} is a Council document, and '{target.name}' goes to no Council session",
            f"write session: C{one.year:02} into {_file(target)},"
            f" or name the group's symbol: --symbol '{records.group.acronym}-{target.meetings[-1]}/…'",
        )
    if re.fullmatch(r"C\d{2}", session) and session != f"C{one.year:02}":
        raise CwgdraftError(
            f"{symbol} is no document of {session}, the session of '{target.name}'",
            f"write --symbol '{session}/{one.number}', or correct session in {_file(target)}",
        )


def _known(records: Records, target: Target) -> list[SymbolMention]:
    """Return the symbol that the plan has, and that of a meeting's summary as the meeting's list has it."""
    facts, acronym = target.plan.facts, records.group.acronym
    found = list(symbols_in(facts.symbol, acronym))
    meeting = records.meetings.get(target.meetings[-1])
    if facts.kind == "meeting-summary" and meeting and meeting.facts.summary and meeting.facts.summary.document:
        number = meeting.facts.summary.document
        found += symbols_in(document_symbol(records, meeting.number, number, None), acronym)
    return found


def _file(target: Target) -> str:
    return "a plan of its own (cwgdraft new report)" if target.plan.is_pattern else target.plan.place.path.name
