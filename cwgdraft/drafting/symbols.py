"""Symbols of documents: how they are printed and where they lead.

Forms and addresses follow the document system of ITU (`S{yy}-{series}-{type}-{nnnn}`) and the United
Nations' docs.un.org.
"""

from __future__ import annotations

import re

from cwgdraft.language.words import NB_HYPHEN, NBSP
from cwgdraft.records.model import Meeting, Records
from cwgdraft.records.schema import MeetingDocument

OWN = re.compile(r"(?:(\d{1,3})/)?((?:(?:INF|ADM|DT)/)?\d{1,4})")
_COUNCIL = re.compile(r"C(\d{2})/((?:INF|ADM|DT|DL)/)?(\d{1,4})((?:\((?:Rev|Add|Corr)\.\d+\))*)(?:-[EFSRAC])?")
_CIRCULAR = re.compile(r"CL-(\d{2})/(\d{1,4})")
_UNITED_NATIONS = re.compile(r"[AES](?:/[A-Z0-9.-]+)+(?:/\d+)?")
LANGUAGE_LETTERS = {"en": "E", "fr": "F", "es": "S", "ru": "R", "ar": "A", "zh": "C"}


def printed(symbol: str) -> str:
    """Return a symbol with hyphens at which no line breaks."""
    return symbol.replace("-", NB_HYPHEN)


def held(text: str) -> str:
    """Return an edition with its parts held together: `Rev. Bucharest`, `Modified 2024`."""
    return re.sub(r"(Rev\.|Mod\.|Modified) ", rf"\1{NBSP}", text)


def outside_symbol(name: str) -> tuple[str, str] | None:
    """Return the printed symbol and the address of a Council, circular or UN document, or None for another name."""
    if found := _COUNCIL.fullmatch(name):
        year, series, number, suffix = found.groups()
        kind = (series or "C/").rstrip("/")
        return printed(f"C{year}/{series or ''}{number}{suffix}"), _council_link(year, kind, number)
    if found := _CIRCULAR.fullmatch(name):
        year, number = found.groups()
        return printed(name), f"https://www.itu.int/md/S{year}-SG-CIR-{int(number):04}/en"
    if _UNITED_NATIONS.fullmatch(name):
        return printed(name), f"https://docs.un.org/en/{name}"
    return None


def _council_link(year: str, kind: str, number: str) -> str:
    return f"https://www.itu.int/md/S{year}-CL-{kind}-{int(number):04}/en"


def document_symbol(records: Records, meeting: int, number: str, document: MeetingDocument | None) -> str:
    """Return the symbol of a document of the group, with ordinary hyphens: `CWG-WSIS&SDG-42/12(Rev.1)`."""
    series, group = records.group.documents, records.group.acronym
    prefix, _, digits = number.rpartition("/")
    if series is None:
        text = f"{group}-{meeting}/{number}"
    elif prefix == "INF":
        text = series.information.format(group=group, meeting=meeting, number=int(digits), yy="", series="")
    elif prefix:
        text = f"{group}-{meeting}/{number}"
    else:
        text = series.symbol.format(group=group, meeting=meeting, number=int(digits), yy="", series="")
    if document:
        for name, value in (
            ("Rev", document.revision),
            ("Add", document.addendum),
            ("Corr", document.corrigendum),
        ):
            text += f"({name}.{value})" if value else ""
    return text


def document_link(records: Records, meeting: Meeting | None, number: str) -> str | None:
    """Return the address of a document of the group, or None where it can't be known."""
    if meeting is None:
        return None
    document = meeting.facts.documents.get(number)
    if document and document.url:
        return document.url
    series, dates = records.group.documents, meeting.facts.dates
    if series is None or dates is None:
        return None
    prefix, _, digits = number.rpartition("/")
    pattern = series.information_link if prefix == "INF" else "" if prefix else series.link
    if not pattern:
        return None
    name = series.series.format(group=records.group.acronym, meeting=meeting.number, number="", yy="", series="")
    return pattern.format(
        group=records.group.acronym,
        meeting=meeting.number,
        number=int(digits),
        yy=f"{dates.first.year % 100:02}",
        series=name,
    )
