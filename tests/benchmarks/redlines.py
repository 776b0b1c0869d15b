"""What is measured of redlines: two versions of a long report, the floor below any comparing, the best peer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cwgdraft.draft import Block, Kind, Run, plain_row

WORDS = [
    "the", "group", "noted", "document", "report", "secretariat", "Member", "States", "contribution", "Council",
    "session", "outcomes", "forum", "activities", "implementation", "review", "process", "information", "society",
    "development", "goals", "digital", "cooperation", "resolution", "proposal", "meeting", "Chair", "welcomed",
    "participants", "considered", "invited", "requested", "submitted", "appreciation", "progress", "framework",
    "compact",
]  # fmt: skip
AUTHOR, DATE = "Bench", "2031-03-04T09:00:00Z"


def _text(dice: random.Random, low: int = 12, high: int = 60) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(low, high))).capitalize() + "."


def _blocks(dice: random.Random, count: int) -> Iterator[Block]:
    for n in range(count):
        origin = f"41/t#{n}"
        if n % 40 == 0:
            yield Block(Kind.HEADING, (Run(_text(dice, 3, 5)),), 1, origin=origin)
        elif n % 97 == 5:
            rows = tuple(plain_row(*((Run(_text(dice, 4, 6)),) for _ in range(4))) for _ in range(6))
            yield Block(Kind.TABLE, rows=rows, origin=origin)
        elif n % 7 == 3:
            link = Run("Doc. 12", link=f"https://example.org/{n}")
            yield Block(Kind.NUMBERED, (Run(_text(dice) + " "), link, Run(" " + _text(dice, 5, 9))), 2, origin=origin)
        else:
            yield Block(Kind.NUMBERED, (Run(_text(dice)),), 2, origin=origin)


def _edited(dice: random.Random, blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks with 5 % of them edited, 1 % new, 1 % gone, and a third of the tables changed."""
    for n, block in enumerate(blocks):
        chance = dice.random()
        if block.kind is Kind.TABLE and chance < 1 / 3:
            rows = list(block.rows)
            rows[2] = plain_row(*((Run(_text(dice, 4, 6)),) for _ in range(4)))
            del rows[4]
            yield replace(block, rows=tuple(rows))
        elif chance < 0.05 and block.kind is not Kind.TABLE:
            words = block.text.split()
            words[dice.randrange(len(words))] = "changed"
            words.insert(dice.randrange(len(words)), "added words")
            yield replace(block, runs=(Run(" ".join(words)),))
        elif 0.05 <= chance < 0.06:
            yield block
            yield Block(Kind.NUMBERED, (Run(_text(dice)),), 2, origin=f"42/n#{n}")
        elif not 0.06 <= chance < 0.07 or block.kind is Kind.HEADING:
            yield block


def versions(count: int) -> tuple[bytes, bytes]:
    """Return two versions of a report of so many blocks as Word files; one block in five hundred has moved."""
    from cwgdraft.typesetting.render import typeset
    from tests.word_builders import draft_of, template

    dice = random.Random(7)
    old = list(_blocks(dice, count))
    new = list(_edited(dice, old))
    for _ in range(max(1, count // 500)):
        block = new.pop(dice.randrange(len(new)))
        new.insert(dice.randrange(len(new)), block)
    return typeset(draft_of(old), template()), typeset(draft_of(new), template())


def redline(old: bytes, new: bytes) -> bytes:
    """Return the redline, as `cwgdraft diff --redline` makes it."""
    from cwgdraft.word.gate import read_parts
    from cwgdraft.word.redline import redline as written

    return written(read_parts(old, "old"), read_parts(new, "new"), author=AUTHOR, date=DATE).data


def floor(old: bytes, new: bytes) -> bytes:
    """Do the least that a comparison can't do without: parse both, align by the text, compare words, write."""
    from lxml import etree
    from rapidfuzz.distance import LCSseq

    from cwgdraft.matching.words import encoded, split_words
    from cwgdraft.word.gate import MAIN, read_parts
    from cwgdraft.word.package import W, pack

    before, after = read_parts(old, "old"), read_parts(new, "new")
    roots = [etree.fromstring(parts[MAIN]) for parts in (before, after)]
    left, right = (
        ["".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in root.iter(f"{{{W}}}p")] for root in roots
    )
    for one in LCSseq.opcodes(*encoded(left, right)):
        if one.tag != "equal":
            for was, now in zip(left[one.src_start : one.src_end], right[one.dest_start : one.dest_end], strict=False):
                LCSseq.opcodes(*encoded(split_words(was), split_words(now)))
    after[MAIN] = etree.tostring(roots[1], xml_declaration=True, encoding="UTF-8")
    return pack(after)


def redline_files(old: str, new: str) -> None:
    """Make the redline of two files, in a process of its own."""
    redline(Path(old).read_bytes(), Path(new).read_bytes())


def peer(old: bytes, new: bytes) -> bytes:
    """Return the redline that Docxodus makes; raises ImportError where it isn't installed."""
    from python_redlines import DocxodusEngine

    return DocxodusEngine().run_redline(AUTHOR, old, new)[0]
