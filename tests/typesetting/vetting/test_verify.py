"""What only filling shows: tags that can't be filled, values that don't arrive, tags that are never reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from cwgdraft.draft import Block, Draft, Kind, Run
from cwgdraft.finding import Finding
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.vetting import Found, verify
from cwgdraft.typesetting.vetting.verify import loaded, sentinel_data, try_report, try_sentinels
from cwgdraft.word.gate import Parts
from tests.template_builders import Slip, Slot, built, chained, lines, shown, swapped, table, vetted
from tests.typesetting.vetting.slips_in_layout import LEGITIMATE
from tests.typesetting.vetting.test_slips import SLIPS
from tests.word_builders import draft_of, paragraph

HELP = "check the tags that were changed last"
CODE = "take the tag out; a template may only print facts"
ASK = "ask for it first: {% if name %}…{% endif %}"


def filled(parts: Parts, ours: bool = True, *, draft: Draft | None = None) -> list[Finding]:
    """Return what filling a template finds beside what vetting finds."""
    before = vetted(parts, ours=ours)
    found = Found(before.text, ours, list(before.findings))
    try_sentinels(found, ["purpose"], before.tags)
    if draft and (template := loaded(found)):
        try_report(found, template, draft, sentinel_data(["purpose"]))
    return found.findings[len(before.findings) :]


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (
            lines("{{ front.title + 1 }}"),
            "new.docx, paragraph 10, '{{ front.title + 1 }}': error unfillable: it can't be filled: the template "
            "new.docx can't be filled in word/document.xml ('{{ front.title + 1 }}'): can only concatenate str (not "
            f'"int") to str\n    help: {HELP}',
        ),
        (
            lines("{{ 'a' * 1000000000 }}"),
            "new.docx, paragraph 10, '{{ 'a' * 1000000000 }}': error unfillable: it can't be filled: the template "
            "new.docx runs code in word/document.xml ('{{ 'a' * 1000000000 }}'): '*' is not for texts and lists\n"
            f"    help: {CODE}",
        ),
        (
            lines("{{ meetings[5].dates }}"),
            "new.docx, paragraph 10, '{{ meetings[5].dates }}': error unfillable: it can't be filled: the template "
            "new.docx prints what isn't there in word/document.xml ('{{ meetings[5].dates }}'): list object has no "
            f"element 5\n    help: {ASK}",
        ),
        (
            lines("{{ session.name }}"),
            "new.docx, paragraph 10, '{{ session.name }}': warning unfillable: where what may be empty is, it can't be "
            "filled: the template new.docx prints what isn't there in word/document.xml ('{{ session.name }}'): 'None' "
            f"has no attribute 'name'\n    help: {ASK}",
        ),
        (
            lines("a{% if false %}{{ front.title }}{% endif %}"),
            "new.docx, paragraph 10, 'a{% if false %}{{ front.title }}{% endif %}': advice untried-tag: 'front.title' "
            "is never printed here, whatever the records hold\n    help: look at the condition around it",
        ),
    ],
    ids=["text and number", "a long text", "an entry that isn't there", "what may be empty", "never reached"],
)
def test_what_only_filling_shows_is_found_at_its_place(slot: Slot, expected: str) -> None:
    assert vetted(built(slot)).findings == ()
    assert shown(tuple(filled(built(slot)))) == [expected]


def test_a_loop_that_takes_too_many_rounds_is_stopped() -> None:
    rounds = "{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}a"
    (found,) = filled(built(lines(rounds)))
    assert (found.rule, found.message.rpartition(": ")[2]) == ("unfillable", "it takes more than 100000 steps")


@pytest.mark.parametrize("tag", ["{{ range }}", "{% macro x() %}a{% endmacro %}{{ x }}"])
def test_what_is_no_text_is_not_printed(tag: str) -> None:
    """Python would print where it lies in memory, each time another place."""
    (found,) = filled(built(lines(f"a {tag}")), ours=False)
    assert found.message.endswith(": it prints what is no text: print a field, or add |join(', ')")


def test_a_value_that_is_printed_and_does_not_arrive_is_named() -> None:
    parts = built(table(["{{tr title }}"], ["a"]))
    assert shown(tuple(filled(parts, ours=False))) == [
        "new.docx, table 3, row 1, column 1, '{{tr title }}': error lost-value: the value of 'title' is printed and "
        "doesn't arrive in the document\n    help: write its tag in a line of plain text, without p, r, tr or tc"
    ]


def test_a_report_that_can_not_be_made_is_named() -> None:
    place = "{{p body }}"
    asked = place.join(
        (
            "{%p if front.agenda_item %}</w:t></w:r></w:p><w:p><w:r><w:t>",
            "</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}",
        )
    )
    parts = built(swapped(place, asked))
    assert filled(parts, draft=paragraph("Words.")) == []
    without = draft_of([Block(Kind.PARAGRAPH, (Run("Words."),), origin="41/t#only")], agenda_item="")
    assert shown(tuple(filled(parts, draft=without))) == [
        "new.docx, the text: error unfillable: the report sample can't be made: the template new.docx has no paragraph "
        "{{p body }}: the report's body would be lost\n"
        "    help: write {{p body }} alone in a paragraph where the body belongs"
    ]


def test_blocks_that_do_not_arrive_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [Block(Kind.PARAGRAPH, (Run(f"Words {n}."),), origin=f"41/t#{n}") for n in range(5)]

    def losing(draft: Draft, *others: object) -> bytes:
        return typeset(replace(draft, blocks=draft.blocks[:1]), *others)  # type: ignore[arg-type]

    monkeypatch.setattr(verify, "typeset", losing)
    found = filled(built(), draft=draft_of(blocks))
    assert shown(tuple(found[:1])) == [
        "new.docx, the report sample: error lost-value: 'Words 1.' doesn't arrive in the document\n"
        "    help: compare the template with the one that it was made from"
    ]
    assert len(found) == 3, "three are enough to see what is wrong"


# --- laws of the slips ----------------------------------------------------------------------------


def _together() -> list[Slot]:
    """Return the paragraphs of all good templates in one, and what changes more than paragraphs by itself."""
    texts = [slip.good for slip in SLIPS if isinstance(slip.good, str) and slip.ours is None] + [*LEGITIMATE.values()]
    return ["".join(dict.fromkeys(one for one in texts if isinstance(one, str)))]


def test_what_has_no_slip_fills_and_every_value_arrives() -> None:
    assert shown(tuple(filled(built(*_together()), draft=paragraph("Words.")))) == []


def _others() -> Iterator[Slip]:
    seen: set[bytes] = set()
    for slip in SLIPS:
        parts = b"".join(built(slip.good, template=slip.template).values())
        if not isinstance(slip.good, str) and parts not in seen:
            seen.add(parts)
            yield slip


@pytest.mark.parametrize("slip", [*_others()], ids=lambda slip: slip.id)
def test_what_has_no_slip_in_other_parts_fills_too(slip: Slip) -> None:
    assert shown(tuple(filled(built(slip.good, template=slip.template)))) == []


def test_the_shipped_templates_fill() -> None:
    for name in ("council-report", "meeting-summary"):
        assert shown(tuple(filled(built(template=name), draft=paragraph("Words.")))) == []
        assert shown(tuple(filled(built(chained(), template=name, words=False)))) == []
