"""The way back: what was adopted is built again, and every paragraph of the source must come out equal or named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cwgdraft.adopting.facts import Said
from cwgdraft.adopting.outline import Line, folded
from cwgdraft.adopting.recording import Fate
from cwgdraft.adopting.wording import Piece
from cwgdraft.draft import Block, Draft, Kind
from cwgdraft.language.acts import Vocabulary, recognise
from cwgdraft.language.mentions import dates_in, people_named, resolutions_in, symbols_in

_RULE = re.compile(r"_{5,}")
_COUNTS = ("attendance", "totals")


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one paragraph: as the source has it, as it is built now, and why, empty where nobody knows."""

    file: str
    number: int
    label: str
    source: str
    built: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    held: int
    all: int

    @property
    def text(self) -> str:
        """Return `191 of 200 (95.5 %)`."""
        return f"{self.held} of {self.all} ({100 * self.held / self.all:.1f} %)" if self.all else "none there"


@dataclass(frozen=True, slots=True)
class Return:
    """How one report came back: paragraphs equal or with a named difference, facts held as data, differences."""

    file: str
    equal: int
    named: int
    all: int
    facts: Share
    acts: Share
    differences: tuple[Difference, ...]

    @property
    def paragraphs(self) -> Share:
        """Return how many paragraphs came back equal or with every difference named."""
        return Share(self.equal + self.named, self.all)


def returned(file: str, fates: Sequence[Fate], draft: Draft, said: Said, vocabulary: Vocabulary) -> Return:
    """Return how a report comes back; `fates` are those of its paragraphs, `draft` what is built from the records.

    `vocabulary` has the words by which acts are recognised.
    """
    every = sorted(fates, key=lambda one: one.line.number)
    top, lines = [one for one in every if one.on_top], [one for one in every if not one.on_top]
    built = list(_built(draft.blocks))
    texts = [_key(text) for _, text in built]
    typed = {text for label, text in built if not label}
    wanted = [_key(_as_typed(one.line.label, one.line.text, typed)) for one in lines]
    expected = [_key(_as_typed(one.line.label, "".join(piece.printed for piece in one.pieces), typed)) for one in lines]
    pairs = _pairs(expected, texts)
    differences = list(_above(file, top, draft.front.values()))
    equal, named = len(top) - len(differences), len(differences)
    for place, fate in enumerate(lines):
        match = pairs.get(place)
        if match is None:
            reason = fate.where.removeprefix("not taken: ") if not fate.is_taken else ""
            reason = reason or ("the signature is computed" if fate.where.endswith(": signature") else "")
            reason = reason or ("nothing below this heading could be taken" if _is_bare(lines, place) else "")
            differences.append(Difference(file, fate.line.number, fate.line.label, fate.line.text, "", reason))
            named += bool(reason)
            continue
        label, text = built[match]
        if not fate.is_taken and texts[match] != wanted[place]:
            reason = fate.where.removeprefix("not taken: ")
            differences.append(Difference(file, fate.line.number, fate.line.label, fate.line.text, text, reason))
            named += 1
            continue
        reasons = _reasons(fate, label, texts[match], wanted[place], expected[place])
        if reasons is None:
            equal += 1
            continue
        shown = f"{label}\t{text}" if label != fate.line.label else text
        differences.append(Difference(file, fate.line.number, fate.line.label, fate.line.text, shown, reasons))
        named += bool(reasons)
    for place in sorted(set(range(len(built))) - set(pairs.values())):
        label, text = built[place]
        differences.append(Difference(file, 0, label, "", text, _own_words(draft.blocks, text)))
    return Return(
        file, equal, named, len(every), facts_held(fates, said), acts_in(every, vocabulary), tuple(differences)
    )


def _above(file: str, top: Iterable[Fate], front: Iterable[str]) -> Iterable[Difference]:
    """Yield the lines above the box that the first page doesn't print as they stand: it is computed from facts."""
    printed = {folded(text) for value in front for text in value.split("\n")}
    for fate in top:
        line = fate.line
        if line.text not in printed:
            fact = fate.where.rpartition(": ")[2] if fate.is_taken else ""
            reason = f"the first page is computed from the {fact}" if fact else fate.where.removeprefix("not taken: ")
            yield Difference(file, line.number, line.label, line.text, "", reason)


def _is_bare(lines: Sequence[Fate], place: int) -> bool:
    """Return whether a heading stands over nothing that was taken."""
    headings = (Kind.HEADING, Kind.SUBHEADING)
    if lines[place].line.kind not in headings:
        return False
    for fate in lines[place + 1 :]:
        if fate.line.kind in headings:
            return True
        if fate.is_taken:
            return False
    return True


def _own_words(blocks: Iterable[Block], text: str) -> str:
    """Return why something is built that the source doesn't have: a placeholder in a field of the box."""
    block = next((one for one in blocks if folded(one.text) == text), None)
    if block is not None and any(run.open for run in block.runs):
        return "the source says nothing here: a placeholder"
    return "the source says nothing here" if block is not None and block.kind is Kind.FRONT_TEXT else ""


def _built(blocks: Iterable[Block]) -> Iterable[tuple[str, str]]:
    for block in blocks:
        if block.kind is not Kind.TABLE:
            yield folded(block.label), folded(block.text)


def _as_typed(label: str, text: str, typed: Collection[str]) -> str:
    """Return the words of a paragraph, its number before them where it stands so in the built one: a quotation's."""
    whole = f"{label} {text}"
    return whole if label and whole in typed else text


def _key(text: str) -> str:
    text = folded(text)
    return "____" if _RULE.fullmatch(text) else text


def _pairs(expected: Sequence[str], built: Sequence[str]) -> dict[int, int]:
    """Return which built paragraph stands for which one of the source: equal ones first, then those between them."""
    found: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, expected, built, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            found.update(zip(range(i1, i2), range(j1, j2), strict=True))
        elif tag == "replace":
            found.update(zip(range(i1, i2), range(j1, j2), strict=False))
    return found


def _reasons(fate: Fate, label: str, built: str, wanted: str, expected: str) -> str | None:
    """Return what differs and why, None where nothing does; the empty text where something differs and nobody knows."""
    found: list[str] = []
    if built != wanted and fate.where.endswith(": signature"):
        return f"the signature is computed: {fate.line.text} in the source"
    if built != wanted:
        if "*" in wanted and built.replace("*", "") == expected.replace("*", ""):
            return "asterisks are read as emphasis: the words between them are printed so"
        if built != expected and not _fits(fate.pieces, built):
            return ""
        found += [_difference(piece) for piece in fate.pieces if piece.reference and piece.printed != piece.typed]
    if label != fate.line.label and not _same_mark(label, fate.line) and not wanted.startswith(f"{fate.line.label} "):
        found.append(f"number: {fate.line.label or 'none'} in the source, {label or 'none'} now")
    return "; ".join(found) if found else None if built == wanted else ""


def _difference(piece: Piece) -> str:
    what = {"date": "source", "symbol": "symbol"}.get(piece.fact, piece.fact)
    return f"{what}: {piece.typed}; record: {piece.printed}"


def _fits(pieces: Sequence[Piece], built: str) -> bool:
    """Return whether a text is that of the pieces, whatever references print."""
    pattern = "".join(".+?" if piece.reference else re.escape(_folded_inside(piece.typed)) for piece in pieces)
    return re.fullmatch(pattern, built) is not None


def _folded_inside(text: str) -> str:
    """Return words as `folded` does, the spaces around them kept."""
    return re.sub(r"[ \t\u00a0]+", " ", text)


def _same_mark(label: str, line: Line) -> bool:
    """Return whether two marks of a list say the same: a bullet of any form, a number with or without its stop."""
    if line.kind is Kind.LIST_ITEM:
        if not any(sign.isalnum() for sign in line.label):
            return bool(label) and not any(sign.isalnum() for sign in label)
        return label.strip("().") == line.label.strip("().")
    return False


def acts_in(fates: Iterable[Fate], vocabulary: Vocabulary) -> Share:
    """Return in how many of the numbered paragraphs, and those without a number in sections, an act is recognised."""
    kinds = (Kind.NUMBERED, Kind.PARAGRAPH, Kind.CONTINUATION)
    texts = [one.line.text for one in fates if one.line.kind in kinds]
    return Share(sum(bool(recognise(text, vocabulary=vocabulary)) for text in texts), len(texts))


def facts_held(fates: Iterable[Fate], said: Said) -> Share:
    """Return how many of the facts that the text states are data in the records: references, and facts of meetings."""
    held = all_ = 0
    for fate in fates:
        text = fate.line.text
        spans = [
            *(
                (one.start, one.end)
                for one in dates_in(text)
                if one.is_possible and (one.year or one.precision == "day")
            ),
            *((one.start, one.end) for one in symbols_in(text, said.acronym)),
            *((one.start, one.end) for one in resolutions_in(text)),
            *((one.title_start, one.end) for one in people_named(text)),
        ]
        all_ += len(spans)
        taken = bytearray()
        for piece in fate.pieces if fate.line.story is None else ():
            taken += (b"\1" if piece.reference else b"\0") * len(piece.typed)
        held += sum(any(taken[start:end]) for start, end in spans)
    counts = sum(len([one for one in fact.value if one not in ("about", "who")]) for fact in said.facts
                 if fact.name in _COUNTS and isinstance(fact.value, dict))  # fmt: skip
    return Share(held + counts, all_ + counts)
