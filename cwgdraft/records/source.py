"""The text of a record file, whatever encoding and line ends it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.finding import Finding, Place, Severity

MAX_BYTES = 2_000_000
_CONFLICT = re.compile(r"^(<{7} .*|={7}|>{7} .*|\|{7} .*)$", re.M)
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 can't hold, or only as something that no reader sees."""
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Source:
    """A record file's text with line ends as `\\n`."""

    path: Path
    text: str

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`."""
        start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.path, self.text.count("\n", 0, offset) + 1, offset - start + 1)


def read_source(path: Path) -> tuple[Source | None, list[Finding]]:
    """Return the file's text, or None with the findings that say why it can't be taken."""

    def refused(rule: str, message: str, help_: str, place: Place | None = None) -> Finding:
        return Finding(rule, Severity.ERROR, message, place or Place(path), help_)

    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            text = f"the file has {size:,} bytes; a record file has at most {MAX_BYTES:,}"
            return None, [refused("file-too-large", text, "split it, or take out what isn't a record")]
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [refused("unreadable-file", f"the file can't be read: {reason}", "check its name and rights")]
    encoding = next((name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        shown = data[error.start : error.start + 1].decode("cp1252", "replace")
        return None, [
            refused(
                "not-utf-8",
                f"the file isn't UTF-8: a byte that Windows shows as '{shown}' stands here",
                "save the file as UTF-8",
                Place(path, line),
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, text)
    findings = [
        refused(
            "merge-conflict",
            f"a merge conflict was left in the file: '{found.group()[:20]}'",
            "choose one of the two versions and take the marked lines out",
            source.place(found.start()),
        )
        for found in _CONFLICT.finditer(text)
        if set(found.group()) != {"="} or "<<<<<<<" in text
    ]
    findings += [
        refused(
            "unprintable-character",
            f"the character U+{ord(found.group()):04X} can't stand in a document",
            "delete it (it is invisible in most editors: retype the word)",
            source.place(found.start()),
        )
        for found in UNPRINTABLE.finditer(text)
    ]
    return (None if findings else source), findings
