"""The text of a record file, whatever encoding and line ends it came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cwgdraft.finding import Finding, Place, Severity

MAX_BYTES = 2_000_000
MAX_OF_A_KIND = 20
"""How many findings of one kind a file gets before the rest are only counted."""
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.M)
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff\U0010fff0-\U0010ffff]"
)
"""What XML 1.0 can't hold, or only as something that no reader sees.

U+0085, U+2028 and U+2029 are line breaks to YAML and to nobody else; the last sixteen are cwgdraft's own marks.
"""
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Source:
    """A record file's text, in which a line feed ends each line."""

    path: Path
    text: str

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`."""
        start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.path, self.text.count("\n", 0, offset) + 1, offset - start + 1)


def read_source(path: Path) -> tuple[Source | None, list[Finding]]:
    """Return the file's text, or None with the findings that say why it can't be taken."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            text = f"the file has {size:,} bytes; a record file has at most {MAX_BYTES:,}"
            return None, [_refused("file-too-large", text, "split it, or take out what isn't a record", Place(path))]
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        help_ = "check its name and rights"
        return None, [_refused("unreadable-file", f"the file can't be read: {reason}", help_, Place(path))]
    text, finding = _decoded(path, data)
    if finding:
        return None, [finding]
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    findings = [*_conflicts(source), *_unprintable(source)]
    return (None if findings else source), findings


def unmarked(data: bytes) -> tuple[bytes, str, str]:
    """Return the byte order mark (or nothing), the encoding and the text of a record file that can be read."""
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    return mark, encoding, data[len(mark) :].decode(encoding)


def _decoded(path: Path, data: bytes) -> tuple[str, Finding | None]:
    """Return the text of a file's bytes, or the finding that says why they aren't text."""
    encoding = next((name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8")
    help_ = "save the file as UTF-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            return "", _refused("not-utf-8", "the file begins as UTF-16 but isn't", help_, Place(path, 1, 1))
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        shown = data[error.start : error.start + 1].decode("cp1252", "replace")
        message = f"the file isn't UTF-8: a byte that Windows shows as '{shown}' stands here"
        return "", _refused("not-utf-8", message, help_, Place(path, data.count(b"\n", 0, error.start) + 1, column))
    if text.count("\0") * 4 > len(text):
        message = "the file isn't text in UTF-8: every second byte or more is zero, as in UTF-16 or a program's file"
        return "", _refused("not-utf-8", message, help_, Place(path, 1, 1))
    return text, None


def _conflicts(source: Source) -> Iterator[Finding]:
    """Yield a finding for each line that a merge left behind; a row of `=` alone is none."""
    marks = list(_CONFLICT.finditer(source.text))
    if all(mark[0][0] == "=" for mark in marks):
        return
    help_ = "choose one of the two versions and take the marked lines out"
    for mark in marks[:MAX_OF_A_KIND]:
        message = f"a merge conflict was left in the file: '{mark[0][:20]}'"
        yield _refused("merge-conflict", message, help_, source.place(mark.start()))
    if len(marks) > MAX_OF_A_KIND:
        yield _more("merge-conflict", len(marks) - MAX_OF_A_KIND, "lines", help_, source.path)


def _unprintable(source: Source) -> Iterator[Finding]:
    """Yield a finding for each sign that no document can show."""
    found = UNPRINTABLE.finditer(source.text)
    help_ = "delete it (it is invisible in most editors: retype the word)"
    for one in islice(found, MAX_OF_A_KIND):
        yield _refused("unprintable-character", unprintable_message(one[0]), help_, source.place(one.start()))
    if rest := sum(1 for _ in found):
        yield _more("unprintable-character", rest, "such characters", help_, source.path)


def unprintable_message(sign: str) -> str:
    """Return what is wrong with a sign that `UNPRINTABLE` matches."""
    return f"the character U+{ord(sign):04X} can't stand in a document"


def _more(rule: str, count: int, what: str, help_: str, path: Path) -> Finding:
    return _refused(rule, f"the file has {count:,} more {what}", help_, Place(path))


def _refused(rule: str, message: str, help_: str, place: Place) -> Finding:
    return Finding(rule, Severity.ERROR, message, place, help_)
