"""Answers to decisions: in a copy with each as a comment, which deletes who rejects; or as text, from the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.spans import printable
from cwgdraft.draft import Block, StoryKind, digest, flat
from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Decision
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.reading import read_bytes, read_plain
from cwgdraft.word.comments import block_paragraphs, with_comments
from cwgdraft.word.documents import View, read_draft, resolved
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack

ACCEPT, REJECT, LATER = ANSWERS = ("accept", "reject", "later")
"""The words by which a decision is answered, in files as on the page."""
ALL = "all"
"""What stands for the names of all decisions that can be accepted together."""
REPORT = "report:"
"""What begins the line that says which report is answered."""
_NAME = re.compile(r"^Decision ([0-9a-f]{8})\b")
_LINE = re.compile(rf"({'|'.join(ANSWERS)})\s+([0-9a-f]{{8}})(?:\s+([0-9a-f]{{8}}))?")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Answers:
    """The names of the decisions that are accepted, of those that are rejected, and of those that wait."""

    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    later: tuple[str, ...]

    def __bool__(self) -> bool:
        """Return whether anything is answered."""
        return bool(self.accepted or self.rejected or self.later)

    def takes(self, one: Decision) -> bool:
        """Return whether a decision is to be made: one that is accepted, or safe and nobody said otherwise.

        `all` accepts whatever the records didn't change too.
        """
        if not one.can_be_made or one.name in self.rejected:
            return False
        if one.name in self.accepted:
            return True
        open_ = one.is_safe or (ALL in self.accepted and not one.difference.conflict)
        return open_ and one.name not in self.later

    def overruled_by(self, other: Answers) -> Answers:
        """Return these answers, but those of `other` where both answer a decision."""
        theirs = {*other.accepted, *other.rejected, *other.later}
        return Answers(
            *(
                (*(one for one in mine if one not in theirs), *new)
                for mine, new in (
                    (self.accepted, other.accepted), (self.rejected, other.rejected), (self.later, other.later),
                )
            )
        )  # fmt: skip


def answer_document(folding: Folding, path: Path, date: str) -> bytes:
    """Return the copy at `path`, its tracked changes accepted, with a comment on it for each decision that can be made.

    The comment stands on the edited paragraph, of one that was taken out on the first. `date` is written on each.
    """
    parts = resolved(read_parts(read_bytes(path), path.name), View.FINAL)
    places = block_paragraphs(parts)
    blocks = read_draft(parts, path.stem).blocks
    comments = [(_place(blocks, places, one), _said(one)) for one in folding.decisions if one.can_be_made]
    return pack(with_comments(parts, comments, date))


def _place(blocks: tuple[Block, ...], places: tuple[int, ...], one: Decision) -> int:
    new = one.difference.new
    for block, place in zip(blocks, places, strict=True):
        if new is not None and any(inner.text.strip(" ") == new.text for inner in flat((block,))):
            return place
    return 0


def _said(one: Decision) -> str:
    """Return what a comment says: the name, where the edit lands, what stood there, and how to answer."""
    edit = one.difference
    lines = [f"Decision {one.name}: {edit.what}, {one.lands}" + (f", {one.file}:{one.line}" if one.file else "")]
    if one.review:
        lines.append(f"Look: {one.review}.")
    lines += [f"Was: {edit.base.text}"] if edit.base else []
    lines += [f"Records: {edit.old.text}"] if edit.conflict and edit.old else []
    return "\n".join([*lines, "Leave this comment to accept the edit; delete it to reject it."])


def answers_in(folding: Folding, path: Path, accepted: frozenset[str] = frozenset()) -> Answers:
    """Return what a file answers to decisions: the Word file of `answer_document`, or what the page of decisions saved.

    `accepted` are names of decisions that were taken into the records before: accepting one of these again is no
    mistake. Raises `CwgdraftError` for a file that answers none of these decisions, for lines that are no answers,
    and for answers to what isn't asked, isn't so any more, or can't be done.
    """
    text = read_plain(path)
    return _in_word(folding, path) if text is None else _in_text(folding, path.name, text, accepted)


def _in_word(folding: Folding, path: Path) -> Answers:
    draft = read_draft(read_parts(read_bytes(path), path.name), path.stem)
    kept = {
        found[1]
        for story in draft.stories
        if story.kind is StoryKind.COMMENT and story.names_cause and story.blocks
        for found in [_NAME.match(story.blocks[0].text)]
        if found
    }
    asked = [one.name for one in folding.decisions if one.can_be_made]
    if not kept & set(asked):
        raise CwgdraftError(
            f"{path.name} answers none of these decisions: no comment of theirs is left in it",
            "give the document that --answer wrote for the same copies; to reject all, don't fold them",
        )
    return Answers(tuple(one for one in asked if one in kept), tuple(one for one in asked if one not in kept), ())


# --- answers as text --------------------------------------------------------------------------------


def seal_of(one: Decision) -> str:
    """Return eight digits that stand for what accepting a decision would do: others where that isn't so any more."""
    old = one.difference.old.text if one.difference.old else ""
    return digest(f"{one.lands}\n{old}\n{one.says}")[:8]


def _in_text(folding: Folding, name: str, text: str, accepted: frozenset[str]) -> Answers:
    found = _lines_of(folding, name, text)
    known = {one.name: one for one in folding.decisions}
    done = {one for one in found if one not in known and one in accepted}
    for one, (answer, _) in found.items():
        if one in done and answer == REJECT:
            raise CwgdraftError(
                f"{name} rejects {one}, which was taken into the records before", "take it out of the records by hand"
            )
    if strange := [
        one for one, (answer, _) in found.items() if one not in known and one not in done and answer != LATER
    ]:
        raise CwgdraftError(
            f"{name} answers what isn't asked: there is no decision {_listed(strange)}",
            "name the copies that the page was made for; where an edit stands in the records already, delete its line",
        )
    if not known.keys() & found.keys() and not done:
        raise CwgdraftError(
            f"{name} answers none of these decisions", "give the file that the page of the same copies saved"
        )
    for one, (answer, seal) in found.items():
        if one in known:
            _check(name, known[one], answer, seal)
    chosen = {answer: tuple(one for one in known if found.get(one, (LATER,))[0] == answer) for answer in ANSWERS}
    return Answers(chosen[ACCEPT], chosen[REJECT], chosen[LATER])


def _lines_of(folding: Folding, name: str, text: str) -> dict[str, tuple[str, str]]:
    """Return answer and seal by the name of the decision."""
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        if said.startswith(REPORT):
            report = said.removeprefix(REPORT).strip()
            if report != folding.report:
                raise CwgdraftError(
                    f"{name}:{number}: answers for '{report}', and these are copies of '{folding.report}'",
                    "give the file that the page of these copies saved",
                )
        elif said:
            match = _LINE.fullmatch(said)
            if match is None:
                raise CwgdraftError(
                    f"{name}:{number}: '{excerpt(printable(said), 60)}' is no answer",
                    "a line is 'accept NAME', 'reject NAME' or 'later NAME'",
                )
            if match[2] in found and found[match[2]][0] != match[1]:
                raise CwgdraftError(f"{name}:{number}: {match[2]} has two answers", "delete one of the two lines")
            found[match[2]] = (match[1], match[3] or "")
    return found


def _check(name: str, one: Decision, answer: str, seal: str) -> None:
    """Raise `CwgdraftError` for an answer that can't be followed."""
    if answer == LATER:
        return
    if answer == ACCEPT and not one.can_be_made:
        help_ = "add --reopen" if one.agreed else "reject it, or write 'later' and edit the file by hand"
        raise CwgdraftError(f"{name} accepts {one.name}, which can't be: {one.review or one.says}", help_)
    if seal and seal != seal_of(one):
        raise CwgdraftError(
            f"{name} answers {one.name} as it was: the records have changed since, and it would do something else now",
            "make the page anew and look at it again, or answer it with --accept or --reject and delete its line",
        )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
