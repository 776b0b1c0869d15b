"""The log of comments: who said what about which words of a copy, and what somebody edited, each with its outcome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cwgdraft.draft import Story, StoryKind, digest
from cwgdraft.folding.decisions import Decision
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.copies import Copy
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.places import FIRST, Places
from cwgdraft.jobs.folding.words import look_in_words
from cwgdraft.records.source import UNPRINTABLE
from cwgdraft.word.authors import shown_name

OPEN, EDIT, NOBODY = "open", "edit", "not named"
_LONGEST = 20_000
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T(\d\d:\d\d))?")
_SAME_WORDS = "the same words with another emphasis or link"
_SAID = ("deleted", "moved", _SAME_WORDS)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment: by whom, on which day, in which words."""

    by: str
    date: str
    text: str

    @property
    def whole(self) -> str:
        """Return who said it when, and the words."""
        return f"{', '.join(filter(None, (self.by or NOBODY, self.date)))}: {self.text}"

    def as_data(self) -> dict[str, object]:
        """Return the reply as it stands in the log, without what is empty."""
        return _filled({"by": self.by, "date": self.date, "text": self.text})


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment, with the replies to it, or an edit.

    `name` is what it is known by when the same copy is folded again, `about` the origin of its paragraph, `copy` the
    file that it came in. `kind` is `edit`, or empty for a comment. `resolved` says that its thread was closed in Word.
    `outcome` is `open`, `accepted`, `rejected` or what the secretariat writes there, `answer` is the secretariat's own.
    """

    name: str
    where: str
    by: str
    date: str
    about: str
    words: str
    text: str
    outcome: str = OPEN
    answer: str = ""
    kind: str = ""
    time: str = ""
    copy: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()

    @property
    def is_edit(self) -> bool:
        """Return whether it is an edit; logs of before tell by its words alone."""
        old = not self.date and (self.text in _SAID or self.text.startswith(("read: ", "add: ")))
        return self.kind == EDIT or (old and not self.copy)

    @property
    def thread(self) -> str:
        """Return the text and below it the replies, each on a line."""
        return "\n".join([self.text, *(one.whole for one in self.replies)])

    def as_data(self) -> dict[str, object]:
        """Return the entry as it stands in the log, without what is empty."""
        names = ("name", "kind", "where", "by", "date", "time", "copy", "about", "words", "text", "resolved")
        found = {name: getattr(self, name) for name in names}
        return _filled(
            {
                **found,
                "replies": [one.as_data() for one in self.replies],
                "outcome": self.outcome,
                "answer": self.answer,
            }
        )


def _filled(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value}


def entries_of(folding: Folding, outcomes: Mapping[str, str]) -> list[Entry]:
    """Return the comments of the copies, and each edit with its outcome by the decision's name (else `open`)."""
    found = [entry for copy in folding.copies for entry in _comments(copy)]
    places = {copy.name: Places(copy) for copy in folding.copies}
    edits = [_edit(one, places.get(one.copy), outcomes.get(one.name, OPEN)) for one in folding.decisions]
    return merged([*found, *edits])


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries with those of one name made one: with the replies of all, resolved where one of them is."""
    found: dict[str, Entry] = {}
    for one in entries:
        same = found.get(one.name)
        if same is None:
            found[one.name] = one
        else:
            more = (*same.replies, *fresh_replies(same, one))
            found[one.name] = replace(same, replies=more, resolved=same.resolved or one.resolved)
    return list(found.values())


def fresh_replies(there: Entry, one: Entry) -> tuple[Reply, ...]:
    """Return the replies of an entry that another doesn't have, or has fewer times."""
    known, found = Counter(there.replies), []
    for reply in one.replies:
        if known[reply]:
            known[reply] -= 1
        else:
            found.append(reply)
    return tuple(found)


# --- comments -------------------------------------------------------------------------------------


def _comments(copy: Copy) -> Iterator[Entry]:
    """Yield the comments of a copy with what was replied; those of ours stand in no log, replies to them by themselves.

    Answers to an answer count for the comment that began it all.
    """
    stories = {one.name: one for one in copy.draft.stories if one.kind is StoryKind.COMMENT}
    replies: dict[str, list[Story]] = {}
    first: list[Story] = []
    for one in stories.values():
        if not one.names_cause:
            top = _top(one, stories)
            if top is one:
                first.append(one)
            else:
                replies.setdefault(top.name, []).append(one)
    places = Places(copy)
    for story in first:
        text = _text(story)
        excerpt = story.excerpt or story.gone
        yield Entry(
            digest(f"{story.author}\n{story.date}\n{story.excerpt}\n{text}")[:8],
            clean(places.of_comment(story)),
            shown_name(story.author),
            _day(story.date),
            story.origin or places.origin_at(story.anchor),
            clean(excerpt),
            clean(text),
            time=_time(story.date),
            copy=clean(copy.name),
            resolved=story.resolved,
            replies=tuple(
                Reply(shown_name(one.author), _day(one.date), clean(_text(one))) for one in replies.get(story.name, ())
            ),
        )


def _top(story: Story, stories: Mapping[str, Story]) -> Story:
    """Return the comment of somebody that began what a comment is part of."""
    above = stories.get(story.answers)
    while above is not None and not above.names_cause:
        story, above = above, stories.get(above.answers)
    return story


def _text(story: Story) -> str:
    return "\n".join(block.text for block in story.blocks).strip()


def clean(text: str) -> str:
    """Return words as a log can hold them: without signs that YAML can't, cut where they are longer than any comment.

    How many signs were cut stands behind them.
    """
    found = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    cut = len(found) - _LONGEST
    return found if cut <= 0 else f"{found[:_LONGEST]} … [{cut:,} more signs stand in the copy]"


def _day(date: str) -> str:
    """Return the day of a date as Word writes it, with a time zone or without; empty for what is no date."""
    return date[:10] if _DATE.match(date) else ""


def _time(date: str) -> str:
    found = _DATE.match(date)
    return found[1] or "" if found else ""


# --- edits ----------------------------------------------------------------------------------------


def _edit(one: Decision, places: Places | None, outcome: str) -> Entry:
    edit = one.difference
    block = edit.base or edit.old or edit.new
    where = places.of_edit(edit) if places else ""
    by = ", ".join(filter(None, one.by))
    origin = block.origin if block else ""
    words = "\n".join(other.base.text for other in one.differences if other.base)
    said = [_said(one, edit, places)]
    said += [_said(one, other, places) for other in one.covers if other.what not in (edit.what, What.DELETED)]
    said += [other.new.text for other in one.covers if other.what is edit.what is What.INSERTED and other.new]
    return Entry(
        one.name, clean(where), by, "", origin, clean(words), clean("\n".join(said)), outcome, kind=EDIT,
        copy=clean(one.copy),
    )  # fmt: skip


def _said(one: Decision, edit: Difference, places: Places | None) -> str:
    """Return in words what an edit does: `read: …`, `add: …`, `deleted`, `moved after 3.2.7`."""
    new = edit.new.text if edit.new else ""
    if edit.what is What.DELETED:
        return "deleted"
    if edit.what is What.MOVED:
        to = places.behind(edit) if places else ""
        return f"moved {'to the beginning' if to == FIRST else to}".strip()
    if edit.what is What.INSERTED:
        return f"add: {new}"
    if edit.what is What.FORMATTED:
        return f"another look: {one.says.rpartition('this look: ')[2]}"
    if edit.base is None or edit.base.text != new:
        return f"read: {new}"
    looks = look_in_words(edit.base, edit.new)
    return f"{_SAME_WORDS}: {looks}" if looks else _SAME_WORDS
