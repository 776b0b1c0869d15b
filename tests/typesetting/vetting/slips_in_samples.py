"""Slips in samples: their names and places, their looks, their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.finding import Severity
from tests.template_builders import (
    Slip,
    behind_samples,
    box,
    chained,
    line,
    story,
    swapped,
    table,
)
from tests.typesetting.vetting.said import KINDS, NUMBERS, OWN, STYLES
from tests.typesetting.vetting.slips_in_contract import DASH, without_table


def sample_slips() -> Iterator[Slip]:
    """Yield slips in samples."""
    yield from _samples()
    yield from _looks()
    yield from _numbers()


def _samples() -> Iterator[Slip]:
    none = chained()

    def wrong(
        name: str, bad: object, where: str, mark: str, message: str, help_: str, weight: Severity | None = None
    ) -> Slip:
        return Slip("wrong-sample", name, none, bad, where, mark, message, help_, weight)  # type: ignore[arg-type]

    yield wrong(
        "an unknown name",
        behind_samples(line("{# sample: sdfgh #}x", "BodyText")),
        "the sample 'sdfgh'",
        "{# sample: sdfgh #}",
        "'sdfgh' is no kind of block",
        KINDS,
    )
    yield wrong(
        "a misspelt name",
        swapped("{# sample: heading 1 #}", "{# sample: haeding 1 #}"),
        "the sample 'haeding 1'",
        "{# sample: haeding 1 #}",
        "'haeding 1' is no kind of block; did you mean 'heading 1'?",
        KINDS,
    )
    marks = "write {# samples #} above the samples, and {# sample: NAME #} in each"
    yield wrong(
        "a misspelt note",
        swapped("{# samples #}", "{# sampels #}"),
        "paragraph 12",
        "{# sampels #}",
        "'{# sampels #}' marks no sample: its paragraph would be printed",
        marks,
    )
    yield wrong(
        "a misspelt mark",
        swapped("{# sample: dash #}", "{# sampel: dash #}"),
        "paragraph 28",
        "{# sampel: dash #}",
        "'{# sampel: dash #}' marks no sample: its paragraph would be printed",
        marks,
    )
    yield wrong(
        "words among the samples",
        swapped(DASH, line("Please keep.") + DASH),
        "paragraph 28",
        "Please keep.",
        "'Please keep.' stands among the samples, and would be printed in every report",
        "take it out, or write it above the samples",
        Severity.WARNING,
    )
    yield wrong(
        "two of a kind",
        behind_samples(DASH),
        "the sample 'dash'",
        "{# sample: dash #}",
        "'dash' has two samples",
        "keep one of them",
    )
    yield wrong(
        "in a header",
        story("header", line("{# sample: dash #}x")),
        "the header of even pages, the sample 'dash'",
        "{# sample: dash #}",
        "the sample 'dash' stands where it would be printed",
        "give it a paragraph of its own in the text, below the other samples",
    )
    yield wrong(
        "in a text box",
        behind_samples(box(line("{# sample: dash #}x"))),
        "the sample 'dash'",
        "{# sample: dash #}",
        "the sample 'dash' stands where it would be printed",
        "give it a paragraph of its own in the text, below the other samples",
    )
    yield wrong(
        "in a table",
        swapped(DASH, table([DASH])),
        "the sample 'dash'",
        "{# sample: dash #}",
        "the sample 'dash' stands in a table",
        OWN,
    )
    yield wrong(
        "of a table, outside of one",
        chained(without_table, behind_samples(line("{# sample: table #}x"))),
        "the sample 'table'",
        "{# sample: table #}",
        "the sample 'table' stands outside of a table",
        "give it a table of its own",
    )
    yield wrong(
        "two in one paragraph",
        chained(swapped(DASH, ""), swapped("{# sample: bullet #}", "{# sample: bullet #}{# sample: dash #}")),
        "the sample 'bullet'",
        "{# sample: dash #}",
        "the sample 'dash' stands in the paragraph of another one",
        OWN,
    )


def _looks() -> Iterator[Slip]:
    change = (
        "change the style 'Sub-heading' instead (right-click it under Styles, Modify), then press Ctrl+Q and "
        "Ctrl+Space in the sample"
    )
    words = "<w:r><w:t>{# sample: subheading #}Sub-heading"
    styled = '<w:pStyle w:val="SubHeading"/>'

    def by_hand(name: str, old: str, new: str, looks: str) -> Slip:
        return Slip(
            "sample-formatted-by-hand",
            name,
            chained(),
            swapped(old, new),
            "the sample 'subheading'",
            "{# sample: subheading #}Sub-heading without a number",
            f"the sample 'subheading' is formatted by hand: {looks}",
            change,
        )

    def run(look: str) -> str:
        return f"<w:r><w:t>{{# sample: subheading #}}</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>Sub-heading"

    yield by_hand("alignment", styled, f'{styled}<w:jc w:val="center"/>', "alignment")
    yield by_hand(
        "spacing and indents",
        styled,
        f'{styled}<w:spacing w:before="20"/><w:ind w:left="3"/>',
        "spacing, indents",
    )
    yield by_hand("letters", words, run('<w:b/><w:color w:val="FF0000"/><w:sz w:val="30"/>'), "bold, colour, size")
    yield by_hand("a font", words, run('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'), "font")
    yield by_hand("a character style", words, run('<w:rStyle w:val="Strong"/>'), "character style Strong")


def _numbers() -> Iterator[Slip]:
    none = chained()
    link = "in Word: Home, Multilevel List, Define New Multilevel List, More, link the level to the style "

    def number(style: str, depth: int, num: int) -> str:
        return f'<w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'

    yield Slip(
        "unnumbered-sample",
        "a heading",
        none,
        swapped(number("Heading2", 1, 1), number("Heading2", 0, 0)),
        "the sample 'heading 2'",
        "{# sample: heading 2 #}Heading, second level",
        "the sample 'heading 2' has no automatic number: the numbers of such blocks would be lost",
        "give its style the number in Word (Home, Multilevel List), or copy the sample from the template as it was",
    )
    yield Slip(
        "wrong-level",
        "one too deep",
        none,
        swapped(number("Heading2", 1, 1), number("Heading2", 2, 1)),
        "the sample 'heading 2'",
        "{# sample: heading 2 #}Heading, second level",
        "the sample 'heading 2' stands on level 3: the numbers in Word would be wrong",
        "in Word, put it on level 2 of the list of 'heading 1'",
    )
    yield Slip(
        "wrong-level",
        "another list",
        none,
        swapped(number("Numbered2", 1, 1), number("Numbered2", 1, 5)),
        "the sample 'numbered 2'",
        "{# sample: numbered 2 #}Numbered paragraph, second level",
        "the sample 'numbered 2' stands in another list than 'heading 1': the numbers in Word would be wrong",
        "in Word, put it on level 2 of the list of 'heading 1'",
    )
    yield Slip(
        "wrong-level",
        "the first of all in another list",
        none,
        swapped(number("Heading1", 0, 1), number("Heading1", 0, 5)),
        "the sample 'heading 1'",
        "{# sample: heading 1 #}Heading of a section",
        "the sample 'heading 1' stands in another list than 'heading 2': the numbers in Word would be wrong",
        "in Word, put it on level 1 of the list of 'heading 2'",
    )
    item = "{# sample: number-dot #}Item with a number and a full stop"

    def untied(name: str, bad: object, kind: str, excerpt: str, message: str, help_: str) -> Slip:
        return Slip("untied-numbering", name, none, bad, f"the sample '{kind}'", excerpt, message, help_)  # type: ignore[arg-type]

    yield untied(
        "another list than its style",
        swapped(number("ListNumberDot", 0, 8), number("ListNumberDot", 0, 4)),
        "number-dot",
        item,
        "the sample 'number-dot' has another number than its style 'List Number Dot'",
        f"{link}'List Number Dot'",
    )
    as_was = "give it the style that it has in the template as it was, and the number with it"
    yield untied(
        "the style of another sample",
        swapped(number("ListNumberDot", 0, 8), number("BodyText", 0, 8)),
        "number-dot",
        item,
        "the number of the sample 'number-dot' is set by hand, not by its style 'Body Text'",
        as_was,
    )
    yield untied(
        "no style",
        swapped(number("ListNumberDot", 0, 8), number("x", 0, 8).partition("/>")[2]),
        "number-dot",
        item,
        "the number of the sample 'number-dot' is set by hand, not by its style 'Normal'",
        as_was,
    )
    yield untied(
        "its style has no number any more",
        swapped(
            '<w:keepNext/><w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>', "<w:keepNext/><w:keepLines/>", STYLES
        ),
        "heading 1",
        "{# sample: heading 1 #}Heading of a section",
        "the number of the sample 'heading 1' is set by hand, not by its style 'Heading 1'",
        f"{link}'Heading 1'",
    )
    yield untied(
        "the level is linked to another style",
        swapped('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Banner"/>', NUMBERS),
        "heading 1",
        "{# sample: heading 1 #}Heading of a section",
        "level 1 of the list of 'heading 1' isn't linked to the style 'Heading 1' any more",
        f"{link}'Heading 1'",
    )
    for name, bad, style in (
        (
            "a heading without a heading's style",
            swapped(number("Heading3", 2, 1), number("Numbered3", 2, 1)),
            "Numbered 3",
        ),
        ("a heading's style without its level", swapped('<w:outlineLvl w:val="2"/>', "", STYLES), "Heading 3"),
    ):
        if style == "Heading 3":
            bad = chained(bad, swapped('<w:name w:val="heading 3"/>', '<w:name w:val="Heading of three"/>', STYLES))
            style = "Heading of three"
        yield Slip(
            "missing-style",
            name,
            none,
            bad,
            "the sample 'heading 3'",
            "{# sample: heading 3 #}Heading, third level",
            f"the sample 'heading 3' has the style '{style}', which isn't a heading of level 3",
            "give it the style 'Heading 3', or set its outline level to 3 (Paragraph, Outline level)",
        )
