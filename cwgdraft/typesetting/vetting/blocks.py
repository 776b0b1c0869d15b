"""Blocks that fit together, and the tags of docxtpl, which take their paragraph, row or cell with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from cwgdraft.contract import PLACES
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import BLOCKS, COMMENT, CONTROL, PRINT, Issue, Part, Tag
from cwgdraft.typesetting.vetting.paragraphs import Paragraph
from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_UNITS = {"p": "paragraph", "r": "piece of a paragraph", "tr": "row", "tc": "cell"}
_AROUND = {
    "hyperlink": "a link", "txbxContent": "a text box", "sdtContent": "a content control", "footnote": "a footnote",
    "fldSimple": "a field", "ins": "a tracked change", "del": "a tracked change", "moveFrom": "a tracked change",
    "moveTo": "a tracked change", "tbl": "a table", "tr": "a row", "tc": "a cell",
}  # fmt: skip
"""What may stand around a tag, and is torn apart by a block that begins inside and ends outside of it."""


def check_blocks(found: Found, part: Part) -> list[Issue]:
    """Note blocks that are never ended, and ends that belong to nothing; return these."""
    issues = part.block_issues()
    for issue in issues:
        _note_block(found, issue)
    return issues


def _note_block(found: Found, issue: Issue) -> None:
    if issue.rule == "DTL101":
        word = issue.params["kw"]
        found.add(
            "unclosed-block",
            issue.paragraph,
            f"'{issue.snippet}' is never ended: '{{% end{word} %}}' is missing",
            f"write '{{% end{word} %}}' where its words end",
            column=issue.column,
            excerpt=issue.snippet,
        )
    else:
        opener = re.sub(r"^\{%[ptrc]*-?\s*(?:end)?", "", issue.snippet).split()[0].rstrip("-%}")
        wanted = "if" if opener in ("elif", "else") else opener
        found.add(
            "stray-tag",
            issue.paragraph,
            f"'{issue.snippet}' belongs to nothing: no '{{% {wanted} … %}}' is open there",
            f"take it out, or write '{{% {wanted} … %}}' before it",
            column=issue.column,
            excerpt=issue.snippet,
        )


def check_docxtpl_tags(found: Found, part: Part) -> None:
    """Note what docxtpl's own tags take away with them, and blocks that tear apart what stands around them."""
    doubled = set(_doubled(found, part))
    issues = part.docxtpl_issues()
    unlike = [one for one in issues if one.rule == "DTL204"]
    for issue in issues:
        if issue.rule in ("DTL209", "DTL206", "DTL210") and _unit(issue.paragraph, issue.snippet) in doubled:
            continue
        if found.ours and _is_said(issue, unlike):
            continue
        rule, message, help_ = _docxtpl_words(issue)
        found.add(rule, issue.paragraph, message, help_, column=issue.column, excerpt=issue.snippet)
    _check_torn(found, part)
    if found.ours:
        _check_pieces(found, part)


def _is_said(issue: Issue, unlike: Sequence[Issue]) -> bool:
    """Return whether another finding of ours says what is wrong: a p, tr or tc that shouldn't be there."""
    if issue.rule == "DTL203":
        return issue.snippet.startswith("{{")
    return issue.rule == "DTL209" and any(issue.snippet in (one.snippet, one.params["open_raw"]) for one in unlike)


def _docxtpl_words(issue: Issue) -> tuple[str, str, str]:
    """Return rule, message and remedy of what docxtpl-lint found about a tag of docxtpl's."""
    snippet, params = issue.snippet, issue.params
    if issue.rule == "DTL201":
        message = f"the tag '{snippet}' has a % or }} inside, where docxtpl ends it"
        return "sign-in-tag", message, "compute it before: {% set name = … %}, and use the name"
    if issue.rule == "DTL202":
        prefix = params["prefix"]
        message = f"a space stands before '{prefix}' in '{snippet}'"
        return "space-in-tag", message, f"write '{{%{prefix} …' without it"
    if issue.rule == "DTL203":
        message = f"'{snippet}' takes a {_UNITS[params['prefix']]} of a table, but stands outside of tables"
        return "row-tag-outside-table", message, "write {%p … %}, or put it into a table"
    if issue.rule == "DTL204":
        message = f"'{params['close_raw']}' ends '{params['open_raw']}', but they aren't of one kind"
        return "unlike-tags", message, "write p (or tr, or tc) behind {% in both, or in neither"
    if issue.rule == "DTL208":
        return "row-tag-outside-table", f"'{snippet}' works only in the cell of a table", "put it into a table"
    if issue.rule == "DTL209":
        unit = params["unit"].removeprefix("table ")
        message = f"'{params['rest']}' would vanish: '{snippet}' takes its whole {unit}"
        return "text-beside-tag", message, f"give the tag a {unit} of its own"
    if issue.rule in ("DTL206", "DTL210"):
        unit = "row" if issue.rule == "DTL206" else "paragraph"
        message = f"'{params['open_raw']}' and '{params['close_raw']}' each take the whole {unit}, but stand in one"
        return "two-tags-in-paragraph", message, f"give each a {unit} of its own"
    message = f"'{params['open_raw']}' and '{params['close_raw']}' stand in different tables or rows"
    return "block-over-tables", message, "begin and end it in the same table; cells, in the same row"


def _unit(paragraph: Paragraph, raw: str) -> object:
    """Return what a tag with a prefix takes: its paragraph, row or cell."""
    prefix = re.match(r"\{[{%#](tr|tc|p|r) ", raw)
    if prefix is None or prefix[1] in ("p", "r") or not paragraph.cells:
        return paragraph
    table, row, column = paragraph.cells[-1]
    return paragraph.part, paragraph.cells[:-1], table, row, *((column,) if prefix[1] == "tc" else ())


def _doubled(found: Found, part: Part) -> Iterator[object]:
    """Note tags that each take the paragraph, row or cell in which both stand; yield these."""
    taken: dict[object, Tag] = {}
    noted: set[object] = set()
    for tag in part.tags:
        if tag.prefix not in ("p", "tr", "tc") or (tag.kind == COMMENT and tag.prefix == "r"):
            continue
        unit = _unit(tag.paragraph, tag.raw)
        if tag.prefix != "p" and not tag.paragraph.cells:
            continue
        other = taken.setdefault(unit, tag)
        if other is tag or unit in noted or other.prefix != tag.prefix:
            continue
        noted.add(unit)
        what = _UNITS[tag.prefix]
        found.add(
            "two-tags-in-paragraph",
            tag.paragraph,
            f"'{other.raw}' and '{tag.raw}' each take the whole {what}, but stand in one",
            f"give each a {what} of its own",
            column=tag.column,
            excerpt=tag.raw,
        )
        yield unit


def _check_pieces(found: Found, part: Part) -> None:
    """Note tags that would take away a place of blocks, or a text: `{{p front.title }}`, `{{ body }}`."""
    for tag in part.tags:
        if tag.kind != PRINT:
            continue
        if tag.body in PLACES and tag.prefix != "p":
            found.add(
                "place-in-line",
                tag.paragraph,
                f"'{tag.raw}' stands in a line, which can't hold the paragraphs of the {tag.body}",
                f"write '{{{{p {tag.body} }}}}', alone in a paragraph",
                column=tag.column,
                excerpt=tag.raw,
            )
        elif tag.prefix and tag.body not in PLACES:
            found.add(
                "text-as-paragraph",
                tag.paragraph,
                f"'{tag.raw}' would be lost: only {', '.join(PLACES)} are paragraphs",
                f"write '{{{{ {tag.body} }}}}'",
                column=tag.column,
                excerpt=tag.raw,
            )


# --- what stands around a block -------------------------------------------------------------------


def _check_torn(found: Found, part: Part) -> None:
    """Note blocks of which one end stands in a link, a text box or a table, the other outside.

    docxtpl fills tags in the XML as it stands: what is left out or repeated must hold whole elements.
    """
    for begin, end in _pairs(part.tags):
        if begin.prefix != end.prefix or begin.prefix in ("tr", "tc") or _joins(begin) or _joins(end):
            continue
        if begin.paragraph is end.paragraph and begin.prefix:
            continue
        first, last = _around(part, begin), _around(part, end)
        while first and last and first[-1] is last[-1]:
            first.pop()
            last.pop()
        names = [[etree.QName(one).localname for one in chain] for chain in (first, last)]
        what = next((name for name in _AROUND if (name in names[0]) != (name in names[1])), "")
        if what:
            message = f"one of '{begin.raw}' and '{end.raw}' stands inside {_AROUND[what]}, the other outside"
            _note_torn(found, end, message, "put both inside of it, or both outside")
        elif found.ours and begin.prefix == "p" and "tc" in names[0]:
            message = f"'{begin.raw}' and '{end.raw}' stand in different cells"
            _note_torn(found, end, message, "write tr in the place of p, which repeats rows or leaves them out")


def _note_torn(found: Found, end: Tag, message: str, help_: str) -> None:
    found.add("block-over-tables", end.paragraph, message, help_, column=end.column, excerpt=end.raw)


def _joins(tag: Tag) -> bool:
    return tag.raw.startswith("{%-") or tag.raw.endswith("-%}")


def _pairs(tags: Sequence[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Yield the tags that begin and end a block, also `else` as an end and as a beginning."""
    open_now: list[Tag] = []
    for tag in tags:
        word = tag.word if tag.kind == CONTROL else ""
        if word in BLOCKS and not (word == "set" and "=" in tag.body):
            open_now.append(tag)
        elif word in ("else", "elif") and open_now:
            yield open_now[-1], tag
        elif word.startswith("end") and any(one.word == word[3:] for one in open_now):
            while open_now[-1].word != word[3:]:
                open_now.pop()
            yield open_now.pop(), tag


def _around(part: Part, tag: Tag) -> list[etree._Element]:
    """Return the elements around what a tag takes, the innermost first."""
    element = tag.paragraph.element
    if not tag.prefix and part.text_of(tag.paragraph) == tag.paragraph.text:
        piece = tag.paragraph.piece(tag.column)
        run = piece.getparent() if piece is not None else None
        element = element if run is None else run
    return list(element.iterancestors())
