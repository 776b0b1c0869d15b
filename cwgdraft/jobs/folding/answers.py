"""Answers to decisions: by the comments that are left in the answer document, or as text, from the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.spans import printable
from cwgdraft.draft import Draft, StoryKind, digest
from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Decision
from cwgdraft.jobs.folding.fold import DISAGREE, Folding
from cwgdraft.jobs.reading import read_bytes, read_plain
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts

ACCEPT, REJECT, LATER = ANSWERS = ("accept", "reject", "later")
"""The words by which a decision is answered, in files as on the page."""
ALL = "all"
"""What stands for the names of all decisions that can be accepted together."""
REPORT = "report:"
"""What begins the line that says which report is answered."""
_NAME = re.compile(r"^Decision ([0-9a-f]{8})\b")
_LINE = re.compile(rf"({'|'.join(ANSWERS)})\s+([0-9a-f]{{8}})(?:\s+([0-9a-f]{{8}}))?")
_MOST = 3
_YES = ("yes", "y", "accept", "accepted", "ok", "agreed")
_NO = ("no", "n", "reject", "rejected")


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

        `all` accepts whatever the records didn't change too, and copies don't disagree about.
        """
        if not one.can_be_made or one.name in self.rejected:
            return False
        if one.name in self.accepted:
            return True
        conflict = one.review == DISAGREE or any(edit.conflict for edit in one.differences)
        open_ = one.is_safe or (ALL in self.accepted and not conflict)
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


def answers_in(folding: Folding, path: Path, accepted: frozenset[str] = frozenset()) -> Answers:
    """Return what a file answers to decisions: the Word file of `--answer`, or what the page of decisions saved.

    `accepted` are names of decisions that were taken into the records before: accepting one of these again is no
    mistake. Raises `CwgdraftError` for a file that answers none of these decisions, for lines that are no answers,
    and for answers to what isn't asked, isn't so any more, or can't be done.
    """
    text = read_plain(path)
    return _in_word(folding, path) if text is None else _in_text(folding, path.name, text, accepted)


def _in_word(folding: Folding, path: Path) -> Answers:
    """Return what the comments of an answer document say.

    A comment that is gone rejects. One that is left accepts what is safe, unless somebody replied to it otherwise; what
    is to be looked at is accepted by a reply alone.
    """
    left = _comments(read_draft(read_parts(read_bytes(path), path.name), path.stem))
    asked = {one.name: one for one in folding.decisions if one.can_be_made}
    if not left.keys() & asked.keys():
        raise CwgdraftError(
            f"{path.name} answers none of these decisions: no comment of theirs is left in it",
            "give the document that --answer wrote for the same copies; to reject all, don't fold them",
        )
    chosen: dict[str, list[str]] = {answer: [] for answer in ANSWERS}
    for name, one in asked.items():
        replies = left.get(name)
        untouched = ACCEPT if one.is_safe else LATER
        chosen[REJECT if replies is None else _meant(replies) if replies else untouched].append(name)
    return Answers(tuple(chosen[ACCEPT]), tuple(chosen[REJECT]), tuple(chosen[LATER]))


def _comments(draft: Draft) -> dict[str, list[str]]:
    """Return what was replied to each comment of a decision that is left, or written below its own words."""
    stories = [one for one in draft.stories if one.kind is StoryKind.COMMENT and one.blocks]
    names: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for one in stories:
        match = _NAME.match(one.blocks[0].text) if one.names_cause else None
        if match:
            names[one.name] = match[1]
            last = one.blocks[-1].text.strip()
            found[match[1]] = [last] if _word(last) in (*_YES, *_NO) else []
    answered = {one.name: one.answers for one in stories}
    for one in stories:
        top, seen = answered[one.name], {one.name}
        while top and top not in names and top not in seen:
            seen.add(top)
            top = answered.get(top, "")
        if top in names and one.name not in names:
            found[names[top]].append(" ".join(block.text for block in one.blocks))
    return found


def _meant(replies: Sequence[str]) -> str:
    """Return what the last reply that is a plain yes or no means; what is neither leaves a decision open."""
    words = [_word(one) for one in replies]
    if words[-1] in _YES:
        return ACCEPT
    return REJECT if words[-1] in _NO else LATER


def _word(text: str) -> str:
    return text.strip(" \t\n\"'“”‘’.,!").casefold()


# --- answers as text --------------------------------------------------------------------------------


def seal_of(one: Decision) -> str:
    """Return eight digits that stand for what accepting a decision would do: others where that isn't so any more."""
    old = one.difference.old.text if one.difference.old else ""
    words = [(edit.file, edit.new) for edit in one.rewrites]
    return digest(f"{one.lands}\n{old}\n{one.says}\n{words}\n{one.values}\n{one.entries}")[:8]


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
