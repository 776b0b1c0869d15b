"""The handouts that the chair keeps open beside Word: what a template may use, ready to be copied."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from cwgdraft.jobs.templates.fields import BLOCKS, FILTERS_OF, FRONT, PLACES_OF, Entry
from cwgdraft.word.handout import Cell, Handout, Look, Paragraph, Section, Words, cell, line, write_handout

_CODE = Look.CODE
_WIDTHS = {True: (38, 30, 32), False: (34, 26, 26, 14)}
_NOTES: dict[str, tuple[Paragraph, ...]] = {
    FRONT: (line("A tag has the look of the text that it stands in: make it bold, and what it prints is bold."),),
    PLACES_OF: (line("Each stands alone in a paragraph, once in the template. The report's text is put there."),),
    FILTERS_OF: (
        (
            Words("A filter stands behind a stroke in a tag and changes what is printed: "),
            Words("{{ front.session|upper }}", _CODE),
        ),
    ),
    BLOCKS: (
        line(
            "On the last pages of a template stands one sample of each kind: the mark, and then some words. "
            "Every block of that kind gets the look of these words and of their paragraph."
        ),
    ),
}
_INTRODUCTION: tuple[Paragraph, ...] = (
    (
        Words("Copy a tag from the first column into the template, exactly as it stands: with both braces, and with "),
        Words("straight quotes", Look.STRONG),
        Words(". A name that isn't listed here stops the build; nothing is printed wrong in silence."),
    ),
    (
        Words("Between "),
        Words("{% for … %}", _CODE),
        Words(" and "),
        Words("{% endfor %}", _CODE),
        Words(" stands what is printed for each entry of a list: add a comma, a space or words there. Replace the "),
        Words("…", _CODE),
        Words(" by what you want."),
    ),
    (
        Words("A fact that may be empty is best asked for: "),
        Words("{% if front.agenda_item %}{{ front.agenda_item }}{% endif %}", _CODE),
    ),
)


def fields_handout(entries: Iterable[Entry], *, phrases: bool = False) -> bytes:
    """Return the handout of what a template (with `phrases`, a phrase) may use, as a Word file."""
    sections = []
    for heading, group in groupby(entries, key=lambda one: one.section):
        rows = tuple(_row(one, phrases=phrases) for one in group if one.tag)
        if rows:
            columns = ("Copy this", "What it is", "Example", *(() if phrases else ("Used in",)))
            notes = () if phrases and heading == FILTERS_OF else _NOTES.get(heading, ())
            sections.append(Section(heading, notes, columns, _WIDTHS[phrases], rows))
    title = "What a phrase may use" if phrases else "What a template may use"
    return write_handout(Handout(title, _INTRODUCTION[: 2 if phrases else 3], tuple(sections)))


def _row(entry: Entry, *, phrases: bool) -> tuple[Cell, ...]:
    what = f"{entry.what} ({entry.holds})" if entry.holds in ("list", "yes or no") else entry.what
    words: Cell = (line(what), line(f"from {entry.source}", Look.GREY)) if entry.source else cell(what)
    used = () if phrases else (cell(*entry.used, look=Look.GREY),)
    return cell(entry.tag, look=_CODE), words, cell(entry.example), *used
