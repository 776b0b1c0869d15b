"""Reading any Word file into a draft: its blocks with the labels that Word shows, its stories, what was noticed.

A file that cwgdraft wrote says what each block was made from (`anchors`); in any other, kinds come from outline
levels, styles and numbers. Tracked changes are taken as final, taken back, or shown.
"""

from __future__ import annotations

import enum

from cwgdraft.draft import Draft, digest, flat
from cwgdraft.errors import WordFileError
from cwgdraft.word.anchors import Anchor, Identity, read_identity
from cwgdraft.word.contents import Contents
from cwgdraft.word.definitions import style_looks
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.gathering import Gathering
from cwgdraft.word.links import links_of
from cwgdraft.word.numbering import Numbering
from cwgdraft.word.package import W, parse
from cwgdraft.word.stories import Stories
from cwgdraft.word.styles import Styles
from cwgdraft.word.tracked import accept, count_tracked, reject

_Q = f"{{{W}}}"
_CORE = "docProps/core.xml"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"


class View(enum.StrEnum):
    """How tracked changes are read: made final, taken back, or shown beside what they change."""

    FINAL = "final"
    ORIGINAL = "original"
    ALL = "all"


def read_draft(parts: Parts, name: str, view: View = View.FINAL) -> Draft:
    """Return what a document says, `parts` having passed the gate; `name` becomes the draft's.

    `blocks` are one for each paragraph and table of the body, in order, empty ones too: those of `resolved(parts,
    view)`, as `contents.block_elements` gives them. Raises `WordFileError` when a part is damaged, or nests deeper
    than Word can.
    """
    if MAIN not in parts:
        raise WordFileError(f"{name} is no Word document: it has no main part", "save it in Word as .docx")
    try:
        return _read(parts, name, view)
    except RecursionError:
        raise WordFileError(
            f"{name} can't be read: its parts stand too deep in one another", "save it once more in Word"
        ) from None


def resolved(parts: Parts, view: View) -> Parts:
    """Return the parts as a view reads them: all changes made final, or taken back, or as they are."""
    if view is View.FINAL:
        return accept(parts)
    return reject(parts) if view is View.ORIGINAL else parts


def rest_of(draft: Draft) -> str:
    """Return a digest of the body's text outside the blocks of ours: what the template brought, and what was typed in.

    It is the same when another program has saved the file: only words count, no looks, empty paragraphs, pictures or
    numbers of notes. Files carry it from their build, so how it is made must not change.
    """
    texts = (
        "".join([run.text for run in block.runs if not (run.object or run.note)])
        for block in flat(draft.blocks)
        if not block.origin
    )
    return digest("\n".join(text for text in texts if text))


def _read(parts: Parts, name: str, view: View) -> Draft:
    tracked = count_tracked(parts)
    identity, original = read_identity(parts), parts
    if tracked:
        parts = resolved(parts, view)
    anchors: dict[str, Anchor] = identity.by_bookmark() if identity else {}
    styles, numbering = Styles(parts), Numbering(parts)
    gathering = Gathering(parts, styles, {bookmark: anchor.origin for bookmark, anchor in anchors.items()})
    if tracked:
        gathering.remark(_noticed(tracked, view))
    root, links = parse(parts[MAIN], MAIN), links_of(parts, MAIN)
    changes = view is View.ALL
    body = root.find(f"{_Q}body")
    if body is None:
        gathering.remark("it has no body")
    contents = Contents(root, gathering, numbering, links, anchors, changes=changes)
    blocks = () if body is None else contents.body(body)
    before = original if tracked and view is View.FINAL else None
    stories = Stories(gathering, numbering, anchors, changes=changes, original=before).read(root, links)
    title, author, date = _properties(parts)
    own = identity or _NOBODY
    return Draft(
        name,
        own.kind,
        own.language or styles.language.partition("-")[0].lower(),
        own.template,
        {},
        blocks,
        title,
        author,
        date,
        own.sources,
        stories=stories,
        remarks=tuple(gathering.remarks),
        made=identity.made if identity else None,
        styles=style_looks(parts),
    )


_NOBODY = Identity("", "", "", "", "", (), "", ())
_READ = {View.FINAL: "read as final", View.ORIGINAL: "read as it was before them", View.ALL: "shown"}


def _noticed(count: int, view: View) -> str:
    return f"it carries tracked changes at {count:,} place{'s' if count != 1 else ''}: {_READ[view]}"


def _properties(parts: Parts) -> tuple[str, str, str]:
    """Return title, author and date (of the last change, else of creation) of a document's properties."""
    data = parts.get(_CORE)
    if not data:
        return "", "", ""
    try:
        root = parse(data, _CORE)
    except WordFileError:
        return "", "", ""

    def text(name: str) -> str:
        return " ".join((root.findtext(name) or "").split())

    date = text(f"{_TERMS}modified") or text(f"{_TERMS}created")
    return text(f"{_DC}title"), text(f"{_DC}creator"), date[:10]
