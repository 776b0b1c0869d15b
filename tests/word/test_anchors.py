"""Bookmarks around blocks: what becomes of them in a copy for the outside."""

from __future__ import annotations

from cwgdraft.draft import Kind, Run
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.anchors import PREFIX, remove_bookmarks
from cwgdraft.word.gate import MAIN, read_parts
from tests.word_builders import Writer, template


def test_bookmarks_around_blocks_are_taken_out_and_those_that_references_lead_to_renamed() -> None:
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps", origin="41/lamps")
    writer.plain(Kind.PARAGRAPH, "See ", Run("1", target="41/lamps"), ".")
    parts = read_parts(typeset(writer.draft(), template()), "built.docx")
    assert parts[MAIN].count(PREFIX.encode()) > 2
    remove_bookmarks(parts)
    assert PREFIX.encode() not in parts[MAIN]
    assert b'w:name="_Ref000000001"' in parts[MAIN]
    assert b" REF _Ref000000001 " in parts[MAIN]
    assert parts[MAIN].count(b"<w:bookmarkStart") == parts[MAIN].count(b"<w:bookmarkEnd") == 1
