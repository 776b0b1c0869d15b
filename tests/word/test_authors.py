"""Who edited a copy: authors of tracked changes, else who saved it; names as they can be shown."""

from __future__ import annotations

import pytest

from cwgdraft.word.anchors import PREFIX
from cwgdraft.word.authors import authors_of, edited_by, shown_name
from tests.document_builders import p, parts_of, r
from tests.folding.commented import parts_of as parts
from tests.folding.commented import saved_by, with_part
from tests.folding.workspaces import drafted


def test_who_saved_a_copy_last_edited_it_where_nothing_else_says_so() -> None:
    assert edited_by(parts(saved_by(drafted("council-2025"), "Delegation B"))) == "Delegation B (saved the copy)"


def test_a_copy_that_nobody_saved_names_nobody() -> None:
    assert edited_by(parts(drafted("council-2025"))) == ""


@pytest.mark.parametrize("core", [b"", b"<cp:core", b"<other/>", b"\xff\xfe\x00"])
def test_properties_that_cannot_be_read_name_nobody(core: bytes) -> None:
    assert edited_by(parts(with_part(drafted("council-2025"), "docProps/core.xml", lambda _: core))) == ""


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("", ""),
        (" \t ", ""),
        ("A.\n\tReader\u202e\u200b", "A. Reader"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("Müller, Z.", "Müller, Z."),
    ],
)
def test_names_are_shown_on_a_line_without_signs_that_nobody_sees(author: str, shown: str) -> None:
    assert shown_name(author) == shown


def test_a_name_of_any_length_is_cut() -> None:
    assert len(shown_name("x" * 1_000_000)) == 80


def test_who_takes_a_row_away_does_so_with_its_paragraphs() -> None:
    row = '<w:tr><w:trPr><w:del w:id="1" w:author="B" w:date="2026-01-05T09:00:00Z"/></w:trPr>'
    body = f"<w:tbl>{row}<w:tc>{p(r('gone'))}</w:tc></w:tr><w:tr><w:tc>{p(r('stays'))}</w:tc></w:tr></w:tbl>"
    mark = f'<w:bookmarkStart w:id="1" w:name="{PREFIX}1"/><w:bookmarkEnd w:id="1"/>'
    found = authors_of(parts_of(mark + body))
    assert found.by_bookmark == {f"{PREFIX}1": ("B",)}
    assert found.by_words == {"stays": ((),)}


def test_a_bookmark_inside_a_paragraph_names_that_one_alone() -> None:
    def named(name: str, author: str) -> str:
        mark = f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'
        return p(f'{mark}<w:ins w:id="2" w:author="{author}">{r(name)}</w:ins>')

    found = authors_of(parts_of(named(f"{PREFIX}1", "A") + named(f"{PREFIX}2", "B"))).by_bookmark
    assert (found[f"{PREFIX}1"], found[f"{PREFIX}2"]) == (("A",), ("B",))


def ins(author: str, text: str) -> str:
    return f'<w:ins w:id="2" w:author="{author}">{r(text)}</w:ins>'


def test_a_paragraph_without_words_lends_its_author_to_none() -> None:
    gone = p('<w:del w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>')
    assert authors_of(parts_of(gone + p(ins("B", "new")))).of_words("") == ()


def test_of_paragraphs_that_read_alike_each_has_its_author() -> None:
    found = authors_of(parts_of(p(ins("A", "So it\u00a0is.")) + p(r("So it is.")) + p(ins("B", "So it is."))))
    assert [found.of_words("So it is.", twin) for twin in (0, 1, 2)] == [("A",), (), ("B",)]
    assert found.of_words("So it is.") == ()


def test_who_adds_a_paragraph_below_is_no_author_of_the_one_above() -> None:
    end = '<w:pPr><w:rPr><w:ins w:id="3" w:author="B"/></w:rPr></w:pPr>'
    found = authors_of(parts_of(p(end + r("As it was, ") + ins("A", "but edited")) + p(ins("B", "new"))))
    assert found.of_words("As it was, but edited") == ("A",)
    assert found.of_words("new") == ("B",)
