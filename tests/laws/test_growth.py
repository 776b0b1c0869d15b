"""Nothing that many documents have grows with the square of its number."""

from __future__ import annotations

import time
from collections.abc import Callable

from cwgdraft.comparing.compare import compare
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import Parts
from cwgdraft.word.redline import redline
from tests.document_builders import level, numbered, numbering, p, r
from tests.word.redline.test_redline import document


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def test_a_thousand_notes_that_were_all_written_anew_take_seconds() -> None:
    """With the square of their number it took twenty."""

    def of(words: str) -> Parts:
        notes = "".join(f'<w:footnote w:id="{n}">{p(f"{words}{n} {words}")}</w:footnote>' for n in range(1, 1000))
        body = (p(r("Noted. ") + f'<w:r><w:footnoteReference w:id="{n}"/></w:r>') for n in range(1, 1000))
        return document(*body, footnotes=notes)

    old, new = read_draft(of("lamp"), "old"), read_draft(of("bulb"), "new")
    assert seconds(lambda: compare(old, new)) < 6


def test_fifteen_hundred_lists_that_only_the_old_document_has_take_seconds() -> None:
    """With the square of their number it took fifteen."""

    def of(sign: str) -> Parts:
        lists = numbering(*(level(0, f"{sign}%1.{n}") for n in range(1, 1500)))
        return document(*(p(f"Item {n}", numbered(n)) for n in range(1, 1500)), numbering=lists)

    assert seconds(lambda: redline(of("a"), of("b"), author="A", date="2031-03-04T09:00:00Z")) < 7
