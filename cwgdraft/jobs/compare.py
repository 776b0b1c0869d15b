"""Comparing two documents: files, or what a report's records make now."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cwgdraft.comparing.changes import Change, Comparison
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Draft
from cwgdraft.errors import CwgdraftError
from cwgdraft.workspace import Workspace, find_workspace


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is to be compared: its draft, and the bytes of its Word file, None for plain text and nothing."""

    draft: Draft
    name: str
    data: bytes | None = None
    is_text: bool = False


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
    is_word = data.startswith(b"PK")
    return Document(document_from(data, path), path.as_posix(), data if is_word else None, not is_word)


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
    plain = [one for one in (old, new) if one.is_text]
    return plain[0] if len(plain) == 1 and (old.data or new.data) else None


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
