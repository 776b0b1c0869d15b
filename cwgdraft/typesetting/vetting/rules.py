"""The rules by which a template is checked: each is named for what is wrong, and has a line in docs/chair.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cwgdraft.finding import Severity

_E, _W, _A = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what is wrong, how much it weighs in our templates, and in one of somebody else (None: not looked for).

    In somebody else's template only that is an error which docxtpl itself can't fill, or which runs code.
    """

    name: str
    what: str
    ours: Severity = _E
    others: Severity | None = _E


def _rules(*rules: Rule) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules}


RULES: Mapping[str, Rule] = _rules(
    # tags
    Rule("open-tag", "a tag is never closed: {{ front.title }"),
    Rule("half-tag", "the end of a tag stands without its beginning: front.title }}", _E, _W),
    Rule("not-a-tag", "something looks like a tag and is none: {front.title}, { { front.title } }", _W, None),
    Rule("tag-over-paragraphs", "a tag begins in one paragraph and ends in another", _E, _W),
    Rule("unreadable-tag", "the words in a tag can't be understood"),
    Rule("unknown-tag", "a tag of a kind that there isn't: {% iff front.title %}"),
    Rule("typed-quote", "Word typed a quotation mark or dash that no tag can have: « » „ ‚ –"),
    Rule("typed-space", "Word typed a non-breaking or invisible space inside a tag", _E, _W),
    Rule("unclosed-block", "an {% if … %} or {% for … %} has no {% endif %} or {% endfor %}"),
    Rule("stray-tag", "an {% endif %}, {% endfor %} or {% else %} belongs to nothing"),
    Rule("deep-block", "more than 50 blocks, or more than 20 loops, stand inside one another", _E, _W),
    Rule("unlike-tags", "a block begins with {%p … %} and ends with {% … %}, or the other way round", _E, _W),
    Rule(
        "text-beside-tag",
        "words beside a {%p … %}, {{p … }}, {%tr … %} or {%tc … %} tag vanish with its paragraph or row",
    ),
    Rule("two-tags-in-paragraph", "two tags that each take their whole paragraph, row or cell stand in one"),
    Rule("block-over-tables", "a block of rows or cells begins and ends in different rows or tables"),
    Rule("row-tag-outside-table", "a tag for rows or cells stands outside of tables"),
    Rule("sign-in-tag", "a {%p … %} tag has a % or } inside"),
    Rule("space-in-tag", "a space stands before the p or tr of a tag: {% p if … %}"),
    Rule("name-outside-loop", "a name that only a loop knows is used outside of it"),
    Rule("unknown-filter", "a filter that there isn't: {{ front.title|uper }}", _E, _W),
    Rule("unknown-test", "a test that there isn't: {% if front.title is empti %}", _E, _W),
    Rule("unfilled-tag", "a tag stands where none is filled: in an endnote", _E, _W),
    Rule("runs-code", "a tag reaches for the program instead of a fact"),
    # the contract
    Rule("unknown-field", "a tag prints a field that no report has", _E, None),
    Rule("list-printed", "a tag prints a list or a group of fields whole, with brackets and quotes", _E, None),
    Rule("loop-over-text", "a loop goes through the letters of a text", _E, None),
    Rule("place-in-line", "{{ body }}, {{ box }} or {{ signature }} stands without p, or beside words", _E, None),
    Rule("text-as-paragraph", "{{p … }} or {{r … }} prints a text, which would be lost", _E, None),
    Rule(
        "missing-place",
        "the place of the body, the box or the signature is missing, or stands twice or in a header",
        _E,
        None,
    ),
    Rule("lost-field", "the first page of a report has a fact that the template doesn't print", _W, None),
    Rule("missing-sample", "a kind of block has no sample", _W, None),
    Rule(
        "wrong-sample", "a sample has an unknown name, stands twice, in a table, in a header or beside words", _E, None
    ),
    Rule("sample-formatted-by-hand", "a sample is formatted by hand, where its style should be changed", _W, None),
    Rule("wrong-level", "a heading's or paragraph's sample stands on another level than its name says", _E, None),
    # Word
    Rule("missing-style", "a paragraph or its letters name a style that the file doesn't have", _W, _A),
    Rule("renamed-style", "a style has the name that Word gives it in another language", _W, None),
    Rule("untied-numbering", "a sample's number isn't tied to its style any more", _W, None),
    Rule("unnumbered-sample", "a sample that must have a number has none", _E, None),
    Rule("counting-on", "a list inside a loop goes on counting from round to round", _W, _W),
    Rule("blank-paragraph", "a paragraph of nothing but control tags is left blank", _W, _W),
    Rule("perhaps-blank", "a paragraph whose words all depend on a condition is left blank without it", _A, _A),
    Rule("leftover-comment", "a comment is left, which would stand in every report", _E, _W),
    Rule("tracked-change", "a tracked change is left, which would stand in every report", _E, _W),
    Rule("deleted-tag", "a tag inside deleted text still runs"),
    Rule("stale-field", "a field of Word is printed as it was in the template until somebody updates it", _W, _W),
    Rule("refused-content", "something that runs, comes from outside the file or changes by itself", _E, _W),
    Rule("refused-picture", "a picture that Word can't show, or that is larger than any page", _E, _W),
    Rule("attached-template", "the file is attached to a template of Word's: that is forgotten", _A, None),
    # --render
    Rule("unfillable", "a report, or one made for the test, can't be filled in"),
    Rule("lost-value", "a value that a tag prints doesn't arrive in the document"),
    Rule("untried-tag", "a tag is never reached, whatever the records hold", _A, _A),
)
