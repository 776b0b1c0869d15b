"""Fixing what rules know how to put right: in records by the bytes of the words, in Word as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.files import write_whole
from cwgdraft.finding import Finding, WordPlace
from cwgdraft.jobs.checking.check import Checked, line_of
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.jobs.outputs import write_output
from cwgdraft.records.editing import changes_one_text
from cwgdraft.word.comments import passage_paragraphs
from cwgdraft.word.gate import read_parts
from cwgdraft.word.redline import redline
from cwgdraft.word.text_edits import TextEdit, with_edits

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE = re.compile(r"\r\n|\r|\n")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The findings that fixing put right, and by the file in which they lay the file that was written."""

    done: tuple[Checked, ...]
    files: Mapping[Path, Path]


def fixable(
    checked: Iterable[Checked],
    lesser: Iterable[Checked],
    *,
    unsafe: bool,
    agreed: Collection[tuple[Path, int]] = (),
) -> list[Checked]:
    """Return the findings that can be put right: the safe ones, with `unsafe` those too that need a look.

    Those on lines of `agreed` (absolute paths, and lines from 1) are left out: nobody changes agreed words.
    What a rule finds in a document is to come out alike, so those are among them that weigh less because their slip
    was marked once already.
    """

    def can_be(one: Checked) -> bool:
        fix = one.found.hit.fix
        return fix is not None and (fix.safe or unsafe) and not (agreed and line_of(one) in agreed)

    found = [one for one in checked if can_be(one)]
    kinds = {(one.document.path, one.document.asked, one.finding.rule) for one in found}
    alike = (one for one in lesser if (one.document.path, one.document.asked, one.finding.rule) in kinds)
    return [*found, *(one for one in alike if can_be(one))]


def fix(checked: Sequence[Checked], out: Callable[[Path], Path], *, author: str, date: str) -> Fixed:
    """Put findings right and return what became of them.

    Words in records and plain texts are replaced where they stand, every other byte is kept; where they aren't found as
    they are meant, nothing is done. Of fixes that overlap the first is made. A Word file is written with tracked
    changes to `out` of its path. Raises `OutputError` when a file can't be written; what stood there before is
    untouched.
    """
    by_file: dict[Path, list[Checked]] = {}
    for one in checked:
        place = one.finding.place
        if place is not None:
            by_file.setdefault(place.path, []).append(one)
    done: list[Checked] = []
    files = {}
    for path, group in by_file.items():
        document = group[0].document
        word = is_word(group[0])
        made = _in_word(document, group, out(path), author, date) if word else _in_text(path, group)
        if made:
            done += made
            files[path] = out(path) if word else path
    return Fixed(tuple(done), files)


def is_word(one: Checked) -> bool:
    """Return whether a finding lies in a Word file."""
    return isinstance(one.finding.place, WordPlace) and one.document.data.startswith(b"PK")


def in_copies(checked: Iterable[Checked], files: Mapping[Path, Path]) -> list[Checked]:
    """Return findings that name the files which fixing wrote in the place of those that were read."""

    def named(finding: Finding) -> Finding:
        place = finding.place
        if not isinstance(place, WordPlace) or place.path not in files:
            return finding
        return replace(finding, place=replace(place, path=files[place.path]))

    return [replace(one, finding=named(one.finding)) for one in checked]


# --- records and texts ------------------------------------------------------------------------------


def _in_text(path: Path, group: Sequence[Checked]) -> list[Checked]:
    """Replace words in a text file and return whose were."""
    data = path.read_bytes()
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    text = data[len(mark) :].decode(encoding)
    starts = [0, *(found.end() for found in _LINE.finditer(text))]
    pieces: list[str] = []
    done = []
    behind = 0
    for start, one in sorted(((_position(one, starts), one) for one in group), key=lambda pair: pair[0]):
        words, fix = one.found.hit.words, one.found.hit.fix
        if fix is None or not words or start < behind or not text.startswith(words, start):
            continue
        end = start + len(words)
        if path.suffix in _YAML and not changes_one_text(path, text, text[:start] + fix.new + text[end:]):
            continue
        pieces += [text[behind:start], fix.new]
        behind = end
        done.append(one)
    if done:
        write_whole(path, mark + "".join([*pieces, text[behind:]]).encode(encoding))
    return done


def _position(one: Checked, starts: Sequence[int]) -> int:
    """Return where the words of a finding begin in a text whose lines start there; -1 where that isn't certain."""
    place = one.document.exact(one.found.hit)
    return starts[place.line - 1] + place.column - 1 if place is not None and place.line <= len(starts) else -1


# --- Word -------------------------------------------------------------------------------------------


def _in_word(document: Document, group: Sequence[Checked], out: Path, author: str, date: str) -> list[Checked]:
    """Write a Word file with the fixes as tracked changes."""
    parts = read_parts(document.data, document.path.name)
    numbers = passage_paragraphs(parts)
    edits: dict[TextEdit, Checked] = {}
    behind = (0, 0)
    for one in sorted(group, key=lambda one: (one.found.hit.passage.number, one.found.hit.start)):
        hit = one.found.hit
        if hit.fix is None or hit.passage.index < 0 or not hit.passage.number < len(numbers):
            continue
        typed, place = hit.passage.typed, numbers[hit.passage.number]
        edit = TextEdit(place, typed + hit.start, typed + hit.end, hit.words, hit.fix.new)
        if (place, edit.start) >= behind:
            edits[edit] = one
            behind = (place, edit.end)
    new, refused = with_edits(parts, edits)
    done = [one for edit, one in edits.items() if edit not in refused]
    if done:
        found = redline(parts, new, author=author, date=date)
        write_output(out, found.data)
    return done
