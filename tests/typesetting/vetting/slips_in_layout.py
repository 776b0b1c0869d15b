"""Slips in layout: lists that go on counting, and blank paragraphs; and what looks like a slip and is none."""

from __future__ import annotations

from collections.abc import Iterator

from tests.document_builders import field
from tests.template_builders import (
    Slip,
    line,
    lines,
    table,
)
from tests.typesetting.vetting.said import WORDS
from tests.typesetting.vetting.slips_in_word import paragraph


def layout_slips() -> Iterator[Slip]:
    """Yield slips in layout."""
    yield from _lists()
    yield from _blanks()


def loop(*inside: str) -> str:
    """Return a loop over the meetings around paragraphs."""
    return line("{%p for one in meetings %}") + "".join(inside) + line("{%p endfor %}")


def _lists() -> Iterator[Slip]:
    heading, entry = "{{ one.named }}", "{{ one.dates }}"
    begin = "{%p for one in meetings %}"

    def counting(
        name: str, good: str, bad: str, excerpt: str = entry, tag: str = begin, where: str = "paragraph 12"
    ) -> Slip:
        return Slip(
            "counting-on",
            name,
            good,
            bad,
            where,
            excerpt,
            f"this list goes on counting from one round of '{tag}' to the next: 1, 2, then 3, 4",
            "number it as a lower level of the list that its heading has, or use a dash or bullet; the lists of "
            "{{p body }} begin anew by themselves",
        )

    yield counting(
        "behind a heading without a number",
        loop(line(heading), line(entry, "ListDash")),
        loop(line(heading), line(entry, "ListNumberDot")),
    )
    yield counting(
        "behind a heading of another list",
        loop(line(heading, "Numbered1"), line(entry, "Numbered2")),
        loop(line(heading, "Numbered1"), line(entry, "ListLetterParen")),
    )
    inner = "{%p for two in one.documents %}"
    documents = (line(inner), line("{%p endfor %}"))
    yield counting(
        "in an inner loop",
        loop(line(heading), documents[0], line("{{ two.symbol }}", "ListBullet"), documents[1]),
        loop(line(heading), documents[0], line("{{ two.symbol }}", "ListNumberDot"), documents[1]),
        "{{ two.symbol }}",
        where="paragraph 13",
    )
    yield counting(
        "behind a picture of words: a table's cell",
        table(["{%tr for one in meetings %}"], [line(heading) + line(entry, "ListDash")], ["{%tr endfor %}"]),
        table(["{%tr for one in meetings %}"], [line(heading) + line(entry, "ListNumberDot")], ["{%tr endfor %}"]),
        tag="{%tr for one in meetings %}",
        where="table 3, row 2, column 1",
    )


LEGITIMATE = {
    "an entry is all that a round has": loop(line("{{ one.dates }}", "ListNumberDot")),
    "an entry comes first": loop(line("{{ one.dates }}", "ListNumberDot"), line("{{ one.place }}")),
    "a lower level of the same list": loop(line("{{ one.named }}", "Numbered1"), line("{{ one.dates }}", "Numbered2")),
    "rows are numbered": table(
        ["{%tr for one in meetings %}", ""],
        [line("", "ListNumberDot"), "{{ one.dates }}"],
        ["{%tr endfor %}", ""],
    ),
    "rows are numbered in their last column": table(
        ["{%tr for one in meetings %}", ""],
        ["{{ one.dates }}", line("", "ListNumberDot")],
        ["{%tr endfor %}", ""],
    ),
    "dashes": loop(line("{{ one.named }}"), line("{{ one.dates }}", "ListDash")),
    "bullets": loop(line("{{ one.named }}"), line("{{ one.dates }}", "ListBullet")),
    "a loop in one paragraph": line("{% for one in meetings %}{{ one.dates }} {% endfor %}", "ListNumberDot"),
    "a list before and behind a loop": line("a", "ListNumberDot")
    + loop(line("{{ one.dates }}"))
    + line("b", "ListNumberDot"),
    "the only paragraph of a cell": table(["{% if front.agenda_item %}{{ front.agenda_item }}{% endif %}"]),
    "a control tag alone in a cell": table(["{% set name = front.title %}"]),
    "paragraphs joined": line("a") + line("{%- if front.title %}") + line("b") + line("{%- endif %}"),
    "paragraphs joined behind": line("a{% if front.title -%}") + line("b") + line("{% endif -%}") + line("c"),
    "one of two is always there": line("{% if front.agenda_item %}a{% else %}b{% endif %}"),
    "two conditions": line("{% if front.agenda_item %}a{% endif %}{% if front.title %}b{% endif %}"),
    "a condition beside words": line("Item {% if front.agenda_item %}a{% endif %}"),
    "a tag beside a picture": paragraph("<w:r><w:t>{% set name = front.title %}</w:t></w:r><w:r><w:drawing/></w:r>"),
    "empty paragraphs without tags": line("") + line(""),
    "words in braces": line("{a} and {the title}: { } {}"),
    "a percentage": line("50 % } of 100 %"),
    "quotation marks of Word in a text": line("«Words» {{ front.session|default('« Council »') }} “words”"),
    "typographic quotation marks, which docxtpl mends": line("{{ front.session|default(“Council”) }}"),
    "a raw block": line("{% raw %}{{ words }}{% endraw %}"),
    "tables in tables in a loop": table(
        ["{%tr for one in meetings %}"],
        [table(["{%tr for two in one.documents %}"], ["{{ two.symbol }}"], ["{%tr endfor %}"]) + line("")],
        ["{%tr endfor %}"],
    ),
    "loops of cells": table(["{%tc for one in meetings %}", "{{ one.dates }}", "{%tc endfor %}"]),
    "a p block around a table": line("{%p if front.title %}") + table(["a"]) + line("{%p endif %}"),
    "a p block in a cell": table([lines("{%p if front.title %}", "a", "{%p endif %}", "b")]),
    "a block around a link": paragraph(
        "<w:r><w:t>{% if front.title %}a</w:t></w:r>"
        '<w:hyperlink w:anchor="x"><w:r><w:t>b</w:t></w:r></w:hyperlink><w:r><w:t>c{% endif %}</w:t></w:r>'
    ),
    "page numbers in a text": paragraph(field(" PAGE ", WORDS)),
    "a link to a web page": paragraph(field(' HYPERLINK "https://www.itu.int" ', WORDS)),
    "a link to a place": paragraph(field(' HYPERLINK \\l "x" ', WORDS)),
    "a form field": paragraph(field(" FORMTEXT ", WORDS)),
    "a macro of Jinja's": line("{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}a {{ twice(front.title) }}"),
    "range": line("{% for number in range(3) %}{{ number }}{% endfor %}"),
    "a guard": line("{% if session and session.name %}{{ session.name }}{% else %}a{% endif %}"),
}
"""What looks like a slip and is none, by name."""


def _blanks() -> Iterator[Slip]:
    def blank(name: str, good: str, bad: str, message: str, help_: str) -> Slip:
        return Slip("blank-paragraph", name, lines(good), lines(bad), "paragraph 10", bad, message, help_)

    yield blank(
        "a name",
        "{%p set name = front.title %}",
        "{% set name = front.title %}",
        "'{% set name = front.title %}' leaves a blank paragraph behind",
        "write '{%p set name = front.title %}', which takes its paragraph with it",
    )
    yield blank(
        "a comment",
        "{#p note #}",
        "{# note #}",
        "'{# note #}' leaves a blank paragraph behind",
        "write '{#p note #}', which takes its paragraph with it",
    )
    whole = "{% if front.agenda_item %}{{ front.agenda_item }}{% endif %}"
    yield Slip(
        "perhaps-blank",
        "all words in a condition",
        lines("{%p if front.agenda_item %}", "{{ front.agenda_item }}", "{%p endif %}"),
        lines(whole),
        "paragraph 10",
        whole,
        "without 'front.agenda_item' this paragraph is left blank",
        "put {%p if … %} and {%p endif %} into paragraphs of their own, above and below it",
    )
