"""Reading a document from anywhere: a Word file or plain text, told apart by what is in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cwgdraft.draft import Block, Draft, Kind, Runs
from cwgdraft.errors import WordFileError
from cwgdraft.plain_text import read_text
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import known_kind, read_parts

MAX_TEXT = 20_000_000
"""The largest plain text that is read, in bytes."""
TEXTS = (".txt", ".md", ".text", ".markdown")
WORD = (".docx", ".docm", ".dotx", ".doc")
_LITTER = (
    ("~$", "", "a lock that Word keeps while a document is open"),
    ("._", "", "what macOS keeps beside a file"),
    (".~lock.", "#", "a lock that LibreOffice keeps while a document is open"),
    ("~WRL", ".tmp", "a copy that Word keeps while it saves"),
)
_SIGN = {"inserted": "+", "moved here": "+", "deleted": "-", "moved away": "-"}
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_document(path: Path, view: View = View.FINAL) -> Draft:
    """Return the document at `path` as a draft named after the file.

    Word files pass the gate first; texts are UTF-8. Raises `WordFileError`, which says what the file looks like and
    what to do, for anything else.
    """
    return document_from(read_bytes(path), path, view)


def read_plain(path: Path) -> str | None:
    """Return what a plain text says, None for a Word file; raises `WordFileError` as `read_document` does."""
    data = read_bytes(path)
    return _decoded(data, path.name) if _is_text(data, path) else None


def read_bytes(path: Path) -> bytes:
    """Return what is in a file that may be a document; raises `WordFileError` where nobody can read one."""
    for start, end, what in _LITTER:
        if path.name.startswith(start) and path.name.endswith(end):
            raise WordFileError(f"{path.name} is no document but {what}", "give the document itself")
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise WordFileError(f"{path.name} is a folder", "give a document in it") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise WordFileError(f"{path.name} can't be read: {reason}", "check its name and rights") from None


def document_from(data: bytes, path: Path, view: View = View.FINAL) -> Draft:
    """Return the document that the bytes of the file at `path` are; raises `WordFileError` as `read_document` does."""
    if _is_text(data, path):
        return read_text(_decoded(data, path.name), path.stem)
    return read_draft(read_parts(data, path.name), path.stem, view)


def _is_text(data: bytes, path: Path) -> bool:
    """Return whether a file is to be read as text, whatever it is called: it is no package, and may be one."""
    if data.startswith(b"PK"):
        return False
    suffix = path.suffix.lower()
    return suffix in TEXTS or (suffix not in WORD and bool(data) and known_kind(data) is None)


def _decoded(data: bytes, name: str) -> str:
    """Return the text of a file's bytes; raises `WordFileError` when they aren't UTF-8."""
    if len(data) > MAX_TEXT:
        raise WordFileError(f"{name} has {len(data):,} bytes; a text has at most {MAX_TEXT:,}", "split it")
    if data.startswith(_WIDE):
        raise WordFileError(f"{name} is saved as UTF-16", "save it as UTF-8")
    if b"\x00" in data:
        raise WordFileError(f"{name} is no plain text: it holds bytes that no text has", "give a .docx or a text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WordFileError(
            f"{name} isn't UTF-8: line {line} has a sign in another encoding", "save it as UTF-8"
        ) from None


def document_lines(draft: Draft) -> Iterator[str]:
    """Yield a document as plain text: its blocks, then each story under its name in brackets.

    A tracked change is written `[+new+]`, `[-old-]`, where it is shown; rows of tables have TABs between their cells.
    """
    for block in draft.blocks:
        yield from _block_lines(block)
    for story in draft.stories:
        head = f"[{story.name}]"
        facts = [one for one in (story.author, story.date[:10], f"“{story.excerpt}”" if story.excerpt else "") if one]
        yield ""
        yield f"{head} {', '.join(facts)}" if facts else head
        for block in story.blocks:
            yield from _block_lines(block)


def as_text(draft: Draft) -> Draft:
    """Return a draft as its plain text is read: without looks, links and fields. Its headings stay what they are.

    Where a number was typed, or Word has no heading at all, nobody knows whether a number counts a heading: there it is
    guessed from the words.
    """
    found = read_text("\n".join(document_lines(draft)), draft.name)
    headings = {(block.label, block.text.strip()): block.kind is Kind.HEADING for block in draft.blocks}
    headings = headings if any(headings.values()) else {}
    blocks = tuple(_settled(block, headings.get((block.label, block.text))) for block in found.blocks)
    return replace(found, blocks=blocks, language=draft.language, remarks=draft.remarks)


def _settled(block: Block, is_heading: bool | None) -> Block:
    """Return a block that was guessed to be a heading, or not to be one, as what it is, where that is known."""
    if is_heading is None or is_heading == (block.kind is Kind.HEADING):
        return block
    return replace(block, kind=Kind.HEADING if is_heading else Kind.NUMBERED)


def _block_lines(block: Block) -> Iterator[str]:
    if block.kind is Kind.TABLE:
        for row in block.rows:
            yield "\t".join(" ".join(" / ".join(_flat(one)) for one in cell.blocks) for cell in row.cells)
    else:
        text = marked(block.runs)
        yield f"{block.label}\t{text}" if block.label else text


def _flat(block: Block) -> Iterator[str]:
    """Yield the lines of a cell's block without TABs, which separate the cells; a table in it row by row."""
    if block.kind is Kind.TABLE:
        for row in block.rows:
            yield " | ".join(" ".join(line for one in cell.blocks for line in _flat(one)) for cell in row.cells)
    else:
        text = marked(block.runs).replace("\t", " ").replace("\n", " ")
        yield f"{block.label} {text}" if block.label else text


def marked(runs: Runs) -> str:
    """Return the text of runs, tracked changes marked as git's word diff does."""
    pieces = []
    for tracked, group in itertools.groupby(runs, key=lambda run: _SIGN.get(run.tracked, "")):
        text = "".join(run.text for run in group)
        pieces.append(f"[{tracked}{text}{tracked}]" if tracked else text)
    return "".join(pieces)
