"""Edits at random of a built .docx, as another person would make them in Word: plainly, or with changes tracked."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence

from tests.folding.edits import of_paragraphs, of_words
from tests.folding.edits.editor import Editor

_NO_TEXT = ("bold", "change_link", "comment")
"""The edits that leave the text as it is."""


def edited(
    data: bytes, seed: int, count: int, *, tracked: bool | None, without: Collection[str] = ()
) -> tuple[bytes, list[str]]:
    """Return a .docx with `count` edits at random, the same for each seed, and what was done.

    Each line is the name of an edit and the text that its paragraph had before: `change_word: The group thanked …`.
    There are fewer than `count` when a document has no place for more. The edits named in `without` are left out.
    `tracked` None makes some edits plainly and tracks others.
    """
    editor = Editor(data, random.Random(seed), bool(tracked))
    done: list[str] = []
    edits = [one for one in EDITS if one[0] not in without]
    for _ in range(count * 30):
        if len(done) == count:
            break
        if tracked is None:
            editor.tracked = editor.random.random() < 0.5
        name, edit, _ = editor.random.choices(edits, [weight for _, _, weight in edits])[0]
        text = edit(editor)
        if text is not None:
            done.append(f"{name}: {text}")
    return editor.saved(), done


def changes_text(done: Sequence[str]) -> bool:
    """Return whether any of the edits done changes the text, not only looks, links or comments."""
    return any(line.partition(":")[0] not in _NO_TEXT for line in done)


EDITS: tuple[tuple[str, Callable[[Editor], str | None], int], ...] = (
    ("change_word", of_words.change_word, 4),
    ("insert_words", of_words.insert_words, 3),
    ("delete_words", of_words.delete_words, 3),
    ("insert_sentence", of_words.insert_sentence, 2),
    ("bold", of_words.bold, 1),
    ("change_link", of_words.change_link, 1),
    ("insert_paragraph", of_paragraphs.insert_paragraph, 2),
    ("delete_paragraph", of_paragraphs.delete_paragraph, 2),
    ("split_paragraph", of_paragraphs.split_paragraph, 1),
    ("merge_paragraphs", of_paragraphs.merge_paragraphs, 1),
    ("move_paragraph", of_paragraphs.move_paragraph, 1),
    ("edit_front", of_words.edit_front, 1),
    ("comment", of_words.comment, 1),
)
"""The edits: name, what does it, and how often it is done."""
