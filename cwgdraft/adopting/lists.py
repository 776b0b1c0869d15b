"""Lists of documents, as people paste them from web pages, tables and mails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cwgdraft.language.mentions import SymbolMention, same_group, symbols_in

_NUMBER = re.compile(
    r"[\[(]?\s*(?:(?:documents?|docs?)\.?[ :]*)?(?:(?P<meeting>\d{1,3})/)?(?:(?P<kind>INF|ADM|DT)[ /.-]?)?"
    r"(?P<number>\d{1,3})(?!\d)(?:\s?[\])])?"
    r"(?P<suffix>(?:[ -]?[(/]?[ ]?(?:Rev|Add|Corr)\.?[ ]?\d{0,2}\)?)*)[\])]?", re.I
)  # fmt: skip
_SUFFIX = re.compile(r"(Rev|Add|Corr)\.? ?(\d{0,2})", re.I)
_TITLE = re.compile(r"\btitle|\bsubject|\bname\b", re.I)
_SYMBOL = re.compile(r"document|number|\bno\b|\bnos\b|symbol|^#$|\bdoc\b|\bref", re.I)
_FROM = re.compile(r"source|submit|contribut(?:or|ed)|\bfrom\b|origin|author|presented", re.I)
_WITHDRAWN = re.compile(r"[\[(]?\bwithdrawn\b[\])]?", re.I)
_AGENDA = re.compile(r"(?:(?:proposed|provisional|revised|draft) )*agenda\b(?! item).{0,60}", re.I)
_DAY = re.compile(r"\d{1,4}[-./ ]\w+[-./ ]\d{2,4}")
_BETWEEN = re.compile(r"\s*(?:[;,\n]|(?<!Trinidad)(?<!Bosnia)(?<!Antigua)(?<!Kitts)(?<!Tome)(?<!Vincent) and )\s*")
_LONGEST_HEAD = 40
_LONGEST_SUBMITTERS = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a list: its number as records write it, and what the list says of it."""

    number: str
    title: str = ""
    submitters: tuple[str, ...] = ()
    revision: int = 0
    addendum: int = 0
    corrigendum: int = 0
    withdrawn: bool = False

    @property
    def entry(self) -> dict[str, object]:
        """Return it as a meeting's record holds it; an agenda isn't counted among the contributions."""
        facts: dict[str, object] = {"title": self.title, "kind": "agenda" if _AGENDA.fullmatch(self.title) else ""}
        facts |= {"revision": self.revision, "addendum": self.addendum, "corrigendum": self.corrigendum}
        facts |= {"submitters": list(self.submitters), "withdrawn": self.withdrawn}
        return {name: value for name, value in facts.items() if value}


def documents_in(rows: Iterable[Sequence[str]], acronym: str, meeting: int) -> tuple[list[Listed], list[str]]:
    """Return the documents that the rows of a list name, and the rows in which none of this meeting was found.

    Columns are told by the words of a row that heads them, else by what stands in them: numbers or symbols, the longest
    texts as titles, short texts as submitters. Of a document that is listed twice the later facts hold.
    """
    wanted = [[cell.strip() for cell in row] for row in rows]
    wanted = [row for row in wanted if any(map(str.isalnum, "".join(row)))]
    head = next((n for n, row in enumerate(wanted) if _head(row)), None)
    columns = _head(wanted[head]) if head is not None else _columns(wanted, acronym, meeting)
    found: dict[str, Listed] = {}
    rest: list[str] = []
    for row in wanted:
        listed = _listed(row, columns, acronym, meeting)
        if listed is not None:
            found[listed.number] = _joined(found.get(listed.number), listed)
        elif not _head(row):
            rest.append(" | ".join(" ".join(cell.split()) for cell in row if cell))
    return list(found.values()), rest


def _joined(before: Listed | None, after: Listed) -> Listed:
    if before is None:
        return after
    return replace(
        after, title=after.title or before.title, submitters=after.submitters or before.submitters,
        revision=max(before.revision, after.revision), withdrawn=before.withdrawn or after.withdrawn,
    )  # fmt: skip


# --- columns ----------------------------------------------------------------------------------------


def _head(cells: Sequence[str]) -> dict[str, int]:
    """Return which column is which by the words of a head, empty for a row that is none."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if len(cell) > _LONGEST_HEAD or any(map(str.isdigit, cell)):
            continue
        for name, pattern in (("title", _TITLE), ("submitters", _FROM), ("symbol", _SYMBOL)):
            if name not in found and pattern.search(cell):
                found[name] = place
                break
    return found if len(found) > 1 and "symbol" in found else {}


def _columns(rows: Sequence[Sequence[str]], acronym: str, meeting: int) -> dict[str, int]:
    """Return which column is which by what stands in them."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return {}
    columns = [[row[n] for row in rows if n < len(row)] for n in range(width)]
    counts = [sum(bool(_number(cell, acronym, meeting)) for cell in column) for column in columns]
    symbol = counts.index(max(counts))
    others = [n for n in range(width) if n != symbol and any(columns[n])]
    if not counts[symbol] or not others:
        return {}
    title = max(others, key=lambda n: sum(map(len, columns[n])))
    found = {"symbol": symbol, "title": title}
    for n in others:
        cells = [cell for cell in columns[n] if cell]
        if n > title and not any(_DAY.search(cell) or cell.isdigit() for cell in cells):
            return found | {"submitters": n}
    return found


def _listed(cells: Sequence[str], columns: dict[str, int], acronym: str, meeting: int) -> Listed | None:
    def cell(name: str) -> str:
        place = columns.get(name, len(cells))
        return cells[place] if place < len(cells) else ""

    if sum(map(bool, cells)) == 1:
        found, title = _line(next(filter(None, cells)), acronym, meeting)
    else:
        found, title = _number(cell("symbol"), acronym, meeting), cell("title")
    if found is None:
        return None
    titled = " ".join(_WITHDRAWN.sub("", title).split()).strip(" –—")
    names = cell("submitters") if len(cell("submitters")) < _LONGEST_SUBMITTERS else ""
    submitters = tuple(" ".join(one.split()) for one in _BETWEEN.split(_WITHDRAWN.sub("", names)) if one.strip(" -–—"))
    withdrawn = any(_WITHDRAWN.search(one) for one in cells)
    return replace(found, title=titled, submitters=submitters, withdrawn=withdrawn)


# --- numbers ----------------------------------------------------------------------------------------


def _number(cell: str, acronym: str, meeting: int) -> Listed | None:
    """Return the document of this meeting that a cell names and nothing else."""
    found, rest = _line(cell, acronym, meeting, alone=True)
    return found if not _WITHDRAWN.sub("", rest).strip(" .:;*") else None


def _line(text: str, acronym: str, meeting: int, *, alone: bool = False) -> tuple[Listed | None, str]:
    """Return the document with whose number or symbol a text begins, and what stands behind it."""
    words = " ".join(text.split())
    for one in symbols_in(words, acronym):
        if not words[: one.lead_start if one.lead else one.start].strip(" [("):
            if one.series in ("group", "short"):
                return _of_symbol(one, acronym, meeting), words[one.end :].lstrip(" ])-E:.–—")
            if one.series != "bare":
                return None, words
    match = _NUMBER.match(words)
    behind = words[match.end() :] if match else words
    if match is None or (behind and not alone and not re.match(r"[ :.)–—-]", behind)):
        return None, words
    if match["meeting"] and int(match["meeting"]) != meeting:
        return None, words
    number = f"{match['kind'].upper()}/{int(match['number'])}" if match["kind"] else str(int(match["number"]))
    marks = {name.capitalize(): int(count or 1) for name, count in _SUFFIX.findall(match["suffix"])}
    listed = Listed(
        number, revision=marks.get("Rev", 0), addendum=marks.get("Add", 0), corrigendum=marks.get("Corr", 0)
    )
    return listed, behind.lstrip(" :.)–—-")


def _of_symbol(one: SymbolMention, acronym: str, meeting: int) -> Listed | None:
    own = one.series == "short" or same_group(one.group, acronym)
    if not own or one.meeting != meeting:
        return None
    return Listed(one.number, revision=one.revision, addendum=one.addendum, corrigendum=one.corrigendum)
