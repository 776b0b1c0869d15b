"""What a Word file is: the report that it holds, whether its sources have changed since, what was edited by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cwgdraft
from cwgdraft.comparing.changes import What
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Draft, Made, StoryKind
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.hand_edits import Edited, edits_against, edits_by_digests, says_otherwise
from cwgdraft.jobs.history import History, history_or_none
from cwgdraft.jobs.reading import read_document
from cwgdraft.jobs.sources import digest_of
from cwgdraft.jobs.states import State, load_state, state_of, words_of
from cwgdraft.word.documents import read_draft, rest_of
from cwgdraft.word.gate import read_file, read_parts
from cwgdraft.word.tracked import count_tracked
from cwgdraft.workspace import Workspace

TODAY = "the records as they are"


@dataclass(frozen=True, slots=True)
class SourceState:
    """What became of a file since: `same`, `changed`, `gone`, or `unknown` where no digest or no workspace is there."""

    file: str
    state: str
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """What would be otherwise in a build of now: how many paragraphs, the text around them, headers and footers.

    The text around is what the template brings, with the facts of the first page. `looks` says that the look may be
    another one.
    """

    paragraphs: int
    around: bool
    pages: bool
    looks: bool

    def as_data(self) -> dict[str, object]:
        """Return it as plain data for JSON."""
        return {name: getattr(self, name) for name in ("paragraphs", "around", "pages", "looks")}


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a Word file that cwgdraft made.

    `basis` says from which state the paragraphs as built are known, empty where only their digests are. `looks` counts
    those that look otherwise than they were built, as far as that is known: other programs change some when they save.
    `tracked` and `comments` are other
    people's: those of a redline that cwgdraft wrote are `marked`. `again` is what would be otherwise if the report were
    built now, None where that isn't known.
    """

    made: Made
    kind: str
    language: str
    template: str
    sources: tuple[SourceState, ...]
    basis: str
    edits: tuple[Edited, ...]
    outside: bool
    looks: int
    tracked: int
    marked: int
    comments: int
    again: Again | None

    @property
    def changed_sources(self) -> tuple[SourceState, ...]:
        """Return the sources that aren't as they were."""
        return tuple(one for one in self.sources if one.state in ("changed", "gone"))

    @property
    def is_as_built(self) -> bool:
        """Return whether nobody edited the file, and nothing that it was made from has changed."""
        return not (self.edits or self.outside or self.tracked or self.comments or self.changed_sources)


def status(path: Path, workspace: Workspace | None) -> Status:
    """Return what a Word file says of itself, and how it differs from what was built.

    Raises `WordFileError` when it is no Word file, `CwgdraftError` when it carries no identity.
    """
    draft = read_document(path)
    parts = read_file(path)
    if draft.made is None:
        raise CwgdraftError(
            f"{path.name} carries no identity: cwgdraft didn't make it, or for the outside (--final, --public)",
            "compare it with a file that a build wrote: cwgdraft diff build/NAME.docx FILE",
        )
    made = draft.made
    history = history_or_none(workspace)
    built, basis = _basis(workspace, history, draft)
    sources = tuple(_sources(workspace, history, made))
    outside = False
    if built is not None:
        edits, looks = edits_against(built, draft)
    else:
        edits, looks = tuple(edits_by_digests(draft, made)), 0
        outside = rest_of(draft) != made.rest and not any(one.what is What.INSERTED for one in edits)
    marked = count_tracked(parts, of=(made.marked.author, made.marked.date)) if made.marked else 0
    return Status(
        made,
        draft.kind,
        draft.language,
        draft.template,
        sources,
        basis,
        edits,
        outside,
        looks,
        count_tracked(parts) - marked,
        marked,
        sum(story.kind is StoryKind.COMMENT and not story.names_cause for story in draft.stories),
        _again(workspace, draft, built, sources),
    )


def _sources(workspace: Workspace | None, history: History | None, made: Made) -> Iterator[SourceState]:
    """Yield what became of each source, and of a changed one the commit that touched it last."""
    for name, digest in made.sources.items():
        path = workspace.root / name if workspace else None
        if path is None or not digest:
            yield SourceState(name, "unknown")
        elif not path.is_file():
            yield SourceState(name, "gone")
        elif digest_of(name, path.read_bytes()) == digest:
            yield SourceState(name, "same")
        else:
            yield SourceState(name, "changed", history.touched(name) if history else "")


def _basis(workspace: Workspace | None, history: History | None, draft: Draft) -> tuple[Draft | None, str]:
    """Return the document with just the paragraphs that the file had, and which state builds it; None for neither."""
    made = draft.made
    if workspace is None or made is None:
        return None, ""
    state = state_of(workspace, history, made, draft.language)
    if state is None:
        return None, ""
    built = _built(state)
    if built.made is None or dict(built.made.blocks) != dict(made.blocks):
        return None, ""
    return built, f"the records of {state.revision.short} in git" if state.revision else TODAY


def _built(state: State) -> Draft:
    return read_draft(read_parts(state.document(), "built"), "built")


def _again(
    workspace: Workspace | None, draft: Draft, before: Draft | None, sources: Iterable[SourceState]
) -> Again | None:
    """Return what a build of today would make otherwise than that of the file, None where it can't be built.

    `before` is the document as it was built, where that is known. Else headers and footers are those of the file, and
    of looks it is known only whether the template is the same.
    """
    made = draft.made
    if workspace is None or made is None:
        return None
    try:
        now = _built(load_state(workspace, words_of(made), cwgdraft.__version__, draft.language))
    except CwgdraftError:
        return None
    if now.made is None:
        return None
    then, there = made.blocks, now.made.blocks
    changed = sum(digest != then[origin] for origin, digest in there.items() if origin in then)
    moved = max(len(there.keys() - then.keys()), len(then.keys() - there.keys()))
    if before is None:
        looks = any(one.file.endswith(".docx") and one.state in ("changed", "gone") for one in sources)
    else:
        looks = any(not says_otherwise(change) for _, change in compare(before, now).shown())
    around = bool(made.rest) and now.made.rest != made.rest
    return Again(changed + moved, around, _pages(now) != _pages(before or draft), looks)


def _pages(draft: Draft) -> list[tuple[str, str]]:
    """Return the texts of headers and footers by their names, empty ones left out."""
    kinds = (StoryKind.HEADER, StoryKind.FOOTER)
    texts = (
        (story.name, "\n".join(one.text for one in story.blocks)) for story in draft.stories if story.kind in kinds
    )
    return sorted((name, text) for name, text in texts if text.strip())
