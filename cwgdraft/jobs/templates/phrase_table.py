"""The table of phrases in Word: written for the chair to revise, and read back.

A row has the phrase's name with a grey mark below it, the wording, an example. The mark holds two digests, of the
wording and of the example as they were when the table was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from cwgdraft.draft import Block, Cell, Draft, Kind, ListKind, Run, StoryKind, digest
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.templates.mending import TAG
from cwgdraft.jobs.templates.phrases import ABOUT, Phrase
from cwgdraft.word.handout import Cell as WordCell
from cwgdraft.word.handout import Handout, Look, Paragraph, Section, Words, line, write_handout

COLUMNS = ("Phrase", "Wording: revise this column", "Example")
_WIDTHS = (21, 49, 30)
_MARK = re.compile(r"([0-9a-f]{8})-([0-9a-f]{8})")
_FILE = re.compile(r"\btemplates/phrases/([A-Za-z0-9-]+)\.yaml\b")
_LISTED = {ListKind.DASH: "- ", ListKind.BULLET: "* "}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it was sent back; the digests are those of its mark, empty where it has none."""

    name: str
    wording: str
    example: str
    wording_digest: str
    example_digest: str
    where: str

    @property
    def wording_stands(self) -> bool:
        """Return whether the wording is as it was when the table was made."""
        return short_digest(self.wording) == self.wording_digest

    @property
    def example_stands(self) -> bool:
        """Return whether the example is as it was when the table was made; without a mark it counts as such."""
        return not self.example_digest or short_digest(self.example) == self.example_digest


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was sent back.

    `unfit` says where rows stand that haven't just three cells; `comments` are authors and words of comments.
    """

    language: str
    rows: tuple[TableRow, ...]
    unfit: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()


def short_digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text, blank lines at its ends left out."""
    return digest(text.strip("\n"))[:8]


# --- writing ----------------------------------------------------------------------------------------


def phrase_table(phrases: Iterable[Phrase], language: str) -> bytes:
    """Return the table of phrases as a Word file."""
    sections = []
    for group, ones in groupby(phrases, key=lambda one: one.group):
        rows = tuple(_row(one) for one in ones)
        sections.append(Section(group.capitalize(), (line(ABOUT[group]),), COLUMNS, _WIDTHS, rows))
    return write_handout(Handout("The phrases", _introduction(language), tuple(sections)))


def _introduction(language: str) -> tuple[Paragraph, ...]:
    return (
        (
            Words("Revise the words in the column "),
            Words("Wording", Look.STRONG),
            Words(
                ", with tracked changes or without, and send this file back. What is in the other columns isn't taken, "
            ),
            Words("and the grey marks say which row is which: leave them as they are."),
        ),
        (
            Words("What stands in "),
            Words("{{ … }}", Look.CODE),
            Words(" is a fact from the records; words between "),
            Words("{% if … %}", Look.CODE),
            Words(" and "),
            Words("{% endif %}", Look.CODE),
            Words(" are printed only where they apply. Move tags as they are, or take them out whole."),
        ),
        (
            Words("An empty paragraph begins a new paragraph. A paragraph that begins with "),
            Words("- ", Look.CODE),
            Words(" is an item of a list, "),
            Words("{-}", Look.CODE),
            Words(" at the end of a paragraph takes its number away, "),
            Words("*words*", Look.CODE),
            Words(" are emphasis. An emptied cell prints nothing."),
        ),
        (Words(f"templates/phrases/{language}.yaml", Look.GREY),),
    )


def _row(phrase: Phrase) -> tuple[WordCell, ...]:
    mark = f"{short_digest(phrase.wording)}-{short_digest(phrase.example)}"
    name: WordCell = (line(phrase.name, Look.STRONG), line(mark, Look.GREY))
    example = tuple(line(text) for text in phrase.example.split("\n"))
    return name, tuple(_lines(_looks(phrase.wording.strip("\n")))), example


def _looks(wording: str) -> Iterator[Words]:
    """Yield a wording with its tags in their own look."""
    at = 0
    for tag in TAG.finditer(wording):
        yield Words(wording[at : tag.start()])
        yield Words(tag[0], Look.CODE)
        at = tag.end()
    yield Words(wording[at:])


def _lines(words: Iterable[Words]) -> list[Paragraph]:
    """Return words with a paragraph for each line."""
    found: list[list[Words]] = [[]]
    for one in words:
        for n, piece in enumerate(one.text.split("\n")):
            if n:
                found.append([])
            if piece:
                found[-1].append(Words(piece, one.look))
    return [tuple(one) for one in found]


# --- reading ----------------------------------------------------------------------------------------


def read_table(path: Path) -> Table:
    """Return the table that was sent back, its tracked changes taken as final.

    Raises `WordFileError` for a file that can't be read, and `CwgdraftError` for one that holds no such table.
    """
    from cwgdraft.jobs.reading import read_document

    document = read_document(path)
    rows: list[TableRow] = []
    unfit: list[str] = []
    tables = [block for block in document.blocks if block.kind is Kind.TABLE and _is_ours(block)]
    if not tables:
        raise CwgdraftError(
            f"{path.name} holds no table of phrases",
            "give the table that 'cwgdraft template phrases --docx OUT.docx' wrote, revised in Word",
        )
    for number, table in enumerate(tables, 1):
        for place, row in enumerate(table.rows, 1):
            where = f"table {number}, row {place}"
            if len(row.cells) != len(COLUMNS):
                unfit.append(where)
            elif not _is_head(row.cells):
                rows.append(_read_row(row.cells, where))
    return Table(_language(document), tuple(rows), tuple(unfit), tuple(_comments(document)))


def _is_ours(table: Block) -> bool:
    return any(_is_head(row.cells) or (row.cells and _MARK.search(row.cells[0].text)) for row in table.rows)


def _is_head(cells: tuple[Cell, ...]) -> bool:
    return [cell.text.strip() for cell in cells] == list(COLUMNS)


def _language(document: Draft) -> str:
    """Return the language that the table names above its first row, empty where it doesn't any more."""
    found = (_FILE.search(block.text) for block in document.blocks if block.kind is not Kind.TABLE)
    return next((one[1] for one in found if one), "")


def _comments(document: Draft) -> Iterator[tuple[str, str]]:
    for story in document.stories:
        if story.kind is StoryKind.COMMENT:
            yield story.author or "somebody", " ".join(block.text for block in story.blocks)


def _read_row(cells: tuple[Cell, ...], where: str) -> TableRow:
    first = " ".join(block.text for block in cells[0].blocks)
    mark = _MARK.search(first)
    name = " ".join(_MARK.sub(" ", first).split())
    digests = (mark[1], mark[2]) if mark else ("", "")
    return TableRow(name, _text(cells[1]), _text(cells[2], marked=False), *digests, where)


def _text(cell: Cell, *, marked: bool = True) -> str:
    """Return the paragraphs of a cell as the lines of a wording; Word's own lists and italics as a phrase has them."""
    lines = []
    for block in cell.blocks:
        head = ""
        if block.kind is Kind.LIST_ITEM and marked:
            head = _LISTED.get(block.list_kind or ListKind.DASH, f"{block.label} ")
        lines.append(head + (_marked(block.runs) if marked else block.text))
    return "\n".join(lines).strip("\n")


def _marked(runs: Iterable[Run]) -> str:
    """Return runs as a phrase has them: emphasis and links in marks, tags and what they look like left alone."""
    pieces = []
    for run in runs:
        text = run.text
        stars = "*" * (2 * run.strong + run.emphasis)
        if stars and text.strip() and not TAG.search(text) and "{" not in text and "}" not in text:
            inner = text.strip(" ")
            text = text.replace(inner, f"{stars}{inner}{stars}", 1)
        if run.link and run.link.rstrip("/") not in (text.rstrip("/"), f"http://{text}", f"mailto:{text}"):
            text = f"[{text}]({run.link})"
        pieces.append(text)
    return "".join(pieces)
