"""What pandoc reads in a Word file, its tracked changes accepted or rejected."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_LOOKS = frozenset({"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"})
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


def read(path: Path, changes: str, *, looks: bool = False, equations: bool = True) -> list[str]:
    """Return what pandoc reads: a line for each paragraph, row of a table and note, with links and pictures by content.

    `changes` is `accept` or `reject`. With `looks` a line says too what it is, a heading or an item of a list, what its
    cells span, and what is emphasised. Rows and paragraphs without any text are left out: pandoc knows no mark of a row
    and drops empty paragraphs. Numbers are left out: pandoc counts the deleted items of a list. Skips the test where
    there is no pandoc.
    """
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc isn't installed: apt-get install pandoc, or run .ci/run")
    command = [program, f"--track-changes={changes}", "--from=docx", "--to=json", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120, stdin=subprocess.DEVNULL)
    with zipfile.ZipFile(path) as archive:
        pictures = {
            name.removeprefix("word/"): hashlib.sha256(archive.read(name)).hexdigest()[:8]
            for name in archive.namelist()
            if "/media/" in name
        }
    return _Reader(pictures, looks, equations).lines(json.loads(done.stdout)["blocks"])


@dataclass(frozen=True, slots=True)
class _Reader:
    pictures: Mapping[str, str]
    looks: bool
    equations: bool

    def lines(self, blocks: list[Any]) -> list[str]:
        return [line for block in blocks for line in self._block(block)]

    def _block(self, block: Any) -> Iterator[str]:
        kind, content = block["t"], block.get("c")
        if kind in ("BulletList", "OrderedList"):
            items, how = (content, "dots") if kind == "BulletList" else (content[1], content[0][1]["t"])
            for line in (line for item in items for line in self.lines(item)):
                yield f"item by {how}: {line}" if self.looks and not line.startswith("heading") else line
        elif kind == "Table":
            yield from self._table(content)
        else:
            name, inner = self._plain(kind, content)
            for line in filter(None, (" ".join(line.split()) for line in inner)):
                yield f"{name}: {line}" if self.looks else line

    def _plain(self, kind: str, content: Any) -> tuple[str, list[str]]:
        if kind in ("Para", "Plain"):
            return "paragraph", [self._inlines(content)]
        if kind == "Header":
            return f"heading {content[0]}", [self._inlines(content[2])]
        if kind in ("BlockQuote", "Div"):
            return kind, self.lines(content[1] if kind == "Div" else content)
        return kind, [json.dumps(content)]

    def _table(self, table: Any) -> Iterator[str]:
        _, _, _, head, bodies, foot = table
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
        for _, cells in rows:
            texts = [" ¶ ".join(self.lines(cell[4])) for cell in cells]
            while texts and not texts[-1]:
                texts.pop()
            if texts:
                spans = [f"{cell[2]}x{cell[3]} " if self.looks else "" for cell in cells]
                yield "row " + " | ".join(map(str.__add__, spans, texts))

    def _inlines(self, inlines: list[Any]) -> str:
        return "".join(self._inline(one["t"], one.get("c")) for one in inlines)

    def _inline(self, kind: str, content: Any) -> str:
        if kind == "Str":
            return str(content)
        if kind in _SPACES:
            return _SPACES[kind]
        if kind in _LOOKS:
            inner = self._inlines(content)
            return f"<{kind}>{inner}</{kind}>" if self.looks else inner
        if kind in ("Span", "Quoted"):
            return self._inlines(content[1])
        if kind == "Link":
            return f"[{self._inlines(content[1])}]({content[2][0]})"
        if kind == "Image":
            return f"[picture {self.pictures[content[2][0]]}]"
        if kind == "Note":
            return f"[note {' ¶ '.join(self.lines(content))}]"
        if kind == "Math":
            return f"[equation {content[1]}]" if self.equations else ""
        return json.dumps([kind, content])
