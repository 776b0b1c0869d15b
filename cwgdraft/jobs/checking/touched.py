"""What the last edits touched: lines of record files by git, paragraphs of a draft by the hand that changed them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Place
from cwgdraft.jobs.checking.check import Checked
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.jobs.history import run_git

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_FILE = re.compile(r"^\+\+\+ (?:b/(.*)|/dev/null)$")
Lines = dict[Path, list[tuple[int, int]]]


def only_touched(checked: Sequence[Checked], documents: Sequence[Document], folder: Path) -> list[Checked]:
    """Return the findings in what was edited since the last commit, and in paragraphs of drafts edited by hand.

    Raises `CwgdraftError` outside of a repository, unless the documents say themselves what was edited.
    """
    by_hand = {id(one): _edited_blocks(one) for one in documents}
    needs_git = any(one.recorded or by_hand[id(one)] is None for one in documents)
    lines = _changed_lines(folder) if needs_git else {}
    return [one for one in checked if _is_touched(one, lines, by_hand[id(one.document)])]


def _is_touched(one: Checked, lines: Lines, blocks: set[int] | None) -> bool:
    if not one.found.rule.acceptable:
        return True  # the line at which it is told isn't the one that was edited
    place = one.finding.place
    if isinstance(place, Place):
        return any(first <= place.line <= last for first, last in lines.get(place.path.resolve(), ()))
    if blocks is not None:
        return one.found.hit.passage.index in blocks
    path = one.document.path.resolve()
    if place is not None and place.line:
        return any(first <= place.line <= last for first, last in lines.get(path, ()))
    return path in lines


def _edited_blocks(document: Document) -> set[int] | None:
    """Return the blocks of a draft of ours that somebody edited, None for a document that doesn't say."""
    draft = document.subject.draft
    if document.recorded or draft.made is None or not draft.made.blocks:
        return None if not document.recorded else set()
    made = draft.made.blocks
    return {n for n, block in enumerate(draft.blocks) if block.text.strip() and made.get(block.origin) != block.digest}


def _changed_lines(folder: Path) -> Lines:
    """Return the lines that differ from the last commit, by file; a file that git doesn't track is all of it."""
    top = run_git(folder, "rev-parse", "--show-toplevel")
    if top.returncode:
        raise CwgdraftError(f"{folder} lies in no git repository", "leave --changed out")
    root = Path(top.stdout.decode("utf-8", "surrogateescape").strip())
    head = "HEAD" if run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 0 else "--cached"
    said = run_git(folder, "diff", "-U0", "--no-color", "--no-ext-diff", "--no-prefix", "--dst-prefix=b/", head)
    found: Lines = {}
    current: list[tuple[int, int]] = []
    for line in said.stdout.decode("utf-8", "surrogateescape").split("\n"):
        if file := _FILE.match(line):
            current = found.setdefault((root / (file[1] or "")).resolve(), [])
        elif hunk := _HUNK.match(line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            current.append((first, first + max(count, 1) - 1))
    listed = run_git(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z").stdout
    for name in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        found[(root / name).resolve()] = [(1, 1 << 30)]
    return found
