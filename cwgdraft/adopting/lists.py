"""Lists of documents and agendas, as people paste them from web pages, tables and mails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.language.mentions import same_group, symbols_in

_NUMBER = re.compile(r"(?:(INF|ADM|DT)[ /.-]?)?(\d{1,3})(?: ?\(? ?Rev\.? ?(\d{1,2}) ?\)?)?", re.I)
_TITLE = re.compile(r"title|subject|name", re.I)
_SYMBOL = re.compile(r"document|number|\bno\b|symbol|^#$|\bdoc\b", re.I)
_FROM = re.compile(r"source|submit|contribut|from|origin|author", re.I)
_WITHDRAWN = re.compile(r"\(\s*withdrawn\s*\)|^withdrawn\b:?", re.I)
_LABEL = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z]\)|[–•·*-])\s+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a list: its number as records write it, title, submitters, revision, whether it was withdrawn."""

    number: str
    title: str = ""
    submitters: tuple[str, ...] = ()
    revision: int = 0
    withdrawn: bool = False


def documents_in(rows: Iterable[Sequence[str]], acronym: str, meeting: int) -> tuple[list[Listed], list[str]]:
    """Return the documents that the rows of a list name, and the rows in which none was found.

    Columns are told by the words of the first row that has such, else by what stands in them: the number or symbol
    first, then the longest text as title.
    """
    columns: dict[str, int] = {}
    found: list[Listed] = []
    rest: list[str] = []
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        if not columns and (named := _columns(cells)):
            columns = named
            continue
        listed = _listed(cells, columns, acronym, meeting)
        if listed is None:
            rest.append(" | ".join(filter(None, cells)))
        else:
            found.append(listed)
    return found, rest


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return which column is which by the words of a head, empty for a row that is none."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, pattern in (("title", _TITLE), ("submitters", _FROM), ("symbol", _SYMBOL)):
            if name not in found and len(cell) < 40 and pattern.search(cell) and not any(map(str.isdigit, cell)):
                found[name] = place
                break
    return found if len(found) > 1 and "symbol" in found else {}


def _listed(cells: Sequence[str], columns: dict[str, int], acronym: str, meeting: int) -> Listed | None:
    place, number, revision = -1, "", 0
    order = [columns["symbol"]] if columns and columns["symbol"] < len(cells) else range(len(cells))
    for place in order:
        number, revision = _number(cells[place], acronym, meeting)
        if number:
            break
    if not number:
        return None
    others = [cell for n, cell in enumerate(cells) if n != place]
    rest = re.sub(r"^[\s:–—-]+", "", _without_symbol(cells[place], acronym)) if len(cells) == 1 else ""
    title = cells[columns["title"]] if "title" in columns and columns["title"] < len(cells) else max(
        others, key=len, default=rest
    )  # fmt: skip
    submitters = cells[columns["submitters"]] if "submitters" in columns and columns["submitters"] < len(cells) else ""
    withdrawn = any(_WITHDRAWN.search(cell) for cell in cells)
    title = " ".join(_WITHDRAWN.sub("", title).split())
    names = tuple(one.strip() for one in re.split(r"[,;/]| and ", submitters) if one.strip())
    return Listed(number, title, names, revision, withdrawn)


def _number(cell: str, acronym: str, meeting: int) -> tuple[str, int]:
    """Return number and revision of the document that a cell names, of this meeting only."""
    for one in symbols_in(cell, acronym):
        own = one.series == "short" or (one.series == "group" and same_group(one.group, acronym))
        if (own and one.meeting == meeting) or one.series == "bare":
            return one.number, one.revision
    match = _NUMBER.fullmatch(cell)
    if match is None:
        return "", 0
    return (f"{match[1].upper()}/" if match[1] else "") + str(int(match[2])), int(match[3] or 0)


def _without_symbol(cell: str, acronym: str) -> str:
    one = next(iter(symbols_in(cell, acronym)), None)
    return cell if one is None else f"{cell[: one.lead_start if one.lead else one.start]}{cell[one.end :]}".strip()


def agenda_in(lines: Iterable[str]) -> Iterator[str]:
    """Yield the items of an agenda: each line without its number and without the documents in brackets behind it."""
    for line in lines:
        text = " ".join(line.split())
        text = _LABEL.sub("", text)
        text = re.sub(r"\s*[\[(](?:Docs?\.?|Documents?)?\s*[^()\[\]]*\d[^()\[\]]*[\])]$", "", text).strip(" .;:")
        if text and any(sign.isalpha() for sign in text):
            yield text
