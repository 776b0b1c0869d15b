"""What filling does to paragraphs around control tags: lists that go on counting, paragraphs that are left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import COMMENT, CONTROL, PRINT, Part, Tag
from cwgdraft.typesetting.vetting.paragraphs import Paragraph
from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_SOLID = tuple(
    f"{_Q}{name}" for name in ("drawing", "pict", "object", "sym", "fldChar", "fldSimple", "br", "sectPr", "tab")
)


@dataclass(frozen=True, slots=True)
class _Loop:
    begin: Tag
    end: Tag


def check_layout(found: Found, part: Part, paragraphs: Sequence[Paragraph]) -> None:
    """Note lists that go on counting in loops, and paragraphs that filling leaves blank."""
    _check_lists(found, part, paragraphs)
    by_paragraph: dict[Paragraph, list[Tag]] = {}
    for tag in part.tags:
        by_paragraph.setdefault(tag.paragraph, []).append(tag)
    for paragraph, tags in by_paragraph.items():
        if not paragraph.in_samples and paragraph not in part.reworded_in:
            _check_blank(found, part, paragraph, tags)


# --- lists ----------------------------------------------------------------------------------------


def _loops(tags: Sequence[Tag]) -> Iterator[_Loop]:
    """Yield the loops whose ends are known, inner ones first."""
    open_now: list[Tag] = []
    for tag in tags:
        if tag.block:
            open_now.append(tag)
        elif tag.ended and open_now and open_now[-1].block == tag.ended:
            begin = open_now.pop()
            if begin.block == "for":
                yield _Loop(begin, tag)


def _check_lists(found: Found, part: Part, paragraphs: Sequence[Paragraph]) -> None:
    """Note counted lists that begin behind other words of a loop: Word counts through all rounds.

    An entry that is all that a round has, or its first paragraph, is meant to go on counting; so is a level below one
    that counts in the same round, which Word begins anew.
    """
    noted: set[Paragraph] = set()
    for loop in _loops(part.shallow):
        inside = _inside(loop, paragraphs)
        seen: set[str] = set()
        before: dict[object, set[str]] = {}
        for paragraph in inside:
            cell = paragraph.cells
            abstract = _counted(found, paragraph)
            if not abstract:
                if _prints(part, paragraph):
                    before.setdefault(cell, set()).add("")
                continue
            starts = abstract not in seen
            if starts and before.get(cell, set()) - {abstract} and paragraph not in noted:
                noted.add(paragraph)
                found.add(
                    "counting-on",
                    paragraph,
                    f"this list goes on counting from one round of '{loop.begin.raw}' to the next: 1, 2, then 3, 4",
                    "number it as a lower level of the list that its heading has, or use a dash or bullet; "
                    "the lists of {{p body }} begin anew by themselves",
                    excerpt=paragraph.text,
                )
            seen.add(abstract)
            before.setdefault(cell, set()).add(abstract)


def _inside(loop: _Loop, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return those of a part's paragraphs that a loop repeats; their numbers count them from 1."""
    first, last = loop.begin.paragraph.number, loop.end.paragraph.number
    if first == last:
        return []
    if loop.begin.prefix:
        first += 1
    if loop.end.prefix:
        last -= 1
    return paragraphs[first - 1 : last]


def _counted(found: Found, paragraph: Paragraph) -> str:
    """Return the list of a paragraph with a number or letter, empty for any other."""
    numbering = found.text.numbering
    own = numbering.of_paragraph(paragraph.element.find(f"{_Q}pPr"))
    level = numbering.level(*own) if own else None
    if own is None or level is None or level.format.format in ("bullet", "none"):
        return ""
    return numbering.instances[own[0]].abstract


def _prints(part: Part, paragraph: Paragraph) -> bool:
    """Return whether a paragraph shows anything: words, a tag that prints, a picture."""
    text = part.text_of(paragraph)
    return bool(_TAG.sub("", text).strip()) or "{{" in text or _is_solid(paragraph)


def _is_solid(paragraph: Paragraph) -> bool:
    return next(paragraph.element.iter(*_SOLID), None) is not None


# --- blank paragraphs -----------------------------------------------------------------------------


def _check_blank(found: Found, part: Part, paragraph: Paragraph, tags: Sequence[Tag]) -> None:
    text = part.text_of(paragraph)
    if any(tag.prefix or tag.raw.startswith("{%-") or tag.raw.endswith("-%}") for tag in tags):
        return  # they take the paragraph away, or join it with its neighbours
    if _is_solid(paragraph) or _is_alone(paragraph):
        return
    if not any(tag.kind == PRINT for tag in tags):
        if _TAG.sub("", text).strip():
            return
        control = next((tag for tag in tags if tag.kind == CONTROL), None)
        if control is None and any(tag.kind == COMMENT and tag.body.startswith("docxtpl-lint") for tag in tags):
            return
        shown = control or tags[0]
        found.add(
            "blank-paragraph",
            paragraph,
            f"'{text.strip()}' leaves a blank paragraph behind",
            _with_p(shown),
            column=shown.column,
            excerpt=text,
        )
    elif _is_conditional(text, tags):
        begin = tags[0]
        found.add(
            "perhaps-blank",
            paragraph,
            f"without '{begin.body.removeprefix('if ')}' this paragraph is left blank",
            "put {%p if … %} and {%p endif %} into paragraphs of their own, above and below it",
            column=begin.column,
            excerpt=text,
        )


def _with_p(tag: Tag) -> str:
    if tag.kind == COMMENT:
        return f"write '{{#p {tag.body} #}}', which takes its paragraph with it"
    return f"write '{{%p {tag.body} %}}', which takes its paragraph with it"


def _is_alone(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is the only one of its cell, which must have one."""
    element = paragraph.element
    parent = element.getparent()
    others = (next(element.itersiblings(f"{_Q}p", preceding=before), None) for before in (False, True))
    return parent is not None and parent.tag == f"{_Q}tc" and not any(one is not None for one in others)


def _is_conditional(text: str, tags: Sequence[Tag]) -> bool:
    """Return whether all that a paragraph has stands inside one condition without an else."""
    words = text.strip()
    first, last = tags[0], tags[-1]
    if first.word != "if" or last.word != "endif" or not (words.startswith(first.raw) and words.endswith(last.raw)):
        return False
    depth = 0
    for tag in tags:
        if tag.kind != CONTROL:
            continue
        depth += (tag.word == "if") - (tag.word == "endif")
        if depth == 0 and tag is not last:
            return False
        if tag.word == "else" and depth == 1:
            return False
    return True
