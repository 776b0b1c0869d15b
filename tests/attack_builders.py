"""Attacks for tests: real files in a workspace, put through the real commands, and what must be true of each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import pack
from tests.draft_builders import group
from tests.repositories import NAMED
from tests.word_builders import changed

EVIL = "evil.docx"
BUILD = ("build", "r", "--template", EVIL)
PREVIEW = ("template", "preview", EVIL, "--no-pdf")
CHECK = ("template", "check", EVIL)
RENDER = (*CHECK, "--render")
BODY_MARK = "<w:p><w:r><w:t>{{p body }}"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str


@dataclass
class Bench:
    """A workspace with a report that is built already, in which attacking files are tried."""

    place: Path
    capsys: pytest.CaptureFixture[str]
    before: Mapping[str, bytes] = field(default_factory=dict)

    def run(self, *words: str) -> Ran:
        """Return what a command gives, run in this process."""
        self.capsys.readouterr()
        code = run(list(words))
        printed = self.capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    def put(self, content: Parts | bytes, name: str = EVIL) -> None:
        """Write a file from outside into the workspace, and take down what stands there."""
        (self.place / name).write_bytes(content if isinstance(content, bytes) else pack(content))
        self.before = self.files()

    def records(self, files: Mapping[str, str | bytes]) -> None:
        """Replace records, and take down what stands there."""
        for name, content in files.items():
            (self.place / name).write_bytes(content.encode() if isinstance(content, str) else content)
        self.before = self.files()

    def files(self) -> dict[str, bytes]:
        """Return every file of the workspace, by path."""
        return {
            str(path.relative_to(self.place)): path.read_bytes() for path in self.place.rglob("*") if path.is_file()
        }

    def refuses(self, *words: str, says: str) -> str:
        """Check that a command ends with 2, one error, a remedy, and every file as it was; return what it says."""
        ran = self.run(*words)
        assert (ran.code, ran.out) == (2, ""), ran
        assert says in ran.err
        assert "error: " in ran.err
        assert "\n    help: " in ran.err
        self.left_alone(ran)
        return ran.err

    def finds(self, *words: str, says: str = "") -> str:
        """Check that a check ends with findings and remedies, or with 2; return what it says."""
        ran = self.run(*words)
        said = ran.out + ran.err
        assert ran.code in (1, 2), ran
        assert says in said
        assert "error" in said
        assert "\n    help: " in said
        self.left_alone(ran)
        return said

    def left_alone(self, ran: Ran) -> None:
        """Check that a command changed no file and ended with no traceback."""
        assert "Traceback" not in ran.err
        assert self.files() == self.before

    def refused_as_template(self, content: Parts | bytes, says: str, *, unfilled: bool = True) -> None:
        """Check that a template is refused by all that uses one, for the same reason.

        Where not `unfilled`, a check that fills nothing need not find it.
        """
        self.put(content)
        self.refuses(*BUILD, says=says)
        self.refuses(*PREVIEW, says=says)
        self.finds(*RENDER)
        if unfilled:
            self.finds(*CHECK)

    def refused_as_draft(self, content: Parts | bytes, says: str) -> None:
        """Check that a draft is refused by all that reads one, for the same reason."""
        self.put(content)
        for words in (("text", EVIL), ("diff", "build/r.docx", EVIL), ("diff", EVIL, "build/r.docx")):
            self.refuses(*words, says=says)
        self.refuses("diff", "build/r.docx", EVIL, "--redline", "redline.docx", says=says)

    def apart(self, *words: str, megabytes: int = 1_000, seconds: float = 60) -> Ran:
        """Return what a command gives in a process of its own, which may take so much memory and time."""

        def limit() -> None:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))

        command = [sys.executable, "-m", "cwgdraft", *words]
        path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=seconds,
            cwd=self.place,
            env={**os.environ, "PYTHONPATH": path},
            preexec_fn=limit if sys.platform.startswith("linux") else None,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout, done.stderr)
        self.left_alone(ran)
        return ran


def bench_in(place: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Return the made-up group's workspace with the report `r` built; the caller has gone there."""
    group(place, NAMED, templates=True)
    bench = Bench(place, capsys)
    assert bench.run("build", "r").code == 0
    return bench


# --- templates --------------------------------------------------------------------------------------


def line(text: str) -> str:
    """Return a paragraph of XML text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_body(xml: str) -> Parts:
    """Return a template with XML before its body."""
    return changed("word/document.xml", lambda text: text.replace(BODY_MARK, xml + BODY_MARK))


def in_footer(xml: str) -> Parts:
    """Return a template with XML at the end of a footer."""
    return changed("word/footer1.xml", lambda text: text.replace("</w:ftr>", f"{xml}</w:ftr>"))


def in_header(xml: str) -> Parts:
    """Return a template with XML at the end of a header."""
    return changed("word/header2.xml", lambda text: text.replace("</w:hdr>", f"{xml}</w:hdr>"))


def in_footnote(xml: str) -> Parts:
    """Return a template with a footnote that holds XML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = in_body('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    parts["word/footnotes.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="{space}">'
        f'<w:footnote w:id="2">{xml}</w:footnote></w:footnotes>'
    ).encode()
    return with_part(parts, "footnotes", "footnotes.xml", "wordprocessingml.footnotes+xml")


def in_title(text: str) -> Parts:
    """Return a template with another title in its properties."""
    return changed("docProps/core.xml", lambda xml: xml.replace("Council report<", f"{text}<"))


def with_part(parts: Parts, kind: str, target: str, content_type: str) -> Parts:
    """Return parts with a relationship of the document to a part in its folder, and the part's type."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "word/_rels/document.xml.rels"
    one = f'<Relationship Id="rId98" Type="{office}/{kind}" Target="{target}"/></Relationships>'
    whole = f"application/vnd.openxmlformats-officedocument.{content_type}"
    kept = f'<Override PartName="/word/{target}" ContentType="{whole}"/></Types>'
    return {
        **parts,
        rels: parts[rels].replace(b"</Relationships>", one.encode()),
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", kept.encode()),
    }


def complex_field(*runs: str) -> str:
    """Return a paragraph that is a field of Word's, made of runs."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"<w:p>{char.format('begin')}{''.join(runs)}{char.format('end')}</w:p>"


def instruction(text: str) -> str:
    """Return a run with the instruction of a field."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def built(bench: Bench) -> Parts:
    """Return the parts of the report that stands in build/."""
    return read_parts((bench.place / "build/r.docx").read_bytes(), "r.docx")
