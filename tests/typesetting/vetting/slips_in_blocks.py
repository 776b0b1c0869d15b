"""Slips in blocks and around them: what doesn't fit together, what is torn apart, names of no loop, every place."""

from __future__ import annotations

from collections.abc import Iterator

from tests.template_builders import Slip, box, chained, line, lines, notes, slips, story, swapped, table
from tests.typesetting.vetting.said import HAS, IF, LISTS


def block_slips() -> Iterator[Slip]:
    """Yield slips in blocks."""
    yield from _blocks()
    yield from _deep()
    yield from _units()
    yield from _torn()
    yield from _names()
    yield from _places()


def _blocks() -> Iterator[Slip]:
    good = "{% if front.title %}a{% else %}b{% endif %}"
    yield from slips(
        "unclosed-block",
        {
            "if": (
                good,
                "{% if front.title %}a",
                "{% if front.title %}",
                "'{% if front.title %}' is never ended: '{% endif %}' is missing",
                "write '{% endif %}' where its words end",
            ),
            "for in if": (
                "a{% if meetings %}{% for one in meetings %}{{ one.dates }}{% endfor %}{% endif %}",
                "a{% if meetings %}{% for one in meetings %}{{ one.dates }}{% endif %}",
                "{% for one in meetings %}",
                "'{% for one in meetings %}' is never ended: '{% endfor %}' is missing",
                "write '{% endfor %}' where its words end",
            ),
        },
    )

    def stray(bad: str, tag: str, word: str) -> tuple[str, str, str, str, str]:
        message = f"'{tag}' belongs to nothing: no '{{% {word} … %}}' is open there"
        return good, bad, tag, message, f"take it out, or write '{{% {word} … %}}' before it"

    yield from slips(
        "stray-tag",
        {
            "endif": stray("a{% endif %}", "{% endif %}", "if"),
            "endfor": stray("a{% endfor %}", "{% endfor %}", "for"),
            "else": stray("a{% else %}b", "{% else %}", "if"),
            "elif": stray("a{% elif front.title %}b", "{% elif front.title %}", "if"),
            "a second else": (
                good,
                "{% if front.title %}a{% else %}b{% else %}c{% endif %}",
                "{% else %}",
                "'{% else %}' stands behind an '{% else %}' of the same block",
                "take one of them out, or write '{% elif … %}' for another condition",
            ),
        },
    )
    yield Slip(
        "unlike-tags",
        "p in the first alone",
        lines(IF, "a", "{%p endif %}", "b"),
        lines(IF, "a", "{% endif %} b"),
        "paragraph 12",
        "{% endif %}",
        "'{% endif %}' ends '{%p if front.title %}', but they aren't of one kind",
        "write p (or tr, or tc) behind {% in both, or in neither",
    )
    yield Slip(
        "unlike-tags",
        "p in the last alone, beside words",
        lines("{% if front.title %}a", "b{% endif %}"),
        lines("{% if front.title %}a", "b{%p endif %}"),
        "paragraph 11",
        "{%p endif %}",
        "'{%p endif %}' ends '{% if front.title %}', but they aren't of one kind",
        "write p (or tr, or tc) behind {% in both, or in neither",
    )


def _deep() -> Iterator[Slip]:
    flow = "end each {% if … %} and {% for … %} before the next begins"

    def nested(begin: str, end: str, count: int) -> str:
        return lines(*[begin] * count, "a", *[end] * count)

    loop, never = "{%p for one in meetings %}", "{%p if not front.title %}"
    yield Slip(
        "deep-block",
        "51 conditions",
        nested(IF, "{%p endif %}", 50),
        nested(IF, "{%p endif %}", 51),
        "paragraph 60",
        IF,
        f"'{IF}' begins inside 50 other blocks",
        flow,
    )
    yield Slip(
        "deep-block",
        "21 loops",
        lines(never) + nested(loop, "{%p endfor %}", 20) + lines("{%p endif %}"),
        lines(never) + nested(loop, "{%p endfor %}", 21) + lines("{%p endif %}"),
        "paragraph 31",
        loop,
        f"'{loop}' begins inside 20 other loops: no program fills so many",
        flow,
    )


def _units() -> Iterator[Slip]:
    block = lines(IF, "a", "{%p endif %}")
    rows = table(["{%tr for one in meetings %}", ""], ["{{ one.dates }}", "b"], ["{%tr endfor %}", ""])
    cells = table(["{%tc for one in meetings %}", "{{ one.dates }}", "{%tc endfor %}"])

    def beside(name: str, good: str, bad: str, where: str, tag: str, unit: str) -> Slip:
        message = f"'x' would vanish: '{tag}' takes its whole {unit}"
        return Slip("text-beside-tag", name, good, bad, where, tag, message, f"give the tag a {unit} of its own")

    yield beside("a paragraph", block, lines(f"x {IF}", "a", "{%p endif %}"), "paragraph 10", IF, "paragraph")
    yield beside("behind", block, lines(IF, "a", "{%p endif %} x"), "paragraph 12", "{%p endif %}", "paragraph")
    yield beside("a comment", lines("x {# note #}"), lines("x {#p note #}"), "paragraph 10", "{#p note #}", "paragraph")
    yield beside(
        "a row",
        rows,
        rows.replace(line(""), line("x"), 1),
        "table 3, row 1, column 1",
        "{%tr for one in meetings %}",
        "row",
    )
    yield beside(
        "a row of a table in a cell",
        table([rows + line("")]),
        table([rows.replace(line(""), line("x"), 1) + line("")]),
        "table 3, row 1, column 1, in it table 4, row 1, column 1",
        "{%tr for one in meetings %}",
        "row",
    )
    yield beside(
        "a cell",
        cells,
        cells.replace("meetings %}", "meetings %} x"),
        "table 3, row 1, column 1",
        "{%tc for one in meetings %}",
        "cell",
    )

    def doubled(name: str, good: str, bad: str, where: str, first: str, second: str, unit: str) -> Slip:
        message = f"'{first}' and '{second}' each take the whole {unit}, but stand in one"
        return Slip("two-tags-in-paragraph", name, good, bad, where, second, message, f"give each a {unit} of its own")

    yield doubled(
        "begin and end", block, lines(f"{IF}a{{%p endif %}}"), "paragraph 10", IF, "{%p endif %}", "paragraph"
    )
    yield doubled(
        "two that begin",
        lines("{%p for one in meetings %}", "{%p if one.place %}", "a", "{%p endif %}", "{%p endfor %}"),
        lines("{%p for one in meetings %}{%p if one.place %}", "a", "{%p endif %}", "{%p endfor %}"),
        "paragraph 10",
        "{%p for one in meetings %}",
        "{%p if one.place %}",
        "paragraph",
    )
    yield doubled(
        "in one row",
        rows,
        table(["{%tr for one in meetings %}{{ one.dates }}", "b{%tr endfor %}"]),
        "table 3, row 1, column 2",
        "{%tr for one in meetings %}",
        "{%tr endfor %}",
        "row",
    )
    yield doubled(
        "in one cell",
        cells,
        table(["{%tc for one in meetings %}{{ one.dates }}{%tc endfor %}", "b"]),
        "table 3, row 1, column 1",
        "{%tc for one in meetings %}",
        "{%tc endfor %}",
        "cell",
    )
    setting = "{%{} set name = front.title %}"
    for prefix, unit in (("tr", "row"), ("tc", "cell")):
        tag = setting.replace("{}", prefix)
        yield Slip(
            "row-tag-outside-table",
            prefix,
            lines(setting.replace("{}", "p")),
            lines(tag),
            "paragraph 10",
            tag,
            f"'{tag}' takes a {unit} of a table, but stands outside of tables",
            "write {%p … %}, or put it into a table",
        )
    yield Slip(
        "row-tag-outside-table",
        "cellbg",
        table(["{% cellbg 'FF0000' %}a"]),
        lines("{% cellbg 'FF0000' %}a"),
        "paragraph 10",
        "{% cellbg 'FF0000' %}",
        "'{% cellbg 'FF0000' %}' works only in the cell of a table",
        "put it into a table",
    )
    yield Slip(
        "sign-in-tag",
        "%",
        lines("{%p if meetings|length > 2 %}", "a", "{%p endif %}"),
        lines("{%p if meetings|length % 2 %}", "a", "{%p endif %}"),
        "paragraph 10",
        "{%p if meetings|length % 2 %}",
        "the tag '{%p if meetings|length % 2 %}' has a % or } inside, where docxtpl ends it",
        "compute it before: {% set name = … %}, and use the name",
    )
    yield Slip(
        "space-in-tag",
        "p",
        block,
        lines("{% p if front.title %}", "a", "{%p endif %}"),
        "paragraph 10",
        "{% p if front.title %}",
        "a space stands before 'p' in '{% p if front.title %}'",
        "write '{%p …' without it",
    )
    yield Slip(
        "space-in-tag",
        "tr",
        rows,
        rows.replace("{%tr for", "{% tr for"),
        "table 3, row 1, column 1",
        "{% tr for one in meetings %}",
        "a space stands before 'tr' in '{% tr for one in meetings %}'",
        "write '{%tr …' without it",
    )


def _torn() -> Iterator[Slip]:
    begin, end = "{% if front.title %}", "{% endif %}"

    def over(name: str, good: str, bad: str, where: str, message: str, help_: str, tag: str = end) -> Slip:
        return Slip("block-over-tables", name, good, bad, where, tag, message, help_)

    rows = [["{%tr for one in meetings %}"], ["{{ one.dates }}"], ["{%tr endfor %}"]]
    message = "'{%tr for one in meetings %}' and '{%tr endfor %}' stand in different tables or rows"
    rule = "begin and end it in the same table; cells, in the same row"
    yield over(
        "rows of two tables",
        table(*rows),
        table(*rows[:2]) + line("") + table(*rows[2:]),
        "table 4, row 1, column 1",
        message,
        rule,
        "{%tr endfor %}",
    )
    cells = ["{%tc for one in meetings %}", "{{ one.dates }}", "{%tc endfor %}"]
    yield over(
        "cells of two rows",
        table(cells),
        table([*cells[:2], "a"], ["a", "b", cells[2]]),
        "table 3, row 2, column 3",
        message.replace("%tr", "%tc"),
        rule,
        "{%tc endfor %}",
    )
    both = "put both inside of it, or both outside"

    def torn(what: str) -> str:
        return f"one of '{begin}' and '{end}' stands inside {what}, the other outside"

    yield over(
        "out of a table",
        table([f"{begin}a{end}"]) + line("b"),
        table([f"{begin}a"]) + line(f"{end}b"),
        "paragraph 11",
        torn("a table"),
        both,
    )
    link = '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{}</w:t></w:r></w:hyperlink><w:r><w:t>{}</w:t></w:r></w:p>'
    yield over(
        "out of a link",
        link.replace("{}", f"{begin}a{end}", 1).replace("{}", "b"),
        link.replace("{}", f"{begin}a", 1).replace("{}", f"b{end}"),
        "paragraph 10",
        torn("a link"),
        both,
    )
    yield over(
        "out of a text box",
        box(line(f"{begin}a{end}"), fallback=False) + line("b"),
        box(line(f"{begin}a"), fallback=False) + line(f"{end}b"),
        "paragraph 12",
        torn("a text box"),
        both,
    )
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    yield over(
        "out of a content control",
        control.replace("{}", line(f"{begin}a{end}")) + line("b"),
        control.replace("{}", line(f"{begin}a")) + line(f"{end}b"),
        "paragraph 11",
        torn("a content control"),
        both,
    )
    yield over(
        "the else of a link",
        link.replace("{}", "a", 1).replace("{}", f"{begin}a{{% else %}}b{end}"),
        link.replace("{}", "{% else %}a", 1)
        .replace("{}", f"b{end}")
        .replace("<w:p>", f"<w:p><w:r><w:t>{begin}c</w:t></w:r>"),
        "paragraph 10",
        f"one of '{begin}' and '{{% else %}}' stands inside a link, the other outside",
        both,
        "{% else %}",
    )
    yield over(
        "p over rows",
        table(*rows),
        table(*([cell.replace("%tr", "%p") for cell in row] for row in rows)),
        "table 3, row 3, column 1",
        "'{%p for one in meetings %}' and '{%p endfor %}' stand in different cells",
        "write tr in the place of p, which repeats rows or leaves them out",
        "{%p endfor %}",
    )


def _names() -> Iterator[Slip]:
    title = "{{ front.title|upper }}"
    yield from slips(
        "unknown-filter",
        {
            "misspelt": (
                title,
                "{{ front.title|uper }}",
                "{{ front.title|uper }}",
                "there is no filter 'uper' for templates; did you mean 'upper'?",
                LISTS,
            ),
            "of phrases": (
                "{{ places|join(', ') }}",
                "{{ places|listed }}",
                "{{ places|listed }}",
                "there is no filter 'listed' for templates; only phrases have it",
                "write |join(', ')",
            ),
            "of phrases, for numbers": (
                "{{ meetings|length }}",
                "{{ meetings|length|ordinal }}",
                "{{ meetings|length|ordinal }}",
                "there is no filter 'ordinal' for templates; only phrases have it",
                LISTS,
            ),
            "none": (
                title,
                "{{ front.title|frobnicate }}",
                "{{ front.title|frobnicate }}",
                "there is no filter 'frobnicate' for templates",
                LISTS,
            ),
        },
    )
    yield Slip(
        "unknown-filter",
        "of another program",
        lines("{{ title|upper }}"),
        lines("{{ title|money }}"),
        "paragraph 10",
        "{{ title|money }}",
        "'money' is no filter of Jinja's: the program that fills the template must bring it",
        "ask whoever runs it",
        ours=False,
    )
    yield from slips(
        "unknown-test",
        {
            "misspelt": (
                "{% if front.title is defined %}a{% endif %}",
                "{% if front.title is defind %}a{% endif %}",
                "{% if front.title is defind %}",
                "there is no test 'is defind'; did you mean 'defined'?",
                "write {% if name %} to ask whether there is anything",
            ),
            "none": (
                "{% if front.title %}a{% endif %}",
                "{% if front.title is empti %}a{% endif %}",
                "{% if front.title is empti %}",
                "there is no test 'is empti'",
                "write {% if name %} to ask whether there is anything",
            ),
        },
    )
    inside = "write it between {% for … %} and {% endfor %}"
    yield from slips(
        "name-outside-loop",
        {
            "an entry": (
                "{% for one in meetings %}{{ one.dates }}{{ one.place }}{% endfor %}",
                "{% for one in meetings %}{{ one.dates }}{% endfor %}{{ one.place }}",
                "{{ one.place }}",
                "'one' is known inside its loop only, and '{{ one.place }}' stands outside",
                inside,
            ),
            "the loop": (
                "{% for one in meetings %}{{ loop.index }}{% endfor %}",
                "{{ loop.index }}",
                "{{ loop.index }}",
                "'loop' is known inside its loop only, and '{{ loop.index }}' stands outside",
                inside,
            ),
        },
    )


def _places() -> Iterator[Slip]:
    """Yield one slip in every place where text may stand."""

    def titel(name: str, good: object, bad: object, where: str, template: str = "council-report") -> Slip:
        message = "no report has 'front.titel'; did you mean 'front.title'?"
        return Slip("unknown-field", name, good, bad, where, "{{ front.titel }}", message, HAS, template=template)  # type: ignore[arg-type]

    good, bad = line("{{ front.title }}"), line("{{ front.titel }}")
    of = {"default": "", "even": " of even pages", "first": " of the first page"}
    for kind in ("header", "footer"):
        for which, words in of.items():
            where = f"the {kind}{words}, paragraph 1"
            yield titel(f"{kind}, {which}", story(kind, good, which), story(kind, bad, which), where)
    yield titel("a footnote", notes("footnote", good), notes("footnote", bad), "the footnotes, paragraph 3")
    yield titel("a table in a table", table([table([good]) + line("")]), table([table([bad]) + line("")]),
                "table 3, row 1, column 1, in it table 4, row 1, column 1")  # fmt: skip
    yield titel("a text box, with its fallback", box(good), box(bad), "a text box")
    yield titel("a text box", box(good, fallback=False), box(bad, fallback=False), "a text box")
    yield titel("a text box in a header", story("header", box(good)), story("header", box(bad)),
                "the header of even pages, a text box")  # fmt: skip
    yield titel("a table in a header", story("header", table([good])), story("header", table([bad])),
                "the header of even pages, table 1, row 1, column 1")  # fmt: skip
    around = {
        "a content control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "a content control in a line": "<w:p><w:sdt><w:sdtPr/><w:sdtContent>{r}</w:sdtContent></w:sdt></w:p>",
        "a link": '<w:p><w:hyperlink w:anchor="x">{r}</w:hyperlink></w:p>',
        "a smart tag": '<w:p><w:smartTag w:element="x">{r}</w:smartTag></w:p>',
        "a simple field": '<w:p><w:fldSimple w:instr=" QUOTE x ">{r}</w:fldSimple></w:p>',
    }
    for name, xml in around.items():
        one, other = (
            xml.replace("{}", text).replace("{r}", text.removeprefix("<w:p>").removesuffix("</w:p>"))
            for text in (good, bad)
        )
        yield titel(name, one, other, "paragraph 10")
    heading = line("Part one", "Heading1")
    yield titel("under a heading", heading + good, heading + bad, "paragraph 11, under '1 Part one'")
    yield titel("in a cell", table(["a", good]), table(["a", bad]), "table 3, row 1, column 2")
    yield titel("in a summary", good, bad, "paragraph 10", "meeting-summary")
    yield titel("in the table of the first page", chained(), swapped("{{ front.date }}", "{{ front.titel }}"),
                "table 1, row 1, column 2")  # fmt: skip
    yield Slip(
        "unfilled-tag",
        "an endnote",
        notes("endnote", line("Words")),
        notes("endnote", good),
        "the endnotes, paragraph 3",
        "{{ front.title }}",
        "tags in endnotes aren't filled: they would be printed as they stand",
        "make it a footnote, or write it in the text",
    )
