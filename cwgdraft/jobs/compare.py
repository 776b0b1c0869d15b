"""Comparing two documents: files, or what a report's records make now; and writing what a reviewer opens."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cwgdraft.comparing.changes import Change, Comparison
from cwgdraft.comparing.compare import compare
from cwgdraft.comparing.phrases import cause_in_words
from cwgdraft.draft import Draft
from cwgdraft.errors import CwgdraftError, OutputError, WordFileError
from cwgdraft.files import check_writable, write_whole
from cwgdraft.workspace import Workspace, find_workspace

HTML_MARK = b'<meta name="generator" content="cwgdraft">'
"""What a page of ours says of itself."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is to be compared: its draft, and the bytes of its Word file, None for plain text."""

    draft: Draft
    name: str
    data: bytes | None = None


def open_document(word: str, workspace: Workspace | None) -> Document:
    """Return the document that a word of a command line names: a file, or a report, made from its records as they are.

    Raises `CwgdraftError` or one of its kinds when there is none, or when it can't be read.
    """
    path = Path(word)
    if word == os.devnull:
        return Document(Draft("nothing", "", "", "", {}, ()), "nothing")
    if not path.exists() and workspace is not None and not _means_file(word):
        return _report(word, workspace)
    if not path.exists():
        raise CwgdraftError(f"there is no file {word}", "name two files, or a report with --since REVISION")
    from cwgdraft.jobs.reading import document_from, read_bytes

    data = read_bytes(path)  # once: what a pipe gave is gone
    return Document(document_from(data, path), path.as_posix(), data if data.startswith(b"PK") else None)


def _means_file(word: str) -> bool:
    return bool(Path(word).suffix) or "/" in word or "\\" in word


def _report(word: str, workspace: Workspace) -> Document:
    import cwgdraft
    from cwgdraft.jobs.states import load_state

    state = load_state(workspace, [word], cwgdraft.__version__)
    return document_of(state.document(), f"{state.target.name} as built now")


def compared(old: Document, new: Document, workspace: Workspace | None, *, public: bool = False) -> Comparison:
    """Return what differs between two documents, with the causes that can be known unless it is `public`.

    Beside a plain text a Word file is compared as the text that `cwgdraft text` prints of it.
    """
    if (plain := _only_text(old, new)) is not None:
        from cwgdraft.jobs.reading import as_text

        before, after = (one.draft if one is plain else as_text(one.draft) for one in (old, new))
        found = compare(before, after, old_name=old.name, new_name=new.name)
        remark = f"{plain.name} is plain text: looks and links were not compared"
        return replace(found, remarks=(*found.remarks, remark))
    found = compare(old.draft, new.draft, old_name=old.name, new_name=new.name)
    if public or old.data is None or new.data is None:
        return found
    from cwgdraft.jobs.file_causes import causes_of_files

    return causes_of_files(old.draft, new.draft, found, workspace)


def _only_text(old: Document, new: Document) -> Document | None:
    """Return the one of two documents that is plain text, None where both are, or neither is, or one is nothing."""
    plain = [one for one in (old, new) if one.data is None]
    return plain[0] if len(plain) == 1 and plain[0].draft.blocks else None


def workspace_of(words: Sequence[str], folder: Path) -> Workspace | None:
    """Return the workspace in which the files lie, else that of `folder`; None without any."""
    for place in (*(Path(word).resolve().parent for word in reversed(words) if Path(word).exists()), folder):
        try:
            return find_workspace(place)
        except CwgdraftError:
            continue
    return None


def document_of(data: bytes, name: str) -> Document:
    """Return a Word file in memory as a document."""
    from cwgdraft.word.documents import read_draft
    from cwgdraft.word.gate import read_parts

    return Document(read_draft(read_parts(data, name), name), name, data)


def outside(found: Comparison) -> Comparison:
    """Return a comparison that says nothing of how the drafts were made, nor where they lie, for readers outside."""
    stories = tuple(
        replace(story, changes=tuple(_outside(change) for change in story.changes)) for story in found.stories
    )
    old, new = (PurePosixPath(name).name or name for name in (found.old_name, found.new_name))

    def short(remark: str) -> str:
        return remark.replace(found.old_name, old).replace(found.new_name, new)

    return replace(found, old_name=old, new_name=new, stories=stories, remarks=tuple(map(short, found.remarks)))


def _outside(change: Change) -> Change:
    return replace(change, cause=None) if change.cause else change


# --- files to write ---------------------------------------------------------------------------------


def check_outputs(outputs: Sequence[Path], inputs: Sequence[str], *, force: bool) -> None:
    """Raise `OutputError` for a file that may not be written: an input, somebody's own file, one open in Word."""
    taken = [Path(word).resolve() for word in inputs if Path(word).exists()]
    for path in outputs:
        if path.resolve() in taken or any(_is_same(path, one) for one in taken):
            raise OutputError(f"{path} is one of the documents that are compared", "write to another file")
        taken.append(path.resolve())
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
    old: bytes | None, new: bytes | None, comparison: Comparison | None, *, author: str, date: str, public: bool = False
) -> tuple[bytes, tuple[str, ...]]:
    """Return the new document with tracked changes from the old one, and what has to be said about it.

    With a `comparison` of the two documents the causes of its changes stand in comments. A `public` one doesn't say
    what it was made from. Raises `WordFileError` when one of the two isn't a Word file.
    """
    from cwgdraft.word.anchors import remove_bookmarks, remove_identity
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
