"""Fixing what rules know how to put right: in records by the bytes of the words, in Word as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.files import write_whole
from cwgdraft.finding import Place, WordPlace
from cwgdraft.jobs.checking.check import Checked
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.word.comments import passage_paragraphs
from cwgdraft.word.gate import read_parts
from cwgdraft.word.redline import redline
from cwgdraft.word.text_edits import TextEdit, with_edits

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing did: the findings that were put right, those that couldn't be, and the files that were written."""

    done: tuple[Checked, ...]
    left: tuple[Checked, ...]
    files: tuple[Path, ...]


def fixable(checked: Iterable[Checked], *, unsafe: bool) -> list[Checked]:
    """Return the findings that can be put right: the safe ones, with `unsafe` those too that need a look."""
    return [one for one in checked if (fix := one.found.hit.fix) is not None and (fix.safe or unsafe)]


def fix(checked: Sequence[Checked], out: Callable[[Path], Path], *, author: str, date: str) -> Fixed:
    """Put findings right and return what became of them.

    Words in records and plain texts are replaced where they stand, every other byte is kept; where they aren't found as
    they are meant, nothing is done. A Word file is written with tracked changes to `out` of its path. Raises
    `OutputError` when a file can't be written; what stood there before is untouched.
    """
    by_file: dict[Path, list[Checked]] = {}
    for one in checked:
        place = one.finding.place
        if place is not None:
            by_file.setdefault(place.path, []).append(one)
    done: list[Checked] = []
    files = []
    for path, group in by_file.items():
        document = group[0].document
        word = isinstance(group[0].finding.place, WordPlace) and document.data.startswith(b"PK")
        made = _in_word(document, group, out(path), author, date) if word else _in_text(path, group)
        if made:
            done += made
            files.append(out(path) if word else path)
    return Fixed(tuple(done), tuple(one for one in checked if one not in done), tuple(files))


# --- records and texts ------------------------------------------------------------------------------


def _in_text(path: Path, group: Sequence[Checked]) -> list[Checked]:
    """Replace words in a text file; from the last to the first, so that no place shifts."""
    data = path.read_bytes()
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    text = data[len(mark) :].decode(encoding)
    starts = [0, *(found.end() for found in _LINE.finditer(text)), len(text) + 1]
    done = []
    below = len(text) + 1
    for one in sorted(group, key=lambda one: _position(one, starts, text), reverse=True):
        offset = _position(one, starts, text)
        hit = one.found.hit
        if offset < 0 or hit.fix is None or offset + len(hit.words) > below:
            continue
        if text[offset : offset + len(hit.words)] != hit.words or not hit.words:
            continue
        text = text[:offset] + hit.fix.new + text[offset + len(hit.words) :]
        below = offset
        done.append(one)
    if done:
        write_whole(path, mark + text.encode(encoding))
    return done


def _position(one: Checked, starts: Sequence[int], text: str) -> int:
    """Return where the words of a finding begin in a text, -1 where that isn't known."""
    place, hit = one.finding.place, one.found.hit
    if isinstance(place, Place):
        return starts[place.line - 1] + place.column - 1 if 0 < place.line < len(starts) else -1
    if place is None or not 0 < place.line < len(starts):
        return -1
    line = text[starts[place.line - 1] : starts[place.line]]
    inside = line.find(hit.passage.text)
    return starts[place.line - 1] + inside + hit.start if inside >= 0 else -1


# --- Word -------------------------------------------------------------------------------------------


def _in_word(document: Document, group: Sequence[Checked], out: Path, author: str, date: str) -> list[Checked]:
    """Write a Word file with the fixes as tracked changes."""
    parts = read_parts(document.data, document.path.name)
    numbers = passage_paragraphs(parts)
    edits: dict[TextEdit, Checked] = {}
    for one in group:
        hit = one.found.hit
        if hit.fix is not None and hit.passage.number < len(numbers) and hit.passage.index >= 0:
            edits[TextEdit(numbers[hit.passage.number], hit.start, hit.end, hit.words, hit.fix.new)] = one
    new, refused = with_edits(parts, edits)
    done = [one for edit, one in edits.items() if edit not in refused]
    if done:
        found = redline(parts, new, author=author, date=date)
        write_whole(out, found.data)
    return done
