"""Aligning the blocks of two documents: which are the same, which were edited, moved, split or merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq

from cwgdraft.matching.sequence import heaviest_rising
from cwgdraft.matching.words import encoded, split_words

SIMILAR = 0.4
"""From this share of common words on, two blocks in one place are one block that was edited."""
SIMILAR_AWAY = 0.6
"""The share that two blocks in different places need, to be one block that was moved and edited."""
_MOVABLE_SIGNS = 20
_MANY_PAIRS = 20_000
_CLOSE = 6
"""How many candidates a block in a wide gap has."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A block as aligning sees it.

    Units of one `key` say the same. `text` is compared where keys differ; `origin` ties units that were made from
    the same record, empty without. Only units of one `kind` are paired, and only paragraphs are split or merged.
    """

    key: Hashable
    text: str
    origin: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of some units: the places of old and new ones. One side is empty where units came or went.

    Several places on one side are units that were merged or split. Two steps with the same `move` (from 1) are the
    two ends of one move: in one only `old` is filled, in the other only `new`.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    move: int = 0


def align(old: Sequence[Unit], new: Sequence[Unit]) -> list[Step]:
    """Return the steps from `old` to `new` in order: between two pairs stands what went, then what came.

    Every place of both sides is in exactly one step. What moved is what leaves most of the text in its order.
    """
    return _Aligner(old, new).steps()


class _Aligner:
    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.moves: dict[int, int] = {}
        self._words: dict[str, list[str]] = {}
        self._encoded: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def steps(self) -> list[Step]:
        self._take_in_order()
        for old_gap, new_gap in self._gaps():
            self._match_equal(old_gap, new_gap)
        for old_gap, new_gap in self._gaps():
            self._match_similar(old_gap, new_gap)
        self._match_moved()
        for old_gap, new_gap in self._gaps():
            self._match_left(old_gap, new_gap)
        return self._grouped(self._in_order())

    # --- what surely belongs together ---------------------------------------------------------

    def _take_in_order(self) -> None:
        """Pair what has one origin or one key, as far as it keeps the order; the rest of it has moved."""
        start, end_old, end_new = 0, len(self.old), len(self.new)
        while start < min(end_old, end_new) and self._same(start, start):
            self.pairs[start] = start
            start += 1
        while end_old > start and end_new > start and self._same(end_old - 1, end_new - 1):
            end_old, end_new = end_old - 1, end_new - 1
            self.pairs[end_old] = end_new
        sure = self._sure(range(start, end_old), range(start, end_new))
        places = sorted(sure)
        weights = [1 + min(len(self.old[i].text), len(self.new[sure[i]].text)) for i in places]
        kept = {places[n] for n in heaviest_rising([sure[i] for i in places], weights)}
        for i in places:
            if i in kept:
                self.pairs[i] = sure[i]
            elif self._movable(i, sure[i]):
                self.moves[i] = sure[i]

    def _same(self, i: int, j: int) -> bool:
        one, other = self.old[i], self.new[j]
        return (
            one.key == other.key
            and one.kind == other.kind
            and (one.origin == other.origin or not one.origin or not other.origin)
        )

    def _movable(self, i: int, j: int) -> bool:
        one, other = self.old[i], self.new[j]
        if one.origin and one.origin == other.origin:
            return bool(one.text.strip() and other.text.strip())
        return len(one.text.strip()) >= _MOVABLE_SIGNS

    def _sure(self, old: Iterable[int], new: Iterable[int]) -> dict[int, int]:
        """Return pairs that have an origin, or else a key, that is nobody else's."""
        old, new = list(old), list(new)
        found: dict[int, int] = {}

        def match(name: Callable[[Unit], Hashable | None]) -> None:
            left, right = self._once(self.old, old, name), self._once(self.new, new, name)
            taken = set(found.values())
            for one, i in left.items():
                j = right.get(one)
                if j is not None and i not in found and j not in taken:
                    found[i] = j

        match(lambda unit: (unit.kind, unit.origin) if unit.origin else None)
        match(lambda unit: (unit.kind, unit.key) if unit.text.strip() else None)
        return found

    @staticmethod
    def _once(
        units: Sequence[Unit], places: Iterable[int], name: Callable[[Unit], Hashable | None]
    ) -> dict[Hashable, int]:
        names = [(name(units[place]), place) for place in places]
        count = Counter(one for one, _ in names)
        return {one: place for one, place in names if one is not None and count[one] == 1}

    # --- the gaps between ---------------------------------------------------------------------

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the places between pairs that belong to nothing yet, where both sides have some."""
        moved = set(self.moves.values())
        start_old = start_new = 0
        for i, j in [*sorted(self.pairs.items()), (len(self.old), len(self.new))]:
            if i > start_old and j > start_new:
                old_gap = [n for n in range(start_old, i) if n not in self.moves]
                new_gap = [n for n in range(start_new, j) if n not in moved]
                if old_gap and new_gap:
                    yield old_gap, new_gap
            start_old, start_new = i + 1, j + 1

    def _match_equal(self, old_gap: list[int], new_gap: list[int]) -> None:
        """Pair units of one key, in order; empty ones only where nothing else is left."""
        old_gap = [n for n in old_gap if self.old[n].text.strip()]
        new_gap = [n for n in new_gap if self.new[n].text.strip()]
        first, second = encoded(
            [(self.old[n].kind, self.old[n].key) for n in old_gap],
            [(self.new[n].kind, self.new[n].key) for n in new_gap],
        )
        for same in LCSseq.editops(first, second).as_matching_blocks():
            self.pairs.update((old_gap[same.a + n], new_gap[same.b + n]) for n in range(same.size))

    def _match_similar(self, old_gap: list[int], new_gap: list[int]) -> None:
        """Pair units that have the most words in common, in order."""
        if len(old_gap) * len(new_gap) > _MANY_PAIRS:
            self._match_wide(old_gap, new_gap)
            return
        lone = len(old_gap) == len(new_gap) == 1
        rows, columns = len(old_gap), len(new_gap)
        best = [[0] * (columns + 1) for _ in range(rows + 1)]
        common: dict[tuple[int, int], int] = {}
        for i in range(rows - 1, -1, -1):
            for j in range(columns - 1, -1, -1):
                score = max(best[i + 1][j], best[i][j + 1])
                own = self._score(old_gap[i], new_gap[j], SIMILAR / 2 if lone else SIMILAR)
                if own:
                    common[i, j] = own
                    score = max(score, best[i + 1][j + 1] + own)
                best[i][j] = score
        i = j = 0
        while i < rows and j < columns:
            if (i, j) in common and best[i][j] == best[i + 1][j + 1] + common[i, j]:
                self.pairs[old_gap[i]] = new_gap[j]
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _match_wide(self, old_gap: list[int], new_gap: list[int]) -> None:
        found = self._close(old_gap, new_gap, SIMILAR)
        places = sorted(found)
        kept = heaviest_rising([found[i][0] for i in places], [found[i][1] for i in places])
        self.pairs.update((places[n], found[places[n]][0]) for n in kept)

    def _match_moved(self) -> None:
        """Find what was moved and edited: blocks of much the same words in different places."""
        moved = set(self.moves.values())
        paired = set(self.pairs.values())
        old = [n for n in range(len(self.old)) if n not in self.pairs and n not in self.moves]
        new = [n for n in range(len(self.new)) if n not in paired and n not in moved]
        old = [n for n in old if len(self.old[n].text) >= 2 * _MOVABLE_SIGNS]
        new = [n for n in new if len(self.new[n].text) >= 2 * _MOVABLE_SIGNS]
        found = {i: j for i, (j, _) in self._close(old, new, SIMILAR_AWAY).items()}
        if found:
            self.moves.update(found)
            self._keep_heaviest()

    def _keep_heaviest(self) -> None:
        """Decide anew which pairs stay in order and which moved, now that those that were edited are known too."""
        every = {**self.pairs, **self.moves}
        places = sorted(every)
        kept = {
            places[n] for n in heaviest_rising([every[i] for i in places], [self._weight(i, every[i]) for i in places])
        }
        self.pairs = {i: every[i] for i in places if i in kept}
        self.moves = {i: every[i] for i in places if i not in kept and (i in self.moves or self._movable(i, every[i]))}

    def _weight(self, i: int, j: int) -> int:
        """Return about how many characters two units have in common, at least 1."""
        one, other = self.old[i], self.new[j]
        if one.key == other.key:
            return 1 + len(one.text)
        first, second = self._code(one.text), self._code(other.text)
        common = 2 * int(LCSseq.similarity(first, second))
        return 1 + common * (len(one.text) + len(other.text)) // max(2 * (len(first) + len(second)), 1)

    def _close(self, old: list[int], new: list[int], share: float) -> dict[int, tuple[int, int]]:
        """Return for old places the new one with the most words in common, each new one once.

        Candidates are found by the rarest of their words, so that no block is compared with all others.
        """
        homes: dict[str, list[int]] = defaultdict(list)
        for j in new:
            for word in set(self._words_of(self.new[j].text)):
                homes[word].append(j)
        found: list[tuple[int, int, int]] = []
        for i in old:
            votes: Counter[int] = Counter()
            words = {word for word in self._words_of(self.old[i].text) if word in homes}
            for word in sorted(words, key=lambda one: (len(homes[one]), one))[:8]:
                if len(homes[word]) <= 200:
                    votes.update(homes[word])
            for j, _ in votes.most_common(_CLOSE):
                if score := self._score(i, j, share):
                    found.append((score, i, j))
        out: dict[int, tuple[int, int]] = {}
        taken: set[int] = set()
        for score, i, j in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
            if i not in out and j not in taken:
                out[i] = (j, score)
                taken.add(j)
        return out

    def _match_left(self, old_gap: list[int], new_gap: list[int]) -> None:
        """Pair what is left and has nothing to compare, in order: empty paragraphs, pictures, whole tables."""
        left = list(new_gap)
        for i in old_gap:
            one = self.old[i]
            for n, j in enumerate(left):
                other = self.new[j]
                same = one.kind == other.kind and (one.key == other.key or one.kind != "paragraph")
                if same and (one.origin == other.origin or not one.origin or not other.origin):
                    self.pairs[i] = j
                    del left[: n + 1]
                    break

    # --- how much two units have in common ----------------------------------------------------

    def _words_of(self, text: str) -> list[str]:
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = [word for word in split_words(text) if not word.isspace()]
        return found

    def _code(self, text: str) -> str:
        found = self._encoded.get(text)
        if found is None:
            signs = []
            for word in self._words_of(text):
                sign = self._codes.get(word)
                if sign is None:
                    number = len(self._codes) + 0x100
                    sign = self._codes[word] = chr(number if number < 0xD800 else number + 0x800)
                signs.append(sign)
            found = self._encoded[text] = "".join(signs)
        return found

    def _score(self, i: int, j: int, share: float) -> int:
        """Return how many words two units have in common, 0 when their share is below `share`."""
        one, other = self.old[i], self.new[j]
        if one.kind != other.kind:
            return 0
        first, second = self._code(one.text), self._code(other.text)
        if not first or not second:
            return 0
        common = LCSseq.similarity(first, second)
        if 2 * common < share * (len(first) + len(second)):
            return 0
        return int(common) * 10 + (5 if one.key == other.key else 0)

    # --- the steps ----------------------------------------------------------------------------

    def _in_order(self) -> list[Step]:
        numbers = {i: n for n, i in enumerate(sorted(self.moves), start=1)}
        arrived = {j: numbers[i] for i, j in self.moves.items()}
        steps: list[Step] = []
        start_old = start_new = 0
        for i, j in [*sorted(self.pairs.items()), (len(self.old), len(self.new))]:
            steps.extend(Step((n,), (), numbers.get(n, 0)) for n in range(start_old, i))
            steps.extend(Step((), (n,), arrived.get(n, 0)) for n in range(start_new, j))
            if i < len(self.old):
                steps.append(Step((i,), (j,)))
            start_old, start_new = i + 1, j + 1
        return steps

    def _grouped(self, steps: list[Step]) -> list[Step]:
        """Return the steps with paragraphs that were split or merged made one step."""
        out: list[Step] = []
        for step in steps:
            out.append(step)
            while len(out) > 1 and (joined := self._joined(out[-2], out[-1])) is not None:
                out[-2:] = [joined]
        return out

    def _joined(self, first: Step, second: Step) -> Step | None:
        """Return two neighbouring steps as one, where what came or went shares its words with the other step."""
        if first.move or second.move:
            return None
        whole, part = (first, second) if first.old and first.new else (second, first)
        if not (whole.old and whole.new) or (part.old and part.new):
            return None
        units = [*(self.old[n] for n in (*whole.old, *part.old)), *(self.new[n] for n in (*whole.new, *part.new))]
        if any(unit.kind != "paragraph" or not unit.text.strip() for unit in units):
            return None
        if len(whole.old) == len(whole.new) == 1 and self.old[whole.old[0]].key == self.new[whole.new[0]].key:
            return None
        side, other = (self.old, self.new) if part.old else (self.new, self.old)
        own = part.old or part.new
        mine, theirs = (whole.old, whole.new) if part.old else (whole.new, whole.old)
        together = sorted((*mine, *own))
        before = self._common(side, mine, other, theirs)
        after = self._common(side, together, other, theirs)
        gained = sum(len(self._code(side[n].text)) for n in own)
        if gained == 0 or 2 * (after - before) <= gained + 1:
            return None
        old, new = ((*together,), (*theirs,)) if part.old else ((*theirs,), (*together,))
        return replace(whole, old=old, new=new)

    def _common(self, side: Sequence[Unit], places: Iterable[int], other: Sequence[Unit], theirs: Iterable[int]) -> int:
        first = "".join(self._code(side[n].text) for n in places)
        second = "".join(self._code(other[n].text) for n in theirs)
        return int(LCSseq.similarity(first, second))
