"""What the styles of a document look like, as one text each."""

from __future__ import annotations

from cwgdraft.word.definitions import style_looks
from tests.document_builders import p, parts_of

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
)


def style(key: str, inner: str = "", base: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"{more}><w:name w:val="{key} name"/>{based}{inner}</w:style>'


def looks(styles: str, used: str = "A") -> dict[str, str]:
    body = p("", f'<w:pStyle w:val="{used}"/>')
    return style_looks(parts_of(body, {"rId9": "styles.xml"}, styles=DEFAULTS + styles))


def test_a_style_has_what_it_takes_over_and_says_from_where() -> None:
    found = looks(
        style("B", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/></w:rPr>')
        + style("A", '<w:rPr><w:b w:val="0"/><w:color w:val="FF0000"/></w:rPr>', "B")
        + style("C")
    )
    assert found == {
        "document defaults": "spacing.after=160 sz=22",
        "B name": "b jc=center spacing.after=160 sz=24 basedOn=document_defaults",
        "A name": "color=FF0000 jc=center spacing.after=160 sz=24 basedOn=B_name",
    }


def test_the_default_style_is_used_by_what_names_none() -> None:
    assert set(looks(style("N", more=' w:default="1"'), used="none")) == {"document defaults", "N name"}


def test_styles_in_a_ring_are_looked_at_once() -> None:
    assert set(looks(style("A", base="B") + style("B", base="A"))) == {"document defaults", "A name", "B name"}


def test_what_other_programs_spell_out_is_no_other_look() -> None:
    plain = looks(style("A", '<w:pPr><w:ind w:left="60"/></w:pPr>'))
    spelt = '<w:pPr><w:suppressAutoHyphens w:val="true"/><w:ind w:start="60" w:end="0"/><w:jc w:val="start"/></w:pPr>'
    assert looks(style("A", f'{spelt}<w:rPr><w:color w:val="auto"/></w:rPr>')) == plain


def test_a_document_without_styles_has_none() -> None:
    assert style_looks(parts_of(p("words"))) == {}
