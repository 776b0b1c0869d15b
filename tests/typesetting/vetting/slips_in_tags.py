"""Slips in tags: what Word types, halves of tags, words that no tag has, what no parser reads."""

from __future__ import annotations

from collections.abc import Iterator

from tests.template_builders import Slip, lines, slips
from tests.typesetting.vetting.said import (
    ANEW,
    CODE,
    HANDOUT,
    HYPHEN,
    IF,
    NARROW,
    NBSP,
    QUOTES,
    SOFT,
    SPACE,
    THIN,
    ZERO,
)

FACT = "write '{{ front.title }}' to print a fact"


def tag_slips() -> Iterator[Slip]:
    """Yield slips in tags."""
    yield from _halves()
    yield from _typed()
    yield from _words()
    yield from _unreadable()


def _halves() -> Iterator[Slip]:
    yield from slips(
        "not-a-tag",
        {
            "spaces between the braces": (
                "{{ front.title }}",
                "{ { front.title } }",
                "{ { front.title } }",
                "'{ { front.title } }' isn't read as a tag: there is a space between its brackets",
                "write it without: {{ front.title }}",
            ),
            "one brace": (
                "{{ front.title }}",
                "The title is {front.title}.",
                "{front.title}",
                "'{front.title}' isn't read as a tag: it has one bracket on each side",
                "write two: {{ front.title }}",
            ),
        },
    )
    yield Slip(
        "not-a-tag",
        "one brace around a place",
        "",
        lines("Words {signature}"),
        "paragraph 10",
        "{signature}",
        "'{signature}' isn't read as a tag: it has one bracket on each side",
        "write two: {{p signature }}",
    )
    yield from slips(
        "half-tag",
        {
            "no {{": (
                "{{ front.title }}",
                "front.title }}",
                "front.title }}",
                "'}}' ends a tag that doesn't begin: 'front.title }}'",
                "write '{{' where the tag begins",
            ),
            "no {%": (
                "{% if front.title %}a{% endif %}",
                "{% if front.title %}a{% endif %} b %}",
                "b %}",
                "'%}' ends a tag that doesn't begin: 'b %}'",
                "write '{%' where the tag begins",
            ),
            "no {#": (
                "Words {# note #}",
                "Words note #}",
                "Words note #}",
                "'#}' ends a tag that doesn't begin: 'Words note #}'",
                "write '{#' where the tag begins",
            ),
            "one { of two": (
                "{{ front.title }}",
                "The title: { front.title }}",
                "{ front.title }}",
                "'}}' ends a tag that doesn't begin: '{ front.title }}'",
                "write '{{' where the tag begins",
            ),
        },
    )
    yield from slips(
        "open-tag",
        {
            "one } of two": (
                "{{ front.title }} and words",
                "{{ front.title } and words",
                "{{ front.title }",
                "the tag '{{ front.title }' is never closed with '}}'",
                FACT,
            ),
            "} in the place of %}": (
                "{% if front.title %}a{% endif %}",
                "{% if front.title }a{% endif %}",
                "{% if front.title }",
                "the tag '{% if front.title }' is never closed with '%}'",
                "end it with '%}'",
            ),
            "%} in the place of }}": (
                "{{ front.title }} and words",
                "{{ front.title %} and words",
                "{{ front.title %}",
                "the tag '{{ front.title %}' begins with '{{' and ends with '%}'",
                FACT,
            ),
            "}} in the place of %}": (
                "{% if front.title %}a{% endif %}",
                "{% if front.title }}a{% endif %}",
                "{% if front.title }}",
                "the tag '{% if front.title }}' begins with '{%' and ends with '}}'",
                "end it with '%}'",
            ),
            "no end before the next tag": (
                "{{ front.title }} of {{ front.date }}",
                "{{ front.title of {{ front.date }}",
                "{{ front.title of",
                "the tag '{{ front.title of' is never closed with '}}'",
                FACT,
            ),
            "no end at all": (
                "{{ front.title }}",
                "{{ front.title",
                "{{ front.title",
                "the tag '{{ front.title' is never closed with '}}'",
                FACT,
            ),
            "a comment": (
                "Words {# note #}",
                "Words {# note",
                "{# note",
                "the tag '{# note' is never closed with '#}'",
                "end it with '#}'",
            ),
        },
    )
    yield Slip(
        "tag-over-paragraphs",
        "Enter inside a tag",
        lines("{{ front.title }} a"),
        lines("{{ front.", "title }} a"),
        "paragraph 10",
        "{{ front.",
        "the tag '{{ front.' begins in this paragraph and ends in another",
        "write it in one paragraph",
    )


def _typed() -> Iterator[Slip]:
    good = "{{ front.session|default('Council') }}"

    def quoted(begin: str, end: str, signs: str) -> tuple[str, str, str, str, str]:
        bad = f"{{{{ front.session|default({begin}Council{end}) }}}}"
        return good, bad, " ".join(bad.split()), f"{signs} in the tag '{bad}' can't be read", QUOTES

    yield from slips(
        "typed-quote",
        {
            "French": quoted("«", "»", "'«' and '»'"),
            "French, with spaces": quoted(f"«{NBSP}", f"{NARROW}»", "'«' and '»'"),
            "German": quoted("„", "“", "'„'"),
            "single German": quoted("‚", "‘", "'‚'"),
            "Swiss": quoted("‹", "›", "'‹' and '›'"),
        },
    )
    yield from slips(
        "typed-quote",
        {
            "an en dash": (
                "a {%- if front.title %}b{% endif %}",
                "a {%– if front.title %}b{% endif %}",
                "{%– if front.title %}",
                "'–' in the tag '{%– if front.title %}' can't be read",
                HYPHEN,
            ),
            "an em dash": (
                "{{ meetings|length - 1 }}",
                "{{ meetings|length — 1 }}",
                "{{ meetings|length — 1 }}",
                "'—' in the tag '{{ meetings|length — 1 }}' can't be read",
                HYPHEN,
            ),
        },
    )

    def spaced(bad: str, what: str, help_: str = SPACE) -> tuple[str, str, str, str, str]:
        shown = " ".join(bad.split())
        return "{{ front.title }}", bad, shown, f"{what} stands in the tag '{bad}'", help_

    yield from slips(
        "typed-space",
        {
            "non-breaking": spaced(f"{{{{{NBSP}front.title }}}}", "a non-breaking space"),
            "narrow": spaced(f"{{{{ front.title{NARROW}}}}}", "a narrow non-breaking space"),
            "thin": spaced(f"{{{{ front.title{THIN}}}}}", "a space of another kind (U+2009)"),
            "soft hyphen": spaced(f"{{{{ front.ti{SOFT}tle }}}}", "a soft hyphen", ANEW),
            "zero width": spaced(f"{{{{ front.{ZERO}title }}}}", "the sign U+200B, which isn't seen,", ANEW),
        },
    )


def _words() -> Iterator[Slip]:
    good = "{% if front.title %}a{% else %}b{% endif %}"

    def meant(bad: str, tag: str, word: str, right: str, help_: str) -> tuple[str, str, str, str, str]:
        return good, bad, tag, f"'{word}' begins no tag that there is: '{tag}'; did you mean '{right}'?", help_

    def known(tag: str, word: str, fact: str) -> tuple[str, str, str, str, str]:
        help_ = f"to print a fact write '{{{{ {fact} }}}}'; else use if, endif, for, endfor, else, elif, set"
        return "{{ front.title }}", tag, tag, f"'{word}' begins no tag that there is: '{tag}'", help_

    yield from slips(
        "unknown-tag",
        {
            "capitals": meant(
                "{% IF front.title %}a{% endif %}",
                "{% IF front.title %}",
                "IF",
                "if",
                "write '{% if front.title %}'",
            ),
            "misspelt if": meant(
                "{% iff front.title %}a{% endif %}",
                "{% iff front.title %}",
                "iff",
                "if",
                "write '{% if front.title %}'",
            ),
            "end if": meant("{% if front.title %}a{% end if %}", "{% end if %}", "end", "endif", "write '{% endif %}'"),
            "misspelt endif": meant(
                "{% if front.title %}a{% ednif %}", "{% ednif %}", "ednif", "endif", "write '{% endif %}'"
            ),
            "misspelt else": meant(
                "{% if front.title %}a{% esle %}b{% endif %}", "{% esle %}", "esle", "else", "write '{% else %}'"
            ),
            "elseif": meant(
                "{% if front.title %}a{% elseif front.date %}b{% endif %}",
                "{% elseif front.date %}",
                "elseif",
                "elif",
                "write '{% elif front.date %}'",
            ),
            "a fact": known("{% front.title %}", "front.title", "front.title"),
            "no word": known("{% %}", "{% %}", "name"),
            "no set": known("{% name = front.title %}", "name", "name"),
        },
    )
    yield Slip(
        "unknown-tag",
        "capitals behind p",
        lines(IF, "a", "{%p endif %}"),
        lines("{%p If front.title %}", "a", "{%p endif %}"),
        "paragraph 10",
        "{%p If front.title %}",
        "'If' begins no tag that there is: '{%p If front.title %}'; did you mean 'if'?",
        "write '{%p if front.title %}'",
    )
    for name, code in {
        "a class": "{{ ''.__class__ }}",
        "an attribute": "{{ front.title._private }}",
        "by a filter": "{{ front|attr('__init__') }}",
        "by brackets": "{{ front['__x'] }}",
        "a condition": "{% if front.__class__ %}a{% endif %}",
    }.items():
        tag = code.partition("a{%")[0]
        word = next(one for one in ("__class__", "_private", "__init__", "__x") if one in code)
        message = f"the tag '{tag}' reaches for '{word}', which is no fact"
        yield from slips("runs-code", {name: ("{{ front.title }}", code, tag, message, CODE)})


def _unreadable() -> Iterator[Slip]:
    def unread(good: str, bad: str, why: str, help_: str, tag: str = "") -> tuple[str, str, str, str, str]:
        return good, bad, tag or bad, f"the tag '{tag or bad}' can't be read: {why}", help_

    title = "{{ front.title }}"
    call = "{{ front.session|default('Council') }}"
    block = "{% if front.title %}a{% else %}b{% endif %}"
    loop = "{% for one in meetings %}{{ one.dates }}{% endfor %}"
    yield from slips(
        "unreadable-tag",
        {
            "quotation mark": unread(
                call,
                "{{ front.session|default('Council) }}",
                "a quotation mark is missing",
                "write text within ' and '",
            ),
            "bracket": unread(
                call,
                "{{ front.session|default('Council' }}",
                "a bracket is missing",
                "write as many ) as ( and as many ] as [",
            ),
            "else with a condition": unread(
                block,
                "{% if front.title %}a{% else if front.date %}b{% endif %}",
                "'else' takes no condition",
                "write '{% elif front.date %}'",
                "{% else if front.date %}",
            ),
            "endif with a condition": unread(
                block,
                "{% if front.title %}a{% endif front.title %}",
                "'endif' stands alone",
                "write '{% endif %}'",
                "{% endif front.title %}",
            ),
            "for alone": unread(
                loop,
                "{% for %}a{% endfor %}",
                "nothing stands behind 'for'",
                "write '{% for meeting in meetings %}'",
                "{% for %}",
            ),
            "if alone": unread(
                block,
                "{% if %}a{% endif %}",
                "nothing stands behind 'if'",
                "write '{% if front.title %}'",
                "{% if %}",
            ),
            "for of": unread(
                loop,
                "{% for one of meetings %}a{% endfor %}",
                "'in' is missing",
                "write '{% for meeting in meetings %}'",
                "{% for one of meetings %}",
            ),
            "one =": unread(
                "{% if front.session == 'Council' %}a{% endif %}",
                "{% if front.session = 'Council' %}a{% endif %}",
                "one = gives a value",
                "compare with two: ==",
                "{% if front.session = 'Council' %}",
            ),
            "no name behind a stop": unread(title, "{{ front. }}", "a name is missing behind '.' or '|'", HANDOUT),
            "no filter": unread(title, "{{ front.title| }}", "a name is missing behind '.' or '|'", HANDOUT),
            "two stops": unread(title, "{{ front..title }}", "a name is missing behind '.' or '|'", HANDOUT),
            "a sign of no meaning": unread(
                title,
                "{{ front.title ? }}",
                "'?' has no meaning in a tag",
                "take it out, or put text within ' and '",
            ),
            "something missing at its end": unread(
                title,
                "{{ front.title + }}",
                "something is missing at its end",
                "write a name there, or take out the last sign",
            ),
            "two signs": unread(
                "{{ meetings|length + 2 }}",
                "{{ meetings|length + * 2 }}",
                "'*' stands where a name or text must",
                HANDOUT,
            ),
        },
    )
    yield from slips(
        "unreadable-tag",
        {
            "a space in a name": (
                title,
                "{{ front title }}",
                "{{ front title }}",
                "the tag '{{ front title }}' can't be read from 'title' on",
                "join the steps of a name by full stops, as in front.title",
            ),
            "a value given": (
                title,
                "{{ front.session = 'x' }}",
                "{{ front.session = 'x' }}",
                "the tag '{{ front.session = 'x' }}' can't be read from '=' on",
                "compare with two: ==",
            ),
            "empty": (
                title,
                "{{ }}",
                "{{ }}",
                "the tag '{{ }}' is empty",
                "write the name of a fact into it, or take it out",
            ),
            "if in double braces": (
                "{% if front.title %}a{% endif %}",
                "{{ if front.title }}",
                "{{ if front.title }}",
                "'if' can't be printed: '{{ if front.title }}'",
                "write '{% if front.title %}'",
            ),
            "another file": (
                title,
                "{% include 'x.docx' %}",
                "{% include 'x.docx' %}",
                "the tag '{% include 'x.docx' %}' can't be used: a template can't take in other files",
                "write the words themselves into the template",
            ),
            "a hyphen in a name": (
                "{{ front.session_dates }}",
                "{{ front.session-dates }}",
                "{{ front.session-dates }}",
                "the tag '{{ front.session-dates }}' would take 'dates' away from 'front.session', as if they were "
                "numbers",
                "write {{ front.session_dates }}",
            ),
            "a hyphen for a minus": (
                "{{ meetings|length - 1 }}",
                "{{ front.title-date }}",
                "{{ front.title-date }}",
                "the tag '{{ front.title-date }}' would take 'date' away from 'front.title', as if they were numbers",
                "a name has no hyphens, as in front.session_dates",
            ),
        },
    )
