"""Templates beyond all measure are refused at once, with a clear word."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import WordFileError
from cwgdraft.typesetting.vetting import vet
from tests.document_builders import p, parts_of
from tests.word_builders import template_parts


def refused(*texts: str) -> str:
    parts = template_parts()
    parts["word/document.xml"] = parts_of("".join(map(p, texts)))["word/document.xml"]
    with pytest.raises(WordFileError) as caught:
        vet(parts, Path("t.docx"))
    return str(caught.value)


def test_a_paragraph_full_of_braces_is_refused() -> None:
    assert "t.docx is no template: one paragraph has 200000 opening braces" in refused("{%" * 200_000)


def test_blocks_beyond_measure_are_refused() -> None:
    opened, closed = ["{%p if front.title %}"] * 2000, ["{%p endif %}"] * 2000
    assert "t.docx can't be checked: too many blocks stand inside one another" in refused(*opened, *closed)
