"""Numbers as Word computes them."""

from __future__ import annotations

from lxml import etree

from cwgdraft.word.numbering import Counter, Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def level(depth: int, text: str, format_: str = "decimal", more: str = "") -> str:
    start = f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
    return f'{start}{more}<w:lvlText w:val="{text}"/></w:lvl>'


OUTLINE = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")


def numbering(abstract: str, nums: str = "", styles: str = "") -> Numbering:
    body = f'<w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum>'
    body += nums or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return Numbering(
        {
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{body}</w:numbering>'.encode(),
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode(),
        }
    )


def labels(found: Numbering, *paragraphs: tuple[str, int]) -> list[str]:
    counter = Counter(found)
    return [counter.label(number, depth) for number, depth in paragraphs]


def test_a_level_begins_anew_below_a_higher_one() -> None:
    paragraphs = [("1", depth) for depth in (0, 1, 1, 2, 0, 1, 2, 2)]
    assert labels(numbering(OUTLINE), *paragraphs) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1", "2.1.2"]


def test_a_level_may_go_on_after_another_one() -> None:
    def third(restart: int) -> str:
        more = f'<w:lvlRestart w:val="{restart}"/>'
        return level(0, "%1") + level(1, "%1.%2") + level(2, "(%3)", more=more)

    paragraphs = [("1", depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert labels(numbering(third(0)), *paragraphs)[2::2][:2] == ["(1)", "(2)"]
    assert [x for x in labels(numbering(third(0)), *paragraphs) if x[0] == "("] == ["(1)", "(2)", "(3)"]
    assert [x for x in labels(numbering(third(1)), *paragraphs) if x[0] == "("] == ["(1)", "(2)", "(1)"]
    assert [x for x in labels(numbering(third(2)), *paragraphs) if x[0] == "("] == ["(1)", "(1)", "(1)"]


def test_instances_of_one_list_count_together_until_one_begins_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    found = labels(numbering(level(0, "%1."), nums), *[(number, 0) for number in "1122331"])
    assert found == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]


def test_a_list_may_have_its_levels_through_a_style_of_another() -> None:
    nums = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert labels(numbering('<w:styleLink w:val="Steps"/>' + level(0, "%1)", "lowerLetter"), nums), ("1", 0)) == ["a)"]


def test_a_paragraph_has_the_number_of_its_style_unless_it_says_otherwise() -> None:
    abstract = level(0, "%1") + level(1, "%1.%2", more='<w:pStyle w:val="Sub"/>')
    styles = (
        '<w:style w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Heir"><w:basedOn w:val="Sub"/></w:style>'
    )
    found = numbering(abstract, styles=styles)

    def of(inner: str) -> tuple[str, int] | None:
        return found.of_paragraph(etree.fromstring(f'<w:pPr xmlns:w="{W}">{inner}</w:pPr>'))

    assert of('<w:pStyle w:val="Sub"/>') == ("1", 1)
    assert of('<w:pStyle w:val="Heir"/>') == ("1", 1)
    assert of('<w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="0"/></w:numPr>') is None
    assert of('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>') == ("1", 1)
    assert of('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>') is None
    assert found.of_paragraph(None) is None


def test_nonsense_in_a_file_is_read_as_nothing() -> None:
    broken = '<w:lvl w:ilvl="x"><w:start w:val=""/><w:lvlText w:val="%1"/></w:lvl>'
    assert labels(numbering(broken), ("1", 0)) == ["1"]
    assert labels(numbering(OUTLINE), ("1", 7)) == [""]


def test_a_level_without_a_start_begins_at_0() -> None:
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    assert labels(numbering(bare), ("1", 0), ("1", 0)) == ["0", "1"]


def test_a_level_may_show_its_text_without_a_number() -> None:
    assert labels(numbering(level(0, "Annex %1", "none")), ("1", 0)) == ["Annex "]


def test_legal_levels_have_all_numbers_in_figures() -> None:
    abstract = level(0, "%1", "upperRoman") + level(1, "%1.%2") + level(2, "%1.%2.%3", more="<w:isLgl/>")
    assert labels(numbering(abstract), ("1", 0), ("1", 1), ("1", 2)) == ["I", "I.1", "1.1.1"]


def test_a_format_that_newer_versions_of_word_know_is_read_from_its_alternative() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    custom = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    both = f"<mc:Choice>{custom}</mc:Choice><mc:Fallback><w:numFmt w:val='decimal'/></mc:Fallback>"
    abstract = (
        f'<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent {space}>{both}</mc:AlternateContent>'
        '<w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels(numbering(abstract), ("1", 0), ("1", 0)) == ["009", "010"]


def test_a_level_that_was_passed_over_counts_as_begun() -> None:
    assert labels(numbering(OUTLINE), ("1", 1), ("1", 0), ("1", 2), ("1", 1)) == ["1.1", "2", "2.1.1", "2.2"]


def test_an_override_gives_a_level_another_form() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "upperLetter")}</w:lvlOverride></w:num>'
    )
    assert labels(numbering(level(0, "%1."), nums), ("1", 0), ("2", 0), ("1", 0)) == ["1.", "(B)", "3."]


def test_bullets_of_symbol_fonts_are_signs_that_everybody_has() -> None:
    def mark(sign: str, font: str) -> str:
        return level(0, sign, "bullet", f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>')

    found = [
        labels(numbering(mark(sign, font)), ("1", 0))[0]
        for sign, font in (("\uf0b7", "Symbol"), ("\uf0a7", "Wingdings"), ("\uf0d8", "Wingdings"), ("o", "Courier New"))
    ]
    assert found == ["•", "▪", "➢", "o"]
