"""Laws 1, 2, 3 and 6: what was typeset reads back the same, numbered as Word numbers it, in the same bytes."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cwgdraft.draft import Block, Draft, Kind, ListKind, Run, joined
from cwgdraft.errors import CwgdraftError
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import load_template
from tests.word_builders import (
    DOTTED,
    ROOT,
    TEMPLATES,
    UNDOTTED,
    Writer,
    converted,
    draft_of,
    identity_of,
    in_word,
    own_blocks,
    paragraph,
    read,
    template,
    texts,
)

LAW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CHARACTERS = st.one_of(
    st.sampled_from("\t\n\u00a0\u2011\u202f\u00ad\u200f\u202e\u0301\ufdd0\ufdd1\U0010fffa\U0010ffff{}%#_&<>\"'abc 12"),
    st.sampled_from("كتابنص文字議漢кирилицаελληνικάहिन्दी😀"),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
)
TEXT = st.text(CHARACTERS, min_size=1, max_size=40)
LOOKS = st.builds(
    Run,
    TEXT,
    strong=st.booleans(),
    emphasis=st.booleans(),
    link=st.sampled_from([None, None, "https://example.org/é?a=1&b=%20c#d", "mailto:a@example.org"]),
    open=st.sampled_from([False, False, True]),
)
RUNS = st.lists(LOOKS, min_size=1, max_size=4).map(lambda runs: joined(tuple(runs)))


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, Draft]:
    """A draft of any blocks in any order, numbered as reports are, and the template that it is for."""
    name = draw(st.sampled_from([UNDOTTED, DOTTED]))
    writer = Writer(template(name).labelling)
    depth = nested = 0
    for _ in range(draw(st.integers(0, 14))):
        kind = draw(st.sampled_from([Kind.HEADING, Kind.NUMBERED, Kind.LIST_ITEM, Kind.LIST_ITEM, *Kind]))
        runs = draw(RUNS)
        if kind in (Kind.HEADING, Kind.NUMBERED):
            depth, nested = draw(st.integers(1, min(depth + 1, 6))), 0
            writer.outline(kind, depth, *runs)
        elif kind is Kind.LIST_ITEM:
            nested = draw(st.integers(1, min(nested + 1, 4)))
            start = draw(st.sampled_from([0, 0, 0, 4]))
            writer.item(draw(st.sampled_from(ListKind)), nested, *runs, start=start)
        elif kind is Kind.TABLE:
            nested = 0
            width = draw(st.integers(1, 4))
            row = st.lists(st.one_of(st.just(""), TEXT), min_size=width, max_size=width)
            writer.table(draw(st.lists(row, min_size=1, max_size=4)))
        elif kind is Kind.CONTINUATION and nested:
            writer.plain(kind, *runs, level=nested)
        else:
            nested = 0
            writer.plain(kind, *runs)
    return name, writer.draft(name)


def in_order(draft: Draft) -> list[Block]:
    """Return blocks as a document has them: those of the box before, those of the signature behind the others."""

    def place(block: Block) -> int:
        return -1 if block.kind.value.startswith("front") else block.kind in SIGNATURE

    return sorted(draft.blocks, key=place)


SIGNATURE = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)


@LAW
@given(drafts())
def test_any_draft_reads_back_with_its_labels_texts_looks_and_origins(made: tuple[str, Draft]) -> None:
    name, draft = made
    data = typeset(draft, template(name))
    found = own_blocks(read(data))
    assert found == tuple(in_word(block) for block in in_order(draft))
    digests = {anchor.origin: anchor.digest for anchor in identity_of(data).anchors}
    assert [b.digest for b in found] == [digests[b.origin] for b in found]


@LAW
@given(TEXT, TEXT)
def test_text_of_any_signs_arrives_as_written_in_blocks_and_on_the_first_page(body: str, title: str) -> None:
    draft = draft_of([Block(Kind.PARAGRAPH, (Run(body),), origin="41/t#only")], title=title, date=body)
    data = typeset(draft, template())
    assert [block.text for block in own_blocks(read(data))] == [body]
    found = texts(data)
    assert title in found
    assert found.count(body) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "AT&T &amp; sons &copy;",
        "a < b </w:t> > c",
        "quotes \" ' “ ”",
        "{{ x }} {% if %} {# note #} {_{ }_} {_% %_}",
        "{{p body }}",
        "{# sample: dash #}",
        "tab\tand\nnewline",
        "no\u00a0break \u2011 hyphen \u00ad soft",
        "\ufdd0[body] \ufdd0o \U0010fffabody\U0010fffa",
        "مرحبا \u200fبالعالم",
        "会议记录 – हिन्दी – 😀",
        "  spaces  around  ",
        "\u2028 \u0085 \x7f",
    ],
)
def test_text_that_others_read_as_code_is_text(text: str) -> None:
    data = typeset(draft_of(paragraph(text).blocks, title=text, originator=text, document=text), template())
    assert own_blocks(read(data))[0].text == text
    assert texts(data).count(text) == 4


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "\ud83d"])
def test_a_sign_that_xml_cant_hold_is_refused_with_its_place(bad: str) -> None:
    message = rf"the character U\+{ord(bad):04X} in '41/t#only' can't stand in a document"
    with pytest.raises(CwgdraftError, match=message):
        typeset(paragraph(f"before{bad}after"), template())
    for name in ("title", "document"):
        with pytest.raises(CwgdraftError, match=rf"the character U\+{ord(bad):04X} in "):
            typeset(draft_of([], **{name: f"a{bad}"}), template())


@pytest.mark.parametrize("text", ["one\r\ntwo", "one\rtwo"])
def test_a_line_end_of_windows_becomes_a_line_break(text: str) -> None:
    data = typeset(draft_of(paragraph(text).blocks, title=text), template())
    assert own_blocks(read(data))[0].text == "one\ntwo"
    assert texts(data).count("one\ntwo") == 2


@LAW
@given(drafts())
def test_the_same_draft_gives_the_same_bytes(made: tuple[str, Draft]) -> None:
    name, draft = made
    assert typeset(draft, template(name)) == typeset(draft, load_template(TEMPLATES / f"{name}.docx"))


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.laws.test_milestone import *;"
        "print(hashlib.sha256(typeset(sample(UNDOTTED), template(UNDOTTED))).hexdigest())"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        command = [sys.executable, "-c", code]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stdout

    assert run("1") == run("7") != ""


# --- numbers, with LibreOffice as the witness ------------------------------------------------------


def long_outline(name: str) -> Draft:
    """Return some hundred numbered blocks and lists; each text is a word that stands nowhere else."""
    writer = Writer(template(name).labelling)
    count = itertools.count()

    def word() -> str:
        return f"word{next(count)}x"

    for _ in range(3):
        writer.outline(Kind.HEADING, 1, word())
        for _ in range(3):
            writer.outline(Kind.HEADING, 2, word())
            for level in (3, 3, 4, 5, 6, 6, 4, 3):
                writer.outline(Kind.NUMBERED, level, word())
            writer.outline(Kind.NUMBERED, 2, word())
            for kind in ListKind:
                for level in (1, 2, 2, 1, 2, 3, 3, 1):
                    writer.item(kind, level, word())
                writer.plain(Kind.CONTINUATION, word(), level=1)
                writer.item(kind, 1, word())
                writer.item(kind, 1, word(), start=7)
                writer.item(kind, 1, word())
            writer.plain(Kind.PARAGRAPH, word())
            for _ in range(30):
                writer.item(ListKind.LETTER_PAREN, 1, word())
    target = next(b for b in writer.blocks if b.label.startswith("2.2"))
    writer.plain(Kind.PARAGRAPH, "see ", Run(target.label.rstrip("."), target=target.origin), " there")
    item = next(b for b in writer.blocks if b.level == 2 and b.label == "b)")
    writer.plain(Kind.PARAGRAPH, "see item ", Run(item.label, target=item.origin), " there")
    return writer.draft(name)


_MARK = re.compile(r"^[–•◦▪] ")
"""LibreOffice's plain text has marks of its own for lists without numbers."""


@pytest.mark.witness
def test_libreoffice_computes_the_same_numbers(tmp_path: Path) -> None:
    files, drafts = [], [long_outline(UNDOTTED), long_outline(DOTTED)]
    for draft in drafts:
        files.append(tmp_path / f"{draft.template}.docx")
        files[-1].write_bytes(typeset(draft, template(draft.template)))
    for file, draft in zip(converted(tmp_path, "txt:Text (encoded):UTF8", *files), drafts, strict=True):
        lines = [re.sub(r"\s+", " ", line).strip() for line in file.read_text(encoding="utf-8-sig").splitlines()]
        expected = [f"{block.label} {block.text}".strip() for block in draft.blocks]
        found = [line for line in lines if re.search(r"word\d+x|^see ", line)]
        assert [_MARK.sub("* ", line) for line in found] == [_MARK.sub("* ", line) for line in expected]
