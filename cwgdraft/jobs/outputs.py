"""Writing what a reviewer opens: pages and redlines, over nobody's own file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from cwgdraft.comparing.changes import Change, Comparison
from cwgdraft.comparing.phrases import cause_in_words
from cwgdraft.draft import Marked
from cwgdraft.errors import OutputError, WordFileError
from cwgdraft.files import check_writable, write_whole

_SOURCES = (".md", ".yaml", ".yml")
HTML_MARK = b'<meta name="generator" content="cwgdraft">'
"""What a page of ours says of itself."""


def check_outputs(outputs: Sequence[Path], inputs: Sequence[str], *, force: bool) -> None:
    """Raise `OutputError` for a file that may not be written: an input, somebody's own file, one open in Word."""
    taken = [Path(word).resolve() for word in inputs if Path(word).exists()]
    for path in outputs:
        if path.resolve() in taken or any(_is_same(path, one) for one in taken):
            raise OutputError(f"{path} is one of the documents that are read", "write to another file")
        taken.append(path.resolve())
        if path.suffix.lower() in _SOURCES and path.is_file():
            raise OutputError(f"{path} may be a file of records: it isn't overwritten", "write to another file")
        check_writable(path)
        if path.is_file() and not force and not _is_ours(path):
            raise OutputError(
                f"{path} is there already, and isn't as this command wrote it",
                "write to another file, or give it up with --force",
            )


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two names are one file, as NAME.docx and name.docx are on some systems."""
    return path.exists() and other.exists() and path.samefile(other)


def _is_ours(path: Path) -> bool:
    if path.suffix.lower() in (".html", ".htm"):
        return HTML_MARK in path.read_bytes()[:4000]
    state = _state(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return state.is_file() and state.read_text(encoding="ascii", errors="replace").strip() == digest


def write_output(path: Path, data: bytes) -> None:
    """Write a file that a later run may replace as long as nobody has edited it."""
    write_whole(path, data)
    if path.suffix.lower() not in (".html", ".htm") and path.is_file():
        write_whole(_state(path), f"{hashlib.sha256(data).hexdigest()}\n".encode())


def _state(path: Path) -> Path:
    return path.parent / ".cwgdraft" / f"{path.name}.sha256"


def redlined(
    old: bytes | None,
    new: bytes | None,
    comparison: Comparison | None,
    *,
    old_name: str,
    author: str,
    date: str,
    public: bool = False,
) -> tuple[bytes, tuple[str, ...]]:
    """Return the new document with tracked changes from the old one, and what has to be said about it.

    With a `comparison` of the two documents the causes of its changes stand in comments. It says of itself that it is
    a redline, so that its marks aren't taken for somebody's; a `public` one doesn't say what it was made from. Raises
    `WordFileError` when one of the two isn't a Word file.
    """
    from cwgdraft.word.anchors import mark_redline, remove_bookmarks, remove_identity
    from cwgdraft.word.gate import read_parts
    from cwgdraft.word.package import pack
    from cwgdraft.word.redline import Remark, redline

    if old is None or new is None:
        raise WordFileError("a redline is made of two Word files", "leave --redline out, or name two .docx files")
    comments = [Remark(*one) for one in _comments(comparison)] if comparison else []
    before, after = read_parts(old, "the old document"), read_parts(new, "the new document")
    if public:
        remove_identity(before)
        remove_identity(after)
    else:
        mark_redline(after, Marked(PurePosixPath(old_name).name or old_name, author, date))
    found = redline(before, after, author=author, date=date, comments=comments)
    if not public:
        return found.data, found.remarks
    parts = read_parts(found.data, "the redline")
    remove_bookmarks(parts)
    return pack(parts), found.remarks


def _comments(comparison: Comparison) -> list[tuple[int, str, bool]]:
    """Return where each cause is to be noted: the place of a block, the words, whether it is in the old document."""
    found = []
    for story, change in comparison.shown():
        words = cause_in_words(change.cause)
        if story.kind is not None or story.name != "body" or not words:
            continue
        place = _place(change)
        if place is not None:
            found.append((place[0], words, place[1]))
    return found


def _place(change: Change) -> tuple[int, bool] | None:
    if change.new_places and not change.away:
        return change.new_places[0], False
    return (change.old_places[0], True) if change.old_places and not change.move else None
