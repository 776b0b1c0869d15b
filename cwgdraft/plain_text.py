"""Reports as plain text: a paragraph is a line, its number before a TAB or a space.

The form is that of `cwgdraft text` and of reports copied out of Word. What text can't say is guessed from words and
places: the first page is what stands before the first number and begins with one of its labels, a heading is a number
with a line that is no sentence, a signature ends the text. Headers, notes and comments stand below the text, each under
its name in brackets after an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cwgdraft.draft import Block, Draft, Kind, ListKind, Run, Runs, Story, StoryKind, plain_row

FRONT_LABELS = (
    "summary", "purpose", "action required", "action required by the council", "references", "financial implications",
    "relevant link(s) with the strategic plan", "résumé", "suite à donner", "références", "resumen",
    "acción solicitada", "referencias", "резюме", "необходимые действия", "справочные материалы", "ملخص",
    "الإجراء المطلوب", "المراجع", "概要", "需采取的行动", "参考文件",
)  # fmt: skip
"""Labels of the first page's box, in small letters, as they were over the years and in the official languages."""
_BOOKMARK = re.compile(r"\[bookmark: [^\]\t]*\]")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,8}\.?)(?:[ \t]+|$)")
_ITEM = re.compile(r"(\(?(?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,3})\)|[ivxl]{1,6}\.|[–—•·▪◦*-])[ \t]+")
_STORY = re.compile(
    rf"(?:\A|\n[ \t]*\n)\[((?P<kind>{'|'.join(StoryKind)}) \d+(?: \([^)\n]*\))?)\](?: (?P<facts>[^\n]*))?(?=\n|\Z)"
)
_FACTS = re.compile(
    r"(?:(?P<author>[^“]*?)(?:, |$))??(?:(?P<date>\d{4}-\d\d-\d\d)(?:, |$))?(?:“(?P<excerpt>.*)”)?", re.DOTALL
)
_RULE = re.compile(r"_{5,}")
_SENTENCE = re.compile(r"[.;:!?](?:[\"”’)\]]*)$")
_ACTOR = re.compile(
    r"(?:the (?:group|secretariat|chair|meeting|council|membership) |(?:some |other |several )?members |DSG "
    r"|representatives? (?:of|from) )", re.I
)  # fmt: skip
_ACTS = re.compile(
    r"\b(?:presented|provided|noted|thanked|informed|expressed|invited|requested|encouraged|highlighted|agreed to)\b"
)
_VERB = re.compile(r"\b(?:is|are|was|were|agreed|requested|noted|invited|include[sd]?)\b")
_NAME = re.compile(r"(?:\S+ +){1,6}\S*[A-ZÀ-ÞА-Я]{2,}\S*")
_CHAIR = re.compile(r"(?:Vice-)?(?:Chair|Président|President|Председатель|主席|رئيس)", re.I)
_LONGEST_HEADING = 500
_LONGEST_SUBHEADING = 120
_BLANK = " \t\f\ufeff"


@dataclass(slots=True)
class _Line:
    text: str
    indent: int
    label: str = ""


def read_text(text: str, name: str) -> Draft:
    """Return a report's plain text as a draft called `name`; empty lines are no blocks."""
    plain = _BOOKMARK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    heads = list(_STORY.finditer(plain))
    lines = _lines(plain[: heads[0].start()] if heads else plain)
    first = _begin_of_body(lines)
    front = _front(lines[:first])
    closing = _closing(lines[first:])
    middle = lines[first : len(lines) - len(closing)]
    blocks = (*front, *_body(middle), *closing)
    title = next((one.text for one in front if one.kind is Kind.PARAGRAPH), "")
    ends = [*(head.start() for head in heads[1:]), len(plain)]
    stories = tuple(_story(head, plain[head.end() : end]) for head, end in zip(heads, ends, strict=False))
    return Draft(name, "", "", "", {}, blocks, title, stories=stories)


def _begin_of_body(lines: Sequence[_Line]) -> int:
    """Return where the first page ends: at the first number, or at a list that isn't in the box."""
    number = next((n for n, one in enumerate(lines) if one.label and _numbers(one.label)), len(lines))
    heads = [n for n, one in enumerate(lines[:number]) if _is_front_label(one)]
    return next((n for n in range(heads[-1] if heads else 0, len(lines)) if lines[n].label), len(lines))


def _is_front_label(line: _Line) -> bool:
    return line.text.casefold().rstrip(": ") in FRONT_LABELS and not line.label


def _lines(text: str) -> list[_Line]:
    lines = [_line(one) for one in text.split("\n") if one.strip(_BLANK)]
    return [one for one in lines if one.text or one.label]


def _story(head: re.Match[str], text: str) -> Story:
    """Return what stands under a name in brackets: after that of a comment stand author, day and what it is about."""
    kind = StoryKind(head["kind"])
    facts = _FACTS.fullmatch(head["facts"] or "") if kind is StoryKind.COMMENT else None
    author, date, excerpt = ((facts[name] or "") for name in ("author", "date", "excerpt")) if facts else ("", "", "")
    return Story(kind, head[1], _body(_lines(text)), author, date, excerpt)


def _line(raw: str) -> _Line:
    """Return a line with its number or mark taken off; one TAB or more before the text is an indent."""
    text = raw.strip(" \f\ufeff").rstrip()
    body = text.lstrip("\t")
    indent = len(text) - len(body)
    if indent:
        return _Line(body.strip(), indent)
    for pattern in (_NUMBER, _ITEM):
        found = pattern.match(text)
        if found and (pattern is _ITEM or _is_number(found[1], text[found.end() :], found[0])):
            return _Line(text[found.end() :].strip(" "), 0, found[1])
    return _Line(text, 0)


def _is_number(label: str, rest: str, whole: str) -> bool:
    """Return whether a figure at the start of a line counts the line, and isn't its first word (`3 March`)."""
    return "." in label or "\t" in whole or not rest


def labelled(text: str) -> tuple[str, str, ListKind | None]:
    """Return a line's number or mark, its words without it, and the kind of list of which it begins an item."""
    line = _line(text.strip())
    kind = _list_kind(line.label) if line.label and not _numbers(line.label) else None
    return line.label, line.text, kind


def _front(lines: list[_Line]) -> tuple[Block, ...]:
    """Return what stands before the first number: label and text by turns when it begins with a label."""
    found: list[Block] = []
    boxed = False
    for line in lines:
        if _RULE.fullmatch(line.text):
            found.append(Block(Kind.FRONT_RULE if boxed else Kind.CLOSING_RULE, (Run(line.text),)))
        elif _is_front_label(line):
            boxed = True
            found.append(Block(Kind.FRONT_LABEL, (Run(line.text),)))
        elif boxed:
            found.append(Block(Kind.FRONT_TEXT, (Run(f"{line.label} {line.text}".strip()),)))
        elif line.label:
            found.append(_item(line))
        else:
            found.append(_row_or_paragraph(line))
    return _with_tables(found)


def _closing(lines: list[_Line]) -> tuple[Block, ...]:
    """Return the signature and rule that end a text: a name with capitals, then what the person is."""
    found: list[Block] = []
    rest = list(lines)
    if rest and _RULE.fullmatch(rest[-1].text):
        found.append(Block(Kind.CLOSING_RULE, (Run(rest.pop().text),)))
    if len(rest) > 1 and _NAME.fullmatch(rest[-2].text) and not any(one.label for one in rest[-2:]):
        if not (rest[-1].indent == rest[-2].indent == 1 or _CHAIR.match(rest[-1].text)):
            return tuple(found)
        found.append(Block(Kind.SIGNATURE_TITLE, (Run(rest.pop().text),)))
        found.append(Block(Kind.SIGNATURE_NAME, (Run(rest.pop().text),)))
    return tuple(reversed(found))


def _body(lines: list[_Line]) -> tuple[Block, ...]:
    found: list[Block] = []
    for line, labelled in zip(lines, _labelled(lines), strict=True):
        if labelled is not None:
            found.append(labelled)
        elif line.indent:
            found.append(Block(Kind.CONTINUATION, (Run(line.text),)))
        else:
            found.append(_unnumbered(line, found))
    return _with_starts(_with_tables(found))


def _labelled(lines: Sequence[_Line]) -> Iterator[Block | None]:
    """Yield for each line the heading, numbered paragraph or item that it is by its label, None for one without."""
    numbers = [_numbers(line.label) for line in lines]
    following: list[tuple[int, ...]] = []
    for after in reversed([*numbers, ()][1:]):
        following.append(after or (following[-1] if following else ()))
    section = item = 0
    for line, own, after in zip(lines, numbers, reversed(following), strict=True):
        below = after[:1] == own and len(after) > 1 and own[0] > section
        goes_on = bool(section) and not below and (own[:1] != (section + 1,) or own[:1] == (item + 1,))
        item = own[0] if len(own) == 1 and line.label.endswith(".") and goes_on else 0
        if item:
            yield _item(line)
        elif own:
            section = own[0]
            kind = Kind.HEADING if _is_heading(line.text, own, after) else Kind.NUMBERED
            yield Block(kind, (Run(line.text),) if line.text else (), len(own), line.label)
        else:
            yield _item(line) if line.label else None


def with_typed_labels(blocks: Sequence[Block]) -> tuple[tuple[Block, int], ...]:
    """Return blocks of a Word file with the numbers and marks that somebody typed as their labels.

    Each comes with how many signs of its text these took, 0 where Word counts, or nothing is counted. What a typed
    number makes of a paragraph is told as in a text; a heading stays one.
    """
    lines = list(_typed_lines(blocks))
    found: list[tuple[Block, int]] = []
    for block, line, guess in zip(blocks, lines, _labelled(lines), strict=True):
        if block.label or guess is None:
            found.append((block, 0))
            continue
        typed = block.text.rfind(line.text) if line.text else len(block.text)
        one = replace(block, kind=guess.kind, label=line.label, level=guess.level, list_kind=guess.list_kind)
        if block.kind is Kind.HEADING:
            one = replace(one, kind=block.kind, level=block.level, list_kind=None)
        found.append((replace(one, runs=_without_head(block.runs, typed)), typed))
    started = _with_starts(tuple(block for block, _ in found))
    return tuple((new if typed else old, typed) for (old, typed), new in zip(found, started, strict=True))


def _typed_lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    """Yield blocks as lines; a heading's figure counts it, too, where it is the next (`2 Documents`)."""
    section = 0
    for block in blocks:
        line = _Line(block.text, 0, block.label)
        if not (block.label or block.origin) and block.kind in (Kind.PARAGRAPH, Kind.HEADING):
            line = _line(block.text.lstrip())
            number = _NUMBER.match(line.text) if block.kind is Kind.HEADING and not line.label else None
            if number is not None and number[1] == str(section + 1):
                line = _Line(line.text[number.end() :], 0, number[1])
        section = next(iter(_numbers(line.label)), section)
        yield line


def _without_head(runs: Runs, signs: int) -> Runs:
    """Return runs without so many signs at their head."""
    found = []
    for run in runs:
        taken = min(signs, len(run.text))
        signs -= taken
        if taken < len(run.text) or not taken:
            found.append(replace(run, text=run.text[taken:]))
    return tuple(found)


def _numbers(label: str) -> tuple[int, ...]:
    figures = label.rstrip(".").split(".")
    return tuple(map(int, figures)) if all(one.isdecimal() for one in figures) else ()


def _is_heading(text: str, numbers: tuple[int, ...], following: tuple[int, ...]) -> bool:
    """Return whether a numbered line is a heading: no sentence, or short and followed by numbers below it."""
    if not text or len(text) > _LONGEST_HEADING or text[0].islower():
        return False
    if len(numbers) > 1 and (_ACTOR.match(text) or _ACTS.search(text)):
        return False
    if not _SENTENCE.search(text):
        return True
    below = following[: len(numbers)] == numbers and len(following) > len(numbers)
    return below and text.endswith(":") and not _VERB.search(text)


def _item(line: _Line) -> Block:
    return Block(Kind.LIST_ITEM, (Run(line.text),) if line.text else (), 1, line.label, "", _list_kind(line.label))


def _list_kind(label: str) -> ListKind:
    inner = label.strip("().")
    if not inner.isalnum():
        return ListKind.DASH if label in "–—-" else ListKind.BULLET
    if inner.isdecimal():
        return ListKind.NUMBER_PAREN if label.endswith(")") else ListKind.NUMBER_DOT
    if label.endswith("."):
        return ListKind.ROMAN_DOT
    return ListKind.ROMAN_PAREN if len(inner) > 1 and set(inner) <= set("ivxl") else ListKind.LETTER_PAREN


def _unnumbered(line: _Line, before: list[Block]) -> Block:
    """Return a line without number: it goes on with the numbered paragraph above it, heads what follows, or is text."""
    block = _row_or_paragraph(line)
    if block.kind is Kind.TABLE:
        return block
    if len(line.text) <= _LONGEST_SUBHEADING and line.text[:1].isupper() and not _SENTENCE.search(line.text):
        return replace(block, kind=Kind.SUBHEADING)
    above = next((one.kind for one in reversed(before) if one.kind is not Kind.LIST_ITEM), None)
    return replace(block, kind=Kind.CONTINUATION) if above in (Kind.NUMBERED, Kind.CONTINUATION) else block


def _row_or_paragraph(line: _Line) -> Block:
    if "\t" not in line.text:
        return Block(Kind.PARAGRAPH, (Run(line.text),))
    cells = [one.strip() for one in line.text.split("\t")]
    return Block(Kind.TABLE, rows=(plain_row(*((Run(one),) if one else () for one in cells)),))


def _with_tables(blocks: list[Block]) -> tuple[Block, ...]:
    """Return blocks with the rows of a table, line by line, made one table."""
    found: list[Block] = []
    for block in blocks:
        if block.kind is Kind.TABLE and found and found[-1].kind is Kind.TABLE:
            found[-1] = replace(found[-1], rows=(*found[-1].rows, *block.rows))
        else:
            found.append(block)
    return tuple(found)


def _with_starts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with the first number of each counted list; `i)` is a Roman number, but not after `h)`."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found and found[-1].kind is Kind.LIST_ITEM else None
        kind = block.list_kind
        if block.label.strip("()") == "i" and kind is ListKind.LETTER_PAREN and not (before and "h" in before.label):
            kind = ListKind.ROMAN_PAREN
        if before and before.list_kind is ListKind.ROMAN_PAREN and block.label.strip("()") in ("v", "x", "l"):
            kind = ListKind.ROMAN_PAREN
        fresh = kind is not None and kind.counts and (before is None or before.list_kind is not kind)
        starts = _first(block.label) if fresh else 0
        found.append(replace(block, list_kind=kind, starts=starts) if kind else block)
    return tuple(found)


def _first(label: str) -> int:
    inner = label.strip("().")
    return int(inner) if inner.isdecimal() else 1
