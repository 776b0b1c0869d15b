"""Slips against the contract: fields that no report has, and what would be lost."""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.finding import Severity
from cwgdraft.typesetting.vetting import Wanted
from cwgdraft.word.gate import Parts
from tests.template_builders import (
    Slip,
    between,
    box,
    chained,
    line,
    lines,
    slips,
    story,
    swapped,
)
from tests.typesetting.vetting.said import ENTRY, FIELDS, HAS, MAIN


def contract_slips() -> Iterator[Slip]:
    """Yield slips against the contract."""
    yield from _fields()
    yield from _shapes()
    yield from _places()
    yield from _lost()


DASH = (
    '<w:p><w:pPr><w:pStyle w:val="ListDash"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    "<w:r><w:t>{# sample: dash #}Item with a dash</w:t></w:r></w:p>"
)


def without_table(parts: Parts) -> None:
    """Take out the sample table."""
    head, _, tail = parts[MAIN].rpartition(b"</w:tbl>")
    parts[MAIN] = head[: head.rindex(b"<w:tbl>")] + tail


def _fields() -> Iterator[Slip]:
    title = "{{ front.title }}"
    loop = "{% for one in meetings %}{{ one.dates }}{% endfor %}"

    def unknown(bad: str, message: str, help_: str, tag: str = "", good: str = title) -> tuple[str, str, str, str, str]:
        return good, bad, tag or bad, message, help_

    yield from slips(
        "unknown-field",
        {
            "misspelt": unknown("{{ front.titel }}", "no report has 'front.titel'; did you mean 'front.title'?", HAS),
            "in brackets": unknown(
                "{{ front['titel'] }}", "no report has 'front.titel'; did you mean 'front.title'?", HAS
            ),
            "without front": unknown("{{ title }}", "no report has 'title'; did you mean 'front.title'?", FIELDS),
            "misspelt, without front": unknown(
                "{{ tilte }}", "no report has 'tilte'; did you mean 'front.title'?", FIELDS
            ),
            "misspelt front": unknown("{{ frnt.title }}", "no report has 'frnt'; did you mean 'front'?", FIELDS),
            "like none": unknown("{{ frobnicate }}", "no report has 'frobnicate'", FIELDS),
            "of phrases": unknown("{{ value }}", "no report has 'value': only phrases have it", FIELDS),
            "of entries": unknown(
                "{{ room }}",
                "no report has 'room'; each entry of 'meetings' has",
                "print it in a loop: {% for one in meetings %}",
            ),
            "of a group": unknown(
                "{{ session.nam }}",
                "no report has 'session.nam'; did you mean 'session.name'?",
                "'session' has name, place, form, dates",
            ),
            "of a text": unknown("{{ chair.name }}", "no report has 'chair.name'", "print it: {{ chair }}"),
            "of a list": unknown(
                "{{ meetings.dates }}",
                "'meetings' is a list, which has no 'dates'",
                "write {% for one in meetings %}{{ one.dates }}{% endfor %}",
            ),
            "of a list of texts": unknown(
                "{{ places.name }}",
                "'places' is a list, which has no 'name'",
                "write {% for one in places %}{{ one }}{% endfor %}",
            ),
            "of an entry": unknown(
                "{% for one in meetings %}{{ one.date }}{% endfor %}",
                "no entry of 'meetings' has 'date'; did you mean 'dates'?",
                ENTRY,
                "{{ one.date }}",
                loop,
            ),
            "of the first entry": unknown("{{ meetings[0].x }}", "no entry of 'meetings' has 'x'", ENTRY),
            "of an entry that is a text": unknown(
                "{% for one in places %}{{ one.name }}{% endfor %}",
                "no entry of 'places' has 'name'",
                "an entry has no fields: it is a text",
                "{{ one.name }}",
                "{% for one in places %}{{ one }}{% endfor %}",
            ),
            "of a document": unknown(
                "{% for one in meetings %}{% for two in one.documents %}{{ two.titel }}{% endfor %}{% endfor %}",
                "no entry of 'meetings.documents' has 'titel'; did you mean 'title'?",
                "an entry has number, symbol, title, submitters, link",
                "{{ two.titel }}",
                loop,
            ),
            "in a condition": unknown(
                "a{% if front.subtitle %}b{% endif %}",
                "no report has 'front.subtitle'; did you mean 'front.title'?",
                HAS,
                "{% if front.subtitle %}",
            ),
            "in a filter": unknown(
                "{{ meetings|map(attribute='dats')|join(', ') }}",
                "no entry of 'meetings' has 'dats'; did you mean 'dates'?",
                ENTRY,
                good="{{ meetings|map(attribute='dates')|join(', ') }}",
            ),
            "in the condition of a loop": unknown(
                "{% for one in meetings if one.plce %}{{ one.dates }}{% endfor %}",
                "no entry of 'meetings' has 'plce'; did you mean 'place'?",
                ENTRY,
                "{% for one in meetings if one.plce %}",
                loop,
            ),
            "kept under a name": unknown(
                "a{% set name = front.titel %}{{ name }}",
                "no report has 'front.titel'; did you mean 'front.title'?",
                HAS,
                "{% set name = front.titel %}",
                "a{% set name = front.title %}{{ name }}",
            ),
        },
    )
    yield from slips(
        "unknown-field",
        {
            "with other words for it": unknown(
                "{{ front.subtitle|default('none') }}",
                "no report has 'front.subtitle'; did you mean 'front.title'?",
                HAS,
            ),
            "asked for": unknown(
                "a{% if front.subtitle is defined %}b{% endif %}",
                "no report has 'front.subtitle'; did you mean 'front.title'?",
                HAS,
                "{% if front.subtitle is defined %}",
            ),
        },
        severity=Severity.WARNING,
    )


def _shapes() -> Iterator[Slip]:
    groups = "would print a group of fields with brackets and quotes"
    a_list = "would print a list with brackets and quotes"

    def printed(bad: str, what: str, help_: str, tag: str = "") -> tuple[str, str, str, str, str]:
        return "{{ places|join(', ') }}", bad, tag or bad, f"'{tag or bad}' {what}", help_

    yield from slips(
        "list-printed",
        {
            "a group": printed(
                "{{ session }}",
                groups,
                "print one of its fields: session.name, session.place, session.form, session.dates",
            ),
            "labels": printed("{{ labels }}", groups, "print one of its fields, as in labels.purpose"),
            "a list of texts": printed("{{ places }}", a_list, "write {{ places|join(', ') }}"),
            "a list of groups": printed(
                "{{ meetings }}", a_list, "write {% for one in meetings %}{{ one.number }}{% endfor %}"
            ),
            "an entry": printed(
                "{% for one in meetings %}{{ one }}{% endfor %}",
                groups,
                "print one of its fields: one.number, one.ordinal, one.named, one.dates, one.place, one.room",
                "{{ one }}",
            ),
            "a filter that gives a list": printed("{{ places|sort }}", a_list, "write |join(', ') at its end"),
            "one field of each entry": printed(
                "{{ meetings|map(attribute='dates') }}", a_list, "write |join(', ') at its end"
            ),
            "entries joined": printed(
                "{{ meetings|join(', ') }}",
                "would print groups of fields with brackets and quotes",
                "take one field of each: meetings|map(attribute='number')|join(', ')",
            ),
        },
    )
    letters = "goes through the letters of 'front.title', which is a text"
    yield from slips(
        "loop-over-text",
        {
            "a loop": (
                "{% for name, value in front|items %}{{ name }}: {{ value }}{% endfor %}",
                "{% for one in front.title %}{{ one }}{% endfor %}",
                "{% for one in front.title %}",
                f"'{{% for one in front.title %}}' {letters}",
                "print it: {{ front.title }}",
            ),
            "a loop that asks for fields": (
                "{% for name in labels %}{{ name }}{% endfor %}",
                "{% for one in front.title %}{{ one.name }}{% endfor %}",
                "{% for one in front.title %}",
                f"'{{% for one in front.title %}}' {letters}",
                "print it: {{ front.title }}",
            ),
            "a filter": (
                "{{ front.title|upper }}",
                "{{ front.title|join(', ') }}",
                "{{ front.title|join(', ') }}",
                f"'{{{{ front.title|join(', ') }}}}' {letters}",
                "print it: {{ front.title }}",
            ),
        },
    )


def _places() -> Iterator[Slip]:
    body, none = "{{p body }}", chained()
    for place in ("body", "box", "signature"):
        yield Slip(
            "place-in-line",
            place,
            none,
            swapped(f"{{{{p {place} }}}}", f"{{{{ {place} }}}}"),
            "table 2, row 1, column 1" if place == "box" else "paragraph 10" if place == "body" else "paragraph 11",
            f"{{{{ {place} }}}}",
            f"'{{{{ {place} }}}}' stands in a line, which can't hold the paragraphs of the {place}",
            f"write '{{{{p {place} }}}}', alone in a paragraph",
        )
        yield Slip(
            "missing-place",
            f"no {place}",
            none,
            swapped(f"{{{{p {place} }}}}", "Words"),
            "the text",
            "",
            f"there is no paragraph {{{{p {place} }}}}: the {place} would be lost",
            f"write {{{{p {place} }}}} alone in a paragraph where the {place} belongs",
        )
    yield Slip(
        "missing-place",
        "no box, which reports have",
        none,
        swapped("{{p box }}", "Words"),
        "the text",
        "",
        "there is no paragraph {{p box }}: the purpose, the action of council-2026, one would be lost",
        "write {{p box }} alone in a paragraph where the box belongs",
        wanted=(Wanted("council-2026", box=("purpose", "action")), Wanted("one", box=("purpose",))),
    )
    yield Slip(
        "missing-place",
        "no body, which a report has",
        none,
        swapped(body, "Words"),
        "the text",
        "",
        "there is no paragraph {{p body }}: the body of council-2026 would be lost",
        "write {{p body }} alone in a paragraph where the body belongs",
        wanted=(Wanted("council-2026"),),
    )
    elsewhere = "stands in a header, footer, note or text box, where no blocks can be put"
    for name, change, where in (
        ("header", story("header", line(body)), "the header of even pages, paragraph 1"),
        ("text box", box(line(body)), "a text box"),
    ):
        yield Slip(
            "missing-place",
            f"a second in a {name}",
            none,
            change,
            where,
            body,
            f"'{body}' {elsewhere}",
            "write it in the text",
        )
        yield Slip(
            "missing-place",
            f"only in a {name}",
            none,
            chained(
                change,
                swapped("<w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p><w:p><w:r><w:t>{{p sig", "<w:p><w:r><w:t>{{p sig"),
            ),
            where,
            body,
            f"'{body}' {elsewhere}",
            "write it in the text",
        )
    yield Slip(
        "missing-place", "twice", none, lines(body), "paragraph 11", body, f"'{body}' stands twice", "keep one of them"
    )
    for tag, fact in (
        ("{{p front.title }}", "front.title"),
        ("{{r front.title }}", "front.title"),
        ("{{tr chair }}", "chair"),
    ):
        yield Slip(
            "text-as-paragraph",
            tag,
            lines(f"{{{{ {fact} }}}}"),
            lines(tag),
            "paragraph 10",
            tag,
            f"'{tag}' would be lost: only box, body, signature are paragraphs",
            f"write '{{{{ {fact} }}}}'",
        )


def _lost() -> Iterator[Slip]:
    front = {"title": "", "document": "Document C26/8-E", "symbol": "", "session": "Council 2026"}
    council, group = Wanted("council-2026", front), Wanted("summary-44", {**front, "group": ""}, is_council=False)

    def lost(
        name: str, old: str, message: str, field: str, wanted: tuple[Wanted, ...], template: str = "council-report"
    ) -> Slip:
        return Slip(
            "lost-field",
            name,
            chained(),
            swapped(old, "Words"),
            "the first page",
            "",
            message,
            f"write {{{{ {field} }}}} where it belongs",
            wanted=wanted,
            template=template,
        )

    yield lost(
        "a title",
        "{{ front.title }}",
        "council-2026 would lose the title of the report",
        "front.title",
        (council,),
    )
    yield lost(
        "of two reports, with its value",
        "{{ front.session }}",
        "council-2026, council-2025 would lose the name of the Council session ('Council 2026')",
        "front.session",
        (council, Wanted("council-2025", front)),
    )
    yield lost(
        "of a summary",
        "{{ front.group }}",
        "summary-44 would lose the name of the working group",
        "front.group",
        (group,),
        "meeting-summary",
    )
    yield Slip(
        "unknown-field",
        "in the place of a fact of the first page, which isn't said to be lost too",
        chained(),
        swapped("{{ front.title }}", "{{ front.titel }}"),
        "paragraph 8",
        "{{ front.titel }}",
        "no report has 'front.titel'; did you mean 'front.title'?",
        HAS,
        wanted=(council,),
    )
    add = (
        "add a paragraph that begins with {# sample: dash #} below the other samples, or copy it from the template as "
        "it was"
    )

    def missing(name: str, message: str, *wanted: Wanted) -> Slip:
        weight = Severity.ERROR if wanted else None
        return Slip(
            "missing-sample",
            name,
            chained(),
            swapped(DASH, ""),
            "the samples",
            "",
            message,
            add,
            weight,
            wanted=wanted,
        )

    yield missing(
        "of no report", "there is no sample for 'dash' (item of a list, with a dash): a report with one can't be built"
    )
    yield missing(
        "of one block",
        "there is no sample for 'dash': 1 block of summary-44 would be lost",
        Wanted("summary-44", kinds={"dash": 1}),
    )
    yield missing(
        "of two reports",
        "there is no sample for 'dash': 3 blocks of council-2026, summary-44 would be lost",
        Wanted("council-2026", kinds={"dash": 2, "heading 1": 4}),
        Wanted("summary-44", kinds={"dash": 1}),
    )
    note = '<w:p><w:pPr><w:pStyle w:val="SampleNote"/></w:pPr><w:r><w:t>{# samples #}'
    yield Slip(
        "missing-sample",
        "none is left",
        chained(),
        between(note, "<w:sectPr"),
        "the text",
        "",
        "there are no samples, after which the blocks of reports are made: none can be built",
        "copy the last pages, from {# samples #} on, from the template as it was",
        Severity.ERROR,
    )
    yield Slip(
        "missing-sample",
        "a table",
        chained(),
        without_table,
        "the samples",
        "",
        "there is no sample for 'table' (table: its first row is the look of the head, its second that of the other "
        "rows): a report with one can't be built",
        "add a table that begins with {# sample: table #} below the other samples, or copy it from the template as it "
        "was",
    )
