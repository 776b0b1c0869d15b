"""The items of a list end differently: some with a semicolon, some with a full stop, some with nothing.

A list ends its items in one way: all with a full stop, all with nothing, or all with a semicolon (or comma) and the
last one with a full stop. What is marked is the item that differs from the others. Lists in which no way prevails,
and items that lead to lists of their own, are left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.series import ending, lists
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.wording import excerpt
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_NAMES = {".": "a full stop", ";": "a semicolon", ",": "a comma", "": "nothing"}


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the items that end otherwise than the others."""
    for items in lists(subject.passages):
        yield from _differing(items)


def _differing(items: Sequence[Passage]) -> Iterator[Hit]:
    ends = [ending(one) for one in items]
    inner = [end for end in ends[:-1] if end is not None]
    if not inner:
        return
    if ends[-1] is None:
        if items[0].numbers and inner[-1] == "":
            yield _hit(items[-2], "", ";", "an item that goes on with the sentence")
        return
    usual, times = Counter(inner).most_common(1)[0]
    if len(inner) == 2 and "" in inner and ends[-1] == ".":
        usual = "".join(inner)  # of two ways, the one that a full stop at the end belongs to
    elif times * 3 < len(inner) * 2:
        return
    if len(inner) > 1:
        for one, end in zip(items[:-1], ends[:-1], strict=True):
            if end is not None and end != usual:
                yield _hit(one, end, usual, "the other items of the list")
    last = ends[-1]
    if usual and last != "." and (len(items) > 2 or not last):
        yield _hit(items[-1], last, ".", "the last item of such a list")
    elif not usual and last in (";", ","):
        yield _hit(items[-1], last, "", "the other items of the list")
    elif not usual and len(items) == 2 and last == ".":
        yield _hit(items[0], "", ".", "the next one")


def _hit(one: Passage, end: str, wanted: str, others: str) -> Hit:
    text = one.text.rstrip()
    bare = text.removesuffix(end)
    start = bare.rfind(" ") + 1
    message = f"the item '{excerpt(text, 40)}' ends with {_NAMES[end]}, {others} with {_NAMES[wanted]}"
    help_ = f"end it with {_NAMES[wanted]}"
    return Hit(one, start, len(text), message, help_, Fix(bare[start:] + wanted, safe=False))
