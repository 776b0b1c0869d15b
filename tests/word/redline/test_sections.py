"""Headers in redlines of documents whose sections come, go, and inherit from one another."""

from __future__ import annotations

import pytest

from cwgdraft.word.gate import Parts
from tests.document_builders import p, r
from tests.word.redline.facts import check
from tests.word.redline.test_redline import A, B, C, document, written

TALL = '<w:pgSz w:w="11906" w:h="16838"/>'
WIDE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MAIN, ANNEX = p("Head of the report"), p("Head of the annex")


def section(header: int = 0, size: str = TALL) -> str:
    """Return the properties of a section, with a header of its own or with that of the section before it."""
    reference = f'<w:headerReference w:type="default" r:id="rIdheader{header}"/>' if header else ""
    return f"<w:sectPr>{reference}{size}</w:sectPr>"


def of(*blocks: str, last: str, **headers: str) -> Parts:
    """Return a document whose last section is `last`."""
    found = document(*blocks, **headers)
    found["word/document.xml"] = found["word/document.xml"].replace(
        b"<w:sectPr/></w:body>", f"{last}</w:body>".encode()
    )
    return found


BREAK = "Here the part before the annex ends."
ONE = of(A, B, last=section(1), header1=MAIN)
INHERITED = of(A, B, p(r(BREAK), section(1)), C, last=section(0, WIDE), header1=p("New head of the report"))
OWN = of(A, B, p(r(BREAK), section(1)), C, last=section(2, WIDE), header1=MAIN, header2=ANNEX)
COVER = of(p(r("A cover page."), section(0)), A, B, last=section(1), header1=MAIN)


@pytest.mark.parametrize(("old", "new"), [(ONE, INHERITED), (ONE, OWN), (ONE, COVER)])
def test_a_section_that_comes_or_goes_takes_no_header_from_those_that_stay(old: Parts, new: Parts) -> None:
    check(dict(old), dict(new))
    check(dict(new), dict(old))


def test_a_section_with_a_header_may_go_from_the_middle() -> None:
    first = p(r("The first part ends here."), section(1))
    old = of(first, A, p(r(BREAK), section(2)), B, last=section(1), header1=MAIN, header2=ANNEX)
    check(old, of(first, A, B, last=section(), header1=MAIN))


def test_sections_that_were_turned_are_no_further_ones() -> None:
    def turned(size: str, head: str) -> Parts:
        first = p(r("The first part ends here."), section(1, size))
        return of(first, A, last=section(2, size), header1=MAIN, header2=p(head))

    old, new = turned(TALL, "Head of the annex"), turned(WIDE, "New head of the annex")
    assert written(old, new).remarks == ()
    found = check(old, new)
    assert b"<w:t>New" in found["word/header2.xml"] or b">New </w:t>" in found["word/header2.xml"]


def test_a_new_document_that_says_nothing_of_its_section_gives_the_old_one_back() -> None:
    found = check(dict(ONE), of(A, C, last="", header1=MAIN))
    assert b"<w:sectPrChange" in found["word/document.xml"]
