"""Findings as comments in Word: for a secretary without a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from cwgdraft.checking.passages import passages_of
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Finding
from cwgdraft.jobs.checking.check import Checked
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.word.comments import passage_paragraphs, with_comments
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack


def annotated(document: Document, data: bytes, checked: Sequence[Checked], date: str) -> bytes:
    """Return a Word file with a comment at each finding in it; `data` are its bytes.

    What stands in a note is said at the first paragraph. Raises `CwgdraftError` for a document that is no Word file.
    """
    if not data.startswith(b"PK"):
        raise CwgdraftError(f"{document.name} is no Word file, so it can't have comments", "leave --annotate out")
    parts = read_parts(data, document.path.name)
    numbers = passage_paragraphs(parts)
    texts = [" ".join(one.text.split()) for one in passages_of(read_draft(parts, document.name))]
    comments = []
    for one in checked:
        passage = one.found.hit.passage
        wanted = " ".join(passage.text.split())
        number = passage.number
        if wanted in texts and not (number < len(texts) and texts[number] == wanted):
            number = texts.index(wanted)  # a report made from records has other passages before it than its Word file
        place = numbers[number] if passage.index >= 0 and number < len(numbers) else 1
        comments.append((place, comment_text(one.finding, one.found.hit.words)))
    if not comments:
        comments = [(1, "Nothing was found.")]
    return pack(with_comments(parts, comments, date))


def comment_text(finding: Finding, words: str = "") -> str:
    """Return a finding as the text of a comment."""
    lines = [f"{finding.severity.word.capitalize()}: {finding.message}"]
    if words.strip() and f"'{words}'" not in finding.message and len(words) < 80:
        lines.append(f"Words: {words}")
    if finding.help:
        lines.append(f"What to do: {finding.help}")
    lines.append(f"[{finding.rule}]")
    return "\n".join(lines)
