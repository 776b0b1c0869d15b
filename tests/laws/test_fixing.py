"""Law 8 for `check --fix`: nothing but the words of the fixes changes, and fixing comes to an end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cwgdraft.checking.run import chosen_rules
from cwgdraft.jobs.checking.check import Checked, check_documents
from cwgdraft.jobs.checking.documents import Document, Library, file_document, reports
from cwgdraft.jobs.checking.fixing import fix, fixable
from cwgdraft.records.house import load_house
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Item, Records, Statement
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import read_file
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace
from tests.document_builders import p, parts_of
from tests.draft_builders import group, plan
from tests.repositories import NAMED
from tests.word_builders import template_parts

HOUSE = load_house(None)
RULES = chosen_rules(HOUSE)
ROUNDS = 20
MINUTES = "records/meetings/11.md"
PLAN = "records/reports/r.yaml"

PIECES = st.sampled_from(
    [
        "the group", " ", "noted", "Document [[2]]", "[[2]]", "*lamps*", "**lamps  of**", "Mr. Lamp", "the the", " ,",
        "( a )", "[the  group](https://example.org/a)", "“lamps”", '"lamps"', "22th", "lamps .", "Dr. Bulb", "\u00a0",
        "CWG-TEST-11/2", "{", "2024 - 2025", "5 %", "-", "1.", "#", "on 3 March 2024", "Resolution 901", "it's", ":",
        "Prof Wire", "e.g.", "lamps.Bulbs", "The", "*", "[[mock]]", "documents 2 and 3", "\t",
    ]
)  # fmt: skip
LINES = st.lists(PIECES, min_size=1, max_size=10).map(" ".join)
HEADS = st.sampled_from(["The group", "Members", "Dr. Wire", "It"])
PARAGRAPHS = st.lists(st.tuples(HEADS, LINES).map(" ".join), min_size=1, max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
MARKS = st.sampled_from(["", "\ufeff"])
LIMITS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def fixed(documents: Sequence[Document], *, unsafe: bool) -> tuple[Checked, ...]:
    """Put right what can be in documents, and return what was."""
    wanted = fixable(check_documents(documents, RULES), (), unsafe=unsafe)
    return fix(wanted, lambda path: path, author="x", date="").done


def only_spans_differ(path: Path, before: bytes, done: Sequence[Checked]) -> bool:
    """Return whether a file is what it was, with words replaced where the findings in it lay."""
    text = before.decode()
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
    starts[0] = len(text) - len(text.removeprefix("\ufeff"))
    pieces, behind = [], 0
    spans = []
    for one in done:
        place, hit = one.document.exact(one.found.hit), one.found.hit
        if place is not None and place.path == path and hit.fix is not None:
            spans.append((starts[place.line - 1] + place.column - 1, hit.words, hit.fix.new))
    for start, old, new in sorted(spans):
        assert start >= behind
        assert text.startswith(old, start)
        pieces += [text[behind:start], new]
        behind = start + len(old)
    return "".join([*pieces, text[behind:]]).encode() == path.read_bytes()


@LIMITS
@given(lines=PARAGRAPHS, end=ENDS, mark=MARKS, last=st.booleans(), unsafe=st.booleans())
def test_texts_differ_only_where_they_were_put_right(
    tmp_path: Path, lines: list[str], end: str, mark: str, last: bool, unsafe: bool
) -> None:
    path = tmp_path / "a.txt"
    numbered = ["1\tWork", *(f"1.{n}\t{one}" for n, one in enumerate(lines, 1))]
    path.write_bytes((mark + end.join(numbered) + (end if last else "")).encode())
    for _ in range(ROUNDS):
        before = path.read_bytes()
        done = fixed([file_document(path, None, HOUSE)], unsafe=unsafe)
        assert only_spans_differ(path, before, done)
        if not done:
            return
    pytest.fail(f"fixing goes on: {before!r} {path.read_bytes()!r}")


def shape(records: Records) -> list[object]:
    """Return what minutes are made of, but for their words."""

    def of(one: Item | Statement) -> object:
        if isinstance(one, Item):
            return one.level, dict(one.attributes), [of(child) for child in one.children]
        return [(part.kind, part.depth, dict(part.attributes), _references(part.source)) for part in one.parts]

    return [of(item) for words in records.meetings[11].minutes.values() for item in words.items]


def _references(source: str) -> list[str]:
    return re.findall(r"\[\[.*?\]\]|\]\(.*?\)|\*+", source)


@LIMITS
@given(lines=PARAGRAPHS, title=LINES, box=LINES, quote=st.sampled_from(["'", '"', ">-", "|"]), end=ENDS, mark=MARKS)
def test_records_differ_only_where_they_were_put_right(
    tmp_path: Path, lines: list[str], title: str, box: str, quote: str, end: str, mark: str
) -> None:
    words = "".join(f"{one}\nand {one}. {{#s{n}}}\n\n" for n, one in enumerate(lines))
    minutes = f"## Alpha {{#alpha topic=alpha}}\n\n{words}"
    group(tmp_path, {**NAMED, MINUTES: (mark + minutes.replace("\n", end)).encode()}, templates=True)
    texts = [_written(text, quote) for text in (f"Lamps {title}", f"To {box}")]
    content = plan(f"  - topic: alpha\n    title: {texts[0]}\n", more=f"session: C24\nbox:\n  purpose: {texts[1]}\n")
    (tmp_path / PLAN).write_bytes((mark + content.replace("\n", end)).encode())
    workspace = Workspace(tmp_path)
    was = shape(load_records(workspace))
    for _ in range(ROUNDS):
        before = {path: path.read_bytes() for path in (tmp_path / MINUTES, tmp_path / PLAN)}
        done = fixed(reports(Library(workspace), ["r"], HOUSE), unsafe=False)
        assert all(only_spans_differ(path, data, done) for path, data in before.items())
        assert shape(load_records(workspace)) == was
        if not done:
            return
    pytest.fail(f"fixing goes on: {before!r}")


def _written(text: str, quote: str) -> str:
    """Return a text as YAML holds it in some quotes, or folded."""
    if quote in (">-", "|"):
        words = text.replace("  ", " ").strip().split(" ", 1)
        return f"{quote}\n      {words[0]}\n      {words[1]}" if len(words) > 1 else f"{quote}\n      {words[0]}"
    escaped = text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')
    return f"{quote}{escaped}{quote}"


@LIMITS
@given(lines=st.lists(LINES.map(lambda line: line.replace("\t", " ")), min_size=1, max_size=5), numbered=st.booleans())
def test_word_files_hold_the_fixes_as_tracked_changes_and_nothing_else(
    tmp_path: Path, lines: list[str], numbered: bool
) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "a-fixed.docx"
    out.unlink(missing_ok=True)
    parts = template_parts()
    typed = [f"1.{n} {one}" if numbered else one for n, one in enumerate(lines, 1)]
    parts["word/document.xml"] = parts_of("".join(map(p, typed)))["word/document.xml"]
    path.write_bytes(pack(parts))
    wanted = fixable(check_documents([file_document(path, None, HOUSE)], RULES), (), unsafe=True)
    done = fix(wanted, lambda _: out, author="x", date="2026-01-01T00:00:00Z").done
    assert out.exists() == bool(done)
    texts = [block.text for block in read_draft(parts, "a").blocks]
    if done:
        fixed_parts = read_file(out)
        assert [block.text for block in read_draft(fixed_parts, "a", View.ORIGINAL).blocks] == texts
        assert [block.text for block in read_draft(fixed_parts, "a", View.FINAL).blocks] == _with_fixes(texts, done)


def _with_fixes(texts: Sequence[str], done: Sequence[Checked]) -> list[str]:
    """Return the texts of paragraphs with words replaced, from the last to the first."""
    found = list(texts)
    for one in sorted(done, key=lambda one: (one.found.hit.passage.index, one.found.hit.start), reverse=True):
        hit, text = one.found.hit, found[one.found.hit.passage.index]
        assert hit.fix is not None
        start = hit.passage.typed + hit.start
        assert text.startswith(hit.words, start)
        found[hit.passage.index] = f"{text[:start]}{hit.fix.new}{text[start + len(hit.words) :]}"
    return found
