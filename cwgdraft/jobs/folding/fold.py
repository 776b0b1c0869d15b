"""Folding: edited copies of a draft are read, held against their base and the records, and taken into these.

Nothing is believed: what is written is drafted again first, and an edit counts as placed when it is found there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.draft import Block, Draft, Made, Run, flat
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.folding.decisions import Decision, Lands, name_of
from cwgdraft.folding.differences import Difference, What, differences, stem_of
from cwgdraft.jobs.folding.beside import beside, words_only
from cwgdraft.jobs.folding.facts import Facts
from cwgdraft.jobs.folding.phrases import Phrases
from cwgdraft.jobs.folding.placing import Placer
from cwgdraft.jobs.folding.trials import Trials, plain
from cwgdraft.jobs.history import history_or_none
from cwgdraft.jobs.reading import read_bytes
from cwgdraft.jobs.states import State, load_state, state_of, words_of
from cwgdraft.jobs.targets import plan_targets
from cwgdraft.records.editing import replace_text
from cwgdraft.records.load import load_records
from cwgdraft.records.reshaping import reshaped
from cwgdraft.records.rewriting import FileEdit, applied
from cwgdraft.records.source import unmarked
from cwgdraft.word.anchors import bookmark_names
from cwgdraft.word.authors import authors_of
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace

_ALIKE = 0.5
"""The share of a report's paragraphs that a file without identity must hold to be a copy of it."""
_LONG = 40


@dataclass(frozen=True)
class Copy:
    """A copy that came back: its file, what it says, and how it differs."""

    name: str
    draft: Draft
    blocks: tuple[Block, ...]
    base: tuple[Block, ...]
    found: tuple[Difference, ...]
    basis: str
    built: Draft | None = None
    """What it was made from, as a whole, where that can still be built."""


@dataclass(frozen=True)
class Folding:
    """What folding copies of one report comes to: its blocks `now`, and all edits in the order of the document."""

    state: State
    now: tuple[Block, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...]

    @property
    def report(self) -> str:
        """Return the name of the report's plan."""
        return self.state.target.plan.name


def fold(workspace: Workspace, paths: Sequence[Path], agreed: frozenset[tuple[Path, int]] = frozenset()) -> Folding:
    """Return what would become of every edit in the copies at `paths`; nothing is written.

    Raises `WordFileError` for what is no Word file, `CwgdraftError` for a copy of no report of the workspace, and for
    copies of different reports.
    """
    read = [_read(path) for path in paths]
    words = [_report_of(workspace, path.name, draft) for path, (draft, _) in zip(paths, read, strict=True)]
    if len({tuple(one) for one in words}) > 1:
        shown = ", ".join(f"{path.name} of {' '.join(one)}" for path, one in zip(paths, words, strict=True))
        raise CwgdraftError(f"these are copies of different reports: {shown}", "fold each report by itself")
    state = load_state(workspace, words[0], cwgdraft.__version__, read[0][0].language)
    drafted = read_draft(read_parts(state.document(), "now"), "now")
    copies = [
        _copy(workspace, state, drafted, path.name, draft, original)
        for path, (draft, original) in zip(paths, read, strict=True)
    ]
    decisions: list[Decision] = []
    for path, copy in zip(paths, copies, strict=True):
        trials = Trials(state, frozenset(plain(block.text) for block in copy.blocks))
        placer = Placer(state, copy.name, Facts(trials), Phrases(trials), agreed)
        authors = _authors(path)
        made = placer.decide(copy.found, copy.blocks)
        made += beside(copy.built, copy.draft, copy.name) if copy.built else []
        decisions += [replace(one, by=authors(one)) for one in made]
    return Folding(state, _blocks(drafted), tuple(copies), tuple(_agreeing(decisions)))


def _read(path: Path) -> tuple[Draft, Draft]:
    """Return a copy with its tracked changes accepted, and as it was before them."""
    parts = read_parts(read_bytes(path), path.name)
    return read_draft(parts, path.stem), read_draft(parts, path.stem, View.ORIGINAL)


def _report_of(workspace: Workspace, name: str, draft: Draft) -> list[str]:
    """Return the words that name the report which a copy was made from."""
    if draft.made is not None:
        words = words_of(draft.made)
        records = load_records(workspace, lambda _: ())
        known = words and all(one in records.plans or (one.isdigit() and int(one) in records.meetings) for one in words)
        if not known:
            raise CwgdraftError(
                f"{name} is a copy of '{draft.made.report}', which this workspace doesn't have",
                "fold it in the workspace that it was built in",
            )
        return words
    texts = {block.text for block in flat(draft.blocks)}
    best, share = "", 0.0
    for target in plan_targets(load_records(workspace)):
        state = load_state(workspace, [target.plan.name], cwgdraft.__version__)
        long = [block.text for block in state.report.draft.blocks if len(block.text) >= _LONG]
        own = sum(text in texts for text in long) / max(len(long), 1)
        if own > share:
            best, share = target.plan.name, own
    if share < _ALIKE:
        near = f"; the nearest is '{best}', of which it holds {share:.0%}" if best else ""
        raise CwgdraftError(
            f"{name} is no copy of a report of this workspace: it carries no identity, and its words aren't those of "
            f"any{near}",
            "name a copy of a draft that was built here; a report of others is taken in by 'cwgdraft adopt'",
        )
    return [best]


def _blocks(draft: Draft) -> tuple[Block, ...]:
    """Return the blocks that say something, without spaces at their ends: records hold none there."""
    return tuple(one for block in flat(draft.blocks) if block.text.strip() and (one := _trimmed(block)).text.strip())


def _trimmed(block: Block) -> Block:
    block = block if block.rows else replace(block, runs=words_only(block.runs))
    if block.rows or block.text == block.text.strip(" "):
        return block
    runs = [run for run in block.runs if run.text]
    if not any(run.text.strip(" ") for run in runs):
        return replace(block, runs=())
    while runs and not runs[0].text.strip(" "):
        del runs[0]
    while runs and not runs[-1].text.strip(" "):
        del runs[-1]
    runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return replace(block, runs=tuple(runs))


def _copy(workspace: Workspace, state: State, drafted: Draft, name: str, draft: Draft, original: Draft) -> Copy:
    now, blocks, made = _blocks(drafted), _blocks(draft), draft.made
    if made is None or made.sources == state.digests:
        found = tuple(differences(now, blocks, now))
        return Copy(name, draft, blocks, now, found, "the records as they are", drafted)
    old = state_of(workspace, history_or_none(workspace), made, draft.language)
    if old is not None:
        whole = read_draft(read_parts(old.document(), "base"), "base")
        base = _blocks(whole)
        basis = f"the records at {old.revision.shown}" if old.revision else "the records as they are"
        return Copy(name, draft, blocks, base, tuple(differences(base, blocks, now)), basis, whole)
    base = tuple(_guessed(made, now, blocks, _blocks(original)))
    found = (*differences(base, blocks, now, made.blocks), *_lost(made, base, now, blocks))
    return Copy(name, draft, blocks, base, found, "the digests that the copy carries")


def _guessed(made: Made, now: Sequence[Block], copy: Sequence[Block], original: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a base that can't be built any more, as far as digests tell; else as the copy has them.

    What is taken from the copy loses its looks: those may be edits.
    """
    drafted, was, there = (
        {block.origin: block for block in blocks if block.origin} for blocks in (now, original, copy)
    )
    by_digest = {block.digest: block for block in now}
    for origin, digest in made.blocks.items():
        own = [side[origin] for side in (was, there) if origin in side]
        known = [one for one in (drafted.get(origin), by_digest.get(digest)) if one and one.digest == digest]
        if known:
            yield replace(known[0], origin=origin)
        elif own:
            yield _without_looks(next((one for one in own if one.digest == digest), own[0]))
        elif origin in drafted:
            yield drafted[origin]
    texts = {block.text for block in copy}
    yield from (block for block in now if not block.origin and block.text in texts)


def _without_looks(block: Block) -> Block:
    return replace(block, runs=tuple(replace(run, strong=False, emphasis=False, look="") for run in block.runs))


def _lost(made: Made, base: Sequence[Block], now: Sequence[Block], copy: Sequence[Block]) -> Iterator[Difference]:
    """Yield what a copy lacks and the records reworded, where nobody knows any more how it read."""
    known = {block.origin for block in base}
    texts = {block.text for block in copy}
    before, after = _by_item(made.blocks), _by_item({block.origin: block for block in now if block.origin})
    drafted = {block.origin: block for block in now}
    for stem, origins in before.items():
        there = [drafted[one] for one in after.get(stem, ())]
        for place, origin in enumerate(origins):
            if origin in known or not there:
                continue
            fresh = [one for one in there if one.origin not in made.blocks and one.text not in texts]
            beside = there[place : place + 1] if len(there) == len(origins) else fresh[:1]
            if beside and beside[0] in fresh:
                gone = Block(beside[0].kind, (Run("(words that are not known any more)"),), origin=origin)
                yield Difference(What.DELETED, beside[0], None, gone, conflict="the records changed it")


def _by_item(origins: Iterable[str]) -> dict[str, list[str]]:
    """Return origins by what they are without the digests of their words, in order."""
    found: dict[str, list[str]] = {}
    for origin in origins:
        found.setdefault(stem_of(origin), []).append(origin)
    return found


def _authors(path: Path) -> Callable[[Decision], tuple[str, ...]]:
    """Return what tells who made an edit: the authors of its tracked changes, else nobody."""
    by = authors_of(read_parts(read_bytes(path), path.name))

    def authors(one: Decision) -> tuple[str, ...]:
        block = one.difference.base or one.difference.new
        if block is None:
            return ()
        name = bookmark_names([block])[0] if block.origin else ""
        new = one.difference.new
        return by.get(name) or (by.get(new.text, ()) if new else ())

    return authors


def _agreeing(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield decisions of several copies: equal ones once, with all who made them; disagreeing ones to be reviewed."""
    found: dict[str, Decision] = {}
    for one in decisions:
        same = found.get(one.name)
        if same is not None:
            found[one.name] = replace(same, by=tuple(dict.fromkeys((*same.by, *one.by))))
        else:
            found[one.name] = one
    by_block: dict[str, set[str]] = {}
    for one in found.values():
        if one.difference.base and one.difference.base.origin and one.difference.what in (What.CHANGED, What.DELETED):
            by_block.setdefault(one.difference.base.origin, set()).add(one.name)
    for one in found.values():
        origin = one.difference.base.origin if one.difference.base else ""
        several = one.difference.what is not What.FORMATTED and len(by_block.get(origin, ())) > 1
        yield replace(one, review="the copies disagree") if several else one


# --- taking decisions into the records ------------------------------------------------------------


@dataclass(frozen=True)
class Applied:
    """What was written: the decisions that were made, those that couldn't be (with the reason), the files."""

    done: tuple[Decision, ...]
    failed: tuple[Decision, ...]
    files: tuple[str, ...]


def apply(workspace: Workspace, folding: Folding, accepted: Sequence[Decision]) -> Applied:
    """Write decisions into the records, each file whole, every other byte kept, and return what became of them.

    First they are written into a copy of the workspace, which is drafted; a decision that isn't found in the draft, or
    whose file couldn't be read again, is given up and stays on the list.
    """
    wanted = [one for one in accepted if one.can_be_made]
    failed: list[Decision] = []
    while wanted:
        files, overlapping = _written(workspace, wanted)
        bad = overlapping or _not_found(workspace, folding, wanted, files)
        if not bad:
            for name, data in files.items():
                write_whole(workspace.root / name, data)
            return Applied(tuple(wanted), tuple(failed), tuple(files))
        why = "edits of the same words" if overlapping else "the report, built again, doesn't read so"
        names = {one.name for one in bad}
        failed += [replace(one, lands=Lands.UNPLACED, says=why, review=why) for one in wanted if one.name in names]
        wanted = [one for one in wanted if one.name not in names]
    return Applied((), tuple(failed), ())


def _written(workspace: Workspace, decisions: Sequence[Decision]) -> tuple[dict[str, bytes], list[Decision]]:
    """Return the files with decisions made in them, and those that overlap with earlier ones."""
    files: dict[str, bytes] = {}
    overlapping: list[Decision] = []
    by_file: dict[str, list[tuple[Decision, FileEdit]]] = {}
    for one in decisions:
        for edit in one.rewrites:
            by_file.setdefault(edit.file, []).append((one, FileEdit(edit.start, edit.end, edit.new)))
    for name, edits in by_file.items():
        path = workspace.root / name
        mark, encoding, text = unmarked(path.read_bytes() if path.is_file() else b"")
        new = applied(text, [edit for _, edit in edits])
        if new is None:
            overlapping += _overlapping(edits)
            continue
        files[name] = mark + new.encode(encoding)
    for one in decisions:
        for entry in one.entries:
            path = workspace.root / entry.file
            try:
                files[entry.file] = reshaped(path, files.get(entry.file) or path.read_bytes(), entry.change)
            except CwgdraftError:
                overlapping.append(one)
        for value in one.values:
            path = workspace.root / value.file
            try:
                files[value.file] = replace_text(
                    path, files.get(value.file) or path.read_bytes(), value.keys, value.text
                )
            except CwgdraftError:
                overlapping.append(one)
    return files, overlapping


def _overlapping(edits: Sequence[tuple[Decision, FileEdit]]) -> Iterator[Decision]:
    behind = 0
    for one, edit in sorted(edits, key=lambda pair: (pair[1].start, pair[1].end)):
        if edit.start < behind:
            yield one
        behind = max(behind, edit.end)


def _not_found(
    workspace: Workspace, folding: Folding, decisions: Sequence[Decision], files: dict[str, bytes]
) -> list[Decision]:
    """Return the decisions that a draft of the new files doesn't show; all when it can't be made or says more."""
    with tempfile.TemporaryDirectory(prefix="cwgdraft-") as folder:
        root = Path(folder).resolve()
        for name in ("records", "templates"):
            if (workspace.root / name).is_dir():
                shutil.copytree(workspace.root / name, root / name)
        for name, data in files.items():
            (root / name).write_bytes(data)
        try:
            state = load_state(
                Workspace(root),
                folding.state.target.asked.split(),
                cwgdraft.__version__,
                folding.state.catalogue.language,
            )
        except CwgdraftError:
            return list(decisions) if len(decisions) == 1 else _alone(workspace, folding, decisions)
        now = _blocks(read_draft(read_parts(state.document(), "now"), "now"))
    left: set[str] = set()
    for copy in folding.copies:
        digests = copy.draft.made.blocks if copy.basis.startswith("the digests") and copy.draft.made else None
        for one in differences(copy.base, copy.blocks, now, digests):
            left.add(name_of(one))
    texts = [block.text for block in now]
    bad = [
        one
        for one in decisions
        if any(name_of(other) in left or not _stands(other, texts) for other in one.differences)
    ]
    if bad:
        return bad
    if _says_else(folding, decisions, now):
        return list(decisions) if len(decisions) == 1 else _alone(workspace, folding, decisions)
    return []


def _stands(one: Difference, texts: Sequence[str]) -> bool:
    """Return whether what came or moved stands, in a draft with these texts, beside what it does in the copy."""
    if one.new is None or one.what not in (What.INSERTED, What.MOVED):
        return True
    above = next((block.text for block in one.before if block.text in texts), None)
    below = next((block.text for block in one.behind if block.text in texts), None)
    places = [n for n, text in enumerate(texts) if text == one.new.text]
    return (above is None and below is None) or any(
        (n > 0 and texts[n - 1] == above) or (n + 1 < len(texts) and texts[n + 1] == below) for n in places
    )


def _says_else(folding: Folding, decisions: Sequence[Decision], now: Sequence[Block]) -> bool:
    """Return whether a draft with these blocks says what no other does, or lacks what all of them say.

    What decisions are known to change doesn't count.
    """
    before = [block.text for block in folding.now]
    copies = [Counter(block.text for block in copy.blocks) for copy in folding.copies]
    changes = {plain(text) for one in decisions for text in one.changes}
    known = set(before).union(*copies)
    more = [block for block in now if block.text not in known and not block.origin.startswith("section:")]
    there = Counter(block.text for block in now)
    less = [
        text
        for text, count in Counter(before).items()
        if plain(text) not in changes and there[text] < min(count, *(copy[text] for copy in copies))
    ]
    return len(more) > len(changes) or bool(less)


def _alone(workspace: Workspace, folding: Folding, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that can't be made by themselves; the last where each can, but not all together."""
    found = []
    for one in decisions:
        files, overlapping = _written(workspace, [one])
        if overlapping or _not_found(workspace, folding, [one], files):
            found.append(one)
    return found or list(decisions[-1:])
