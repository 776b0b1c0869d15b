"""Counted lists go on counting when items come or go; nothing else is touched."""

from __future__ import annotations

import pytest

from cwgdraft.records.relisting import renumbered


@pytest.mark.parametrize(
    ("text", "mark", "new"),
    [
        ("lead:\na) x\nb) NEW\nb) y\nc) z\n", "b) NEW", "lead:\na) x\nb) NEW\nc) y\nd) z\n"),
        ("lead:\nb) y\nc) z\n", "b) y", "lead:\na) y\nb) z\n"),
        ("lead:\na) x\nc) z\n", "c) z", "lead:\na) x\nb) z\n"),
        ("lead:\n1. x\n   - in\n   - out\n3. z\n", "3.", "lead:\n1. x\n   - in\n   - out\n2. z\n"),
        ("lead:\nii) y\niii) z\n", "ii)", "lead:\ni) y\nii) z\n"),
        ("g) x\nh) NEW\nh) y\ni) z\n", "h) NEW", "g) x\nh) NEW\ni) y\nj) z\n"),
        ("lead of\n14. March and more:\na) x\nc) z\n", "c)", "lead of\n14. March and more:\na) x\nb) z\n"),
        ("a) x\n\nThe other:\nc) stays\n", "a)", "a) x\n\nThe other:\nc) stays\n"),
        ("- x\n- y\n", "- y", "- x\n- y\n"),
        ("lead:\r\nb) y\r\nc) z", "b)", "lead:\r\na) y\r\nb) z"),
    ],
)
def test_items_count_on(text: str, mark: str, new: str) -> None:
    assert renumbered(text, [text.index(mark)]) == new
