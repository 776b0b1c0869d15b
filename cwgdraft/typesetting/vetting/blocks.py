"""Blocks that fit together, and the tags of docxtpl, which take their paragraph, row or cell with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from lxml import etree

from cwgdraft.contract import PLACES
from cwgdraft.finding import Severity
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import COMMENT, CONTROL, PRINT, Issue, Part, Tag
from cwgdraft.typesetting.vetting.paragraphs import Paragraph, Pieces
from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_UNITS = {"p": "paragraph", "r": "piece of a paragraph", "tr": "row", "tc": "cell"}
_AROUND = {
    "hyperlink": "a link", "txbxContent": "a text box", "sdtContent": "a content control", "footnote": "a footnote",
    "fldSimple": "a field", "ins": "a tracked change", "del": "a tracked change", "moveFrom": "a tracked change",
    "moveTo": "a tracked change", "tbl": "a table", "tr": "a row", "tc": "a cell",
}  # fmt: skip
"""What may stand around a tag, and is torn apart by a block that begins inside and ends outside of it."""
MOST_BLOCKS = 50
"""How many blocks may stand inside one another, what stands in more isn't looked at: docxtpl-lint and Jinja's parser
call themselves for each. A build refuses 99."""
MOST_LOOPS = 20
"""How many loops may stand inside one another: Python, into which Jinja translates them, has no more."""
_BY_THEMSELVES = ("macro", "call", "block")
"""The blocks that Jinja translates into functions, in which loops are counted anew."""
_NOTE = re.compile(r"\{#.*?#\}", re.DOTALL)


def check_depth(found: Found, part: Part) -> None:
    """Note the first block of each outermost one that stands inside too many; leave out what stands in such blocks."""
    open_now: list[tuple[str, int]] = []  # the block's word, and how many loops it stands in, itself counted
    open_words: Counter[str] = Counter()
    left_out: list[Tag] = []
    noted = False
    for tag in part.tags:
        ended = tag.ended if open_words[tag.ended] else ""
        if tag.block:
            around = open_now[-1][1] if open_now and tag.block not in _BY_THEMSELVES else 0
            open_now.append((tag.block, around + (tag.block == "for")))
            open_words[tag.block] += 1
            if not noted and (len(open_now) > MOST_BLOCKS or open_now[-1][1] > MOST_LOOPS):
                noted = True
                _note_deep(found, tag, loops=open_now[-1][1] > MOST_LOOPS)
        while ended and open_now[-1][0] != ended:
            open_words[open_now.pop()[0]] -= 1
        if len(open_now) > MOST_BLOCKS:
            left_out.append(tag)
        if ended:
            open_words[open_now.pop()[0]] -= 1
            noted = noted and bool(open_now)
    part.leave_out(left_out)


def _note_deep(found: Found, tag: Tag, *, loops: bool) -> None:
    inside = f"{MOST_LOOPS} other loops: no program fills so many" if loops else f"{MOST_BLOCKS} other blocks"
    found.add_at(
        "deep-block",
        tag,
        f"'{tag.raw}' begins inside {inside}",
        "end each {% if … %} and {% for … %} before the next begins",
        severity=Severity.ERROR if loops else None,
    )


def check_blocks(found: Found, part: Part) -> list[Issue]:
    """Note blocks that are never ended, and ends that belong to nothing; return these."""
    issues = part.block_issues()
    for issue in issues:
        _note_block(found, issue)
    return issues


def _note_block(found: Found, issue: Issue) -> None:
    if issue.rule == "DTL101":
        word = issue.params["kw"]
        found.add_at(
            "unclosed-block",
            issue,
            f"'{issue.raw}' is never ended: '{{% end{word} %}}' is missing",
            f"write '{{% end{word} %}}' where its words end",
        )
    else:
        opener = re.sub(r"^\{%[ptrc]*-?\s*(?:end)?", "", issue.raw).split()[0].rstrip("-%}")
        wanted = "if" if opener in ("elif", "else") else opener
        found.add_at(
            "stray-tag",
            issue,
            f"'{issue.raw}' belongs to nothing: no '{{% {wanted} … %}}' is open there",
            f"take it out, or write '{{% {wanted} … %}}' before it",
        )


def check_docxtpl_tags(found: Found, part: Part) -> None:
    """Note what docxtpl's own tags take away with them, and blocks that tear apart what stands around them."""
    doubled = set(_doubled(found, part))
    issues = part.docxtpl_issues()
    for issue in issues:
        if issue.rule in ("DTL206", "DTL210") and _unit(issue.paragraph, issue.raw) in doubled:
            continue
        if found.ours and issue.rule == "DTL203" and issue.raw.startswith("{{"):
            continue  # `text-as-paragraph` says what is wrong: a tr or tc that shouldn't be there
        rule, message, help_ = _docxtpl_words(issue)
        found.add_at(rule, issue, message, help_)
    _check_signs(found, part)
    said = {raw for one in issues if one.rule == "DTL204" for raw in (one.raw, one.params["open_raw"])}
    rows = {_row(one.paragraph) for one in issues if one.rule == "DTL206"}
    _check_beside(found, part, doubled, said if found.ours else set(), rows)
    _check_torn(found, part)
    if found.ours:
        _check_pieces(found, part)


def _check_signs(found: Found, part: Part) -> None:
    """Note tags whose prefix docxtpl doesn't see: with a sign inside that ends it, or a space before the prefix."""
    for tag in part.shallow:
        message = ""
        if tag.kind == CONTROL and tag.is_spaced:
            message = f"a space stands before '{tag.prefix}' in '{tag.raw}'"
            found.add_at("space-in-tag", tag, message, f"write '{{%{tag.prefix} …' without it")
        elif tag.kind != COMMENT and tag.prefix and _has_end(tag):
            message = f"the tag '{tag.raw}' has a % or }} inside, where docxtpl ends it"
            help_ = "compute it before: {% set name = … %}, and use the name"
            found.add_at("sign-in-tag", tag, message, help_)


def _has_end(tag: Tag) -> bool:
    return "%" in tag.body or "}" in tag.body


def _row(paragraph: Paragraph) -> tuple[int, int]:
    """Return the row that a paragraph of a table stands in; tables are counted through the part."""
    return paragraph.cells[-1][:2]


def _check_beside(
    found: Found, part: Part, doubled: Collection[object], said: Collection[str], rows: Collection[tuple[int, int]]
) -> None:
    """Note words that vanish because a tag takes the paragraph, row or cell in which they stand.

    Nothing is said of what `doubled` tags take, of the tags in `said`, and of `rows` that can't be filled anyway.
    """
    words: Mapping[object, list[tuple[Paragraph, str]]] | None = None
    for tag in part.shallow:
        if tag.prefix not in ("p", "tr", "tc") or (tag.prefix != "p" and tag.kind != CONTROL) or tag.is_spaced:
            continue
        cells, unit = tag.paragraph.cells, _unit(tag.paragraph, tag.raw)
        if _has_end(tag) or unit in doubled or tag.raw in said or (tag.prefix != "p" and not cells):
            continue
        if cells and _row(tag.paragraph) in rows:
            continue
        before, raw, behind = part.text_of(tag.paragraph).partition(tag.raw)
        beside = _NOTE.sub("", before + behind).strip() if raw else ""
        if not beside and tag.prefix != "p":
            words = _words_of_units(part) if words is None else words
            others = [one for paragraph, one in words.get(unit, []) if paragraph is not tag.paragraph]
            beside = others[0] if others else ""
        if beside:
            what = _UNITS[tag.prefix]
            message = f"'{beside[:40]}' would vanish: '{tag.raw}' takes its whole {what}"
            found.add_at("text-beside-tag", tag, message, f"give the tag a {what} of its own")


def _words_of_units(part: Part) -> Mapping[object, list[tuple[Paragraph, str]]]:
    """Return the first two paragraphs with words of each row and cell, and their words without comments."""
    words: dict[object, list[tuple[Paragraph, str]]] = {}
    for paragraph in part.paragraphs:
        shown = _NOTE.sub("", part.text_of(paragraph)).strip() if paragraph.cells else ""
        for depth in range(len(paragraph.cells) if shown else 0):
            for prefix in ("tr", "tc"):
                others = words.setdefault(_cell_unit(paragraph, depth, prefix), [])
                if len(others) < 2:
                    others.append((paragraph, shown))
    return words


def _docxtpl_words(issue: Issue) -> tuple[str, str, str]:
    """Return rule, message and remedy of what docxtpl-lint found about a tag of docxtpl's."""
    snippet, params = issue.raw, issue.params
    if issue.rule == "DTL203":
        message = f"'{snippet}' takes a {_UNITS[params['prefix']]} of a table, but stands outside of tables"
        return "row-tag-outside-table", message, "write {%p … %}, or put it into a table"
    if issue.rule == "DTL204":
        message = f"'{params['close_raw']}' ends '{params['open_raw']}', but they aren't of one kind"
        return "unlike-tags", message, "write p (or tr, or tc) behind {% in both, or in neither"
    if issue.rule == "DTL208":
        return "row-tag-outside-table", f"'{snippet}' works only in the cell of a table", "put it into a table"
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
    return _cell_unit(paragraph, len(paragraph.cells) - 1, prefix[1])


def _cell_unit(paragraph: Paragraph, depth: int, prefix: str) -> object:
    """Return the row (`tr`) or the cell (`tc`) around a paragraph; `depth` 0 is the outermost."""
    table, row, column = paragraph.cells[depth]
    return paragraph.part, paragraph.cells[:depth], table, row, *((column,) if prefix == "tc" else ())


def _doubled(found: Found, part: Part) -> Iterator[object]:
    """Note tags that each take the paragraph, row or cell in which both stand; yield these."""
    taken: dict[object, Tag] = {}
    noted: set[object] = set()
    for tag in part.tags:
        if tag.prefix not in ("p", "tr", "tc"):
            continue
        unit = _unit(tag.paragraph, tag.raw)
        if tag.prefix != "p" and not tag.paragraph.cells:
            continue
        other = taken.setdefault(unit, tag)
        if other is tag or unit in noted or other.prefix != tag.prefix:
            continue
        noted.add(unit)
        what = _UNITS[tag.prefix]
        found.add_at(
            "two-tags-in-paragraph",
            tag,
            f"'{other.raw}' and '{tag.raw}' each take the whole {what}, but stand in one",
            f"give each a {what} of its own",
        )
        yield unit


def _check_pieces(found: Found, part: Part) -> None:
    """Note tags that would take away a place of blocks, or a text: `{{p front.title }}`, `{{ body }}`."""
    for tag in part.tags:
        if tag.kind != PRINT:
            continue
        if tag.body in PLACES and tag.prefix != "p":
            found.add_at(
                "place-in-line",
                tag,
                f"'{tag.raw}' stands in a line, which can't hold the paragraphs of the {tag.body}",
                f"write '{{{{p {tag.body} }}}}', alone in a paragraph",
            )
        elif tag.prefix and tag.body not in PLACES:
            found.add_at(
                "text-as-paragraph",
                tag,
                f"'{tag.raw}' would be lost: only {', '.join(PLACES)} are paragraphs",
                f"write '{{{{ {tag.body} }}}}'",
            )


# --- what stands around a block -------------------------------------------------------------------


def _check_torn(found: Found, part: Part) -> None:
    """Note blocks of which one end stands in a link, a text box or a table, the other outside.

    docxtpl fills tags in the XML as it stands: what is left out or repeated must hold whole elements.
    """
    pieces: dict[Paragraph, Pieces] = {}
    for begin, end in _pairs(part.shallow):
        if begin.prefix != end.prefix or begin.prefix in ("tr", "tc") or _joins(begin) or _joins(end):
            continue
        if begin.paragraph is end.paragraph and begin.prefix:
            continue
        first, last = _around(part, begin, pieces), _around(part, end, pieces)
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
    found.add_at("block-over-tables", end, message, help_)


def _joins(tag: Tag) -> bool:
    return tag.raw.startswith("{%-") or tag.raw.endswith("-%}")


def _pairs(tags: Sequence[Tag]) -> Iterator[tuple[Tag, Tag]]:
    """Yield the tags that begin and end a block, also `else` as an end and as a beginning."""
    open_now: list[Tag] = []
    for tag in tags:
        if tag.block:
            open_now.append(tag)
        elif tag.divides and open_now:
            yield open_now[-1], tag
        elif (ended := tag.ended) and any(one.block == ended for one in open_now):
            while open_now[-1].block != ended:
                open_now.pop()
            yield open_now.pop(), tag


def _around(part: Part, tag: Tag, pieces: dict[Paragraph, Pieces]) -> list[etree._Element]:
    """Return the elements around what a tag takes, the innermost first; `pieces` are those of the paragraphs so far."""
    paragraph = tag.paragraph
    element = paragraph.element
    if not tag.prefix and part.text_of(paragraph) == paragraph.text:
        if paragraph not in pieces:
            pieces[paragraph] = Pieces(paragraph)
        piece = pieces[paragraph].at(tag.column)
        run = piece.getparent() if piece is not None else None
        element = element if run is None else run
    return list(element.iterancestors())
