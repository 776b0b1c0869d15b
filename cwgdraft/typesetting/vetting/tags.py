"""The tags of a template: each can be read by itself, blocks fit together, and none takes words away with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from cwgdraft.contract import FILTERS, PHRASE_FILTERS, PLACES
from cwgdraft.language.near import did_you_mean, near_miss
from cwgdraft.typesetting.sandbox import Sandbox
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import ALL_FILTERS, CELL_WORDS, COMMENT, CONTROL, PRINT, Issue, Part, Tag, Uses
from cwgdraft.typesetting.vetting.paragraphs import Paragraph

_BLOCKS = ("if", "for", "set", "with", "macro", "call", "filter", "block", "autoescape")
_MIDDLE = ("elif", "else")
_OTHERS = ("include", "import", "from", "extends")
_ENDS = tuple(f"end{word}" for word in (*_BLOCKS, "raw"))
_WORDS = frozenset((*_BLOCKS, *_MIDDLE, *_OTHERS, *_ENDS, "raw", *CELL_WORDS))
_COMMON = ("if", "endif", "for", "endfor", "else", "elif", "set")
_SIMPLE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_PRIVATE = re.compile(
    r"(?:\.|\[ *['\"]|\(['\"]|\| *attr *\( *['\"])(__\w+|_\w+|mro|format_map|gi_frame|func_globals)\b"
)
_BREAKS = re.compile(r"[\s=]+")
_UNITS = {"p": "paragraph", "r": "piece of a paragraph", "tr": "row", "tc": "cell"}
_FROM_OUTSIDE = "a template can't take in other files"
_ELSEWHERE = "copy the tag from the handout: cwgdraft template fields --docx fields.docx"


def check_tags(found: Found, part: Part) -> Uses:
    """Note what is wrong with the tags of a part; return what they use, broken ones left out."""
    broken = [tag for tag in part.tags if tag.kind is not COMMENT and not _is_readable(found, part, tag)]
    _check_docxtpl(found, part)
    issues = part.block_issues()
    for issue in issues:
        _note_block(found, issue)
    for tag in broken:
        _defuse(part, tag)
    if not issues and not broken:
        for issue in part.syntax_issues():
            found.add(
                "unreadable-tag",
                issue.paragraph,
                f"the tag '{issue.snippet}' can't be read: {issue.params['msg']}",
                _ELSEWHERE,
                column=issue.column,
                excerpt=issue.snippet,
            )
    uses = part.uses()
    _check_names(found, uses)
    return uses


# --- each tag by itself ---------------------------------------------------------------------------


def _is_readable(found: Found, part: Part, tag: Tag) -> bool:
    """Note what is wrong inside a tag; false for one whose words can't be taken for what they were meant to be."""
    if found.ours and (private := _PRIVATE.search(tag.body)):
        found.add(
            "runs-code",
            tag.paragraph,
            f"the tag '{tag.raw}' reaches for '{private[1]}', which is no fact",
            "take the tag out; a template may only print facts",
            column=tag.column,
            excerpt=tag.raw,
        )
        return False
    if tag.kind == CONTROL:
        known = _known_word(found, part, tag)
        if known is None:
            return False
        tag = known
    return _can_be_read(found, tag)


def _known_word(found: Found, part: Part, tag: Tag) -> Tag | None:
    """Return a control tag with a word that there is; None where nobody knows what was meant."""
    word = tag.word
    if word in _WORDS:
        return tag
    meant = _meant(tag.body)
    if meant:
        help_ = f"write '{{%{tag.prefix} {meant} %}}'".replace("{% ", "{% ")
        hint = f"; did you mean '{meant.split()[0]}'?"
    else:
        fact = tag.body.split("=")[0].strip() or "name"
        help_ = f"to print a fact write '{{{{ {fact} }}}}'; else use {', '.join(_COMMON)}"
        hint = ""
    found.add(
        "unknown-tag",
        tag.paragraph,
        f"'{word or tag.raw}' begins no tag that there is: '{tag.raw}'{hint}",
        help_,
        column=tag.column,
        excerpt=tag.raw,
    )
    return part.reworded(tag, meant) if meant else None


def _meant(body: str) -> str:
    """Return the words of a control tag as they were meant: `IF x` -> `if x`, `end if` -> `endif`."""
    words = body.split()
    if not words:
        return ""
    first = words[0].lower()
    if first in _WORDS:
        return " ".join([first, *words[1:]])
    if first == "end" and len(words) > 1 and f"end{words[1].lower()}" in _WORDS:
        return f"end{words[1].lower()}"
    if first in ("elseif", "elsif"):
        return " ".join(["elif", *words[1:]])
    ends = first.startswith("end")
    known = [word for word in _COMMON if word.startswith("end") == ends]
    near = near_miss(first, known, 60 if len(words) > 1 or ends else 75)
    return " ".join([near, *words[1:]]) if near else ""


def _can_be_read(found: Found, tag: Tag) -> bool:
    """Note that a tag's words can't be read, in the words of whoever wrote them."""
    source = _alone(tag)
    if source is None:
        return True
    if found.ours and tag.kind == CONTROL and tag.word in _OTHERS:
        found.add(
            "unreadable-tag",
            tag.paragraph,
            f"the tag '{tag.raw}' can't be used: {_FROM_OUTSIDE}",
            "write the words themselves into the template",
            column=tag.column,
            excerpt=tag.raw,
        )
        return False
    try:
        _PARSER.parse(source)
    except TemplateSyntaxError as error:
        message, help_ = _in_words(tag, error.message or "")
        found.add("unreadable-tag", tag.paragraph, message, help_, column=tag.column, excerpt=tag.raw)
        return False
    return True


class _Parser(Sandbox):
    """The sandbox as it only reads, never fills: filters and tests that there aren't are looked for apart."""

    def __init__(self) -> None:
        super().__init__(str)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return super(Sandbox, self)._parse(source, name, filename)


_PARSER = _Parser()


def _alone(tag: Tag) -> str | None:
    """Return the source of a tag that can be parsed by itself, None for one that needn't be."""
    body, word = tag.body, tag.word
    if tag.kind == PRINT:
        return None if _SIMPLE.fullmatch(body) and body not in _RESERVED else f"{{{{ {body} }}}}"
    if word in CELL_WORDS or word == "raw":
        return None
    if word == "else":
        return None if body == "else" else f"{{% if 1 %}}{{% {body} %}}{{% endif %}}"
    if word == "elif":
        return f"{{% if 1 %}}{{% {body} %}}{{% endif %}}"
    if word.startswith("end"):
        return None if body == word else f"{{% if 1 %}}{{% {body} %}}"
    if word in _OTHERS or (word == "set" and "=" in body):
        return f"{{% {body} %}}"
    return f"{{% {body} %}}{{% end{word} %}}"


_RESERVED = frozenset(("and", "else", "if", "in", "is", "not", "or", "for"))


def _in_words(tag: Tag, message: str) -> tuple[str, str]:
    """Return what is wrong inside a tag as message and remedy, not in the parser's words where it can be helped."""
    body = tag.body
    raw = tag.raw
    if not body:
        return f"the tag '{raw}' is empty", "write the name of a fact into it, or take it out"
    first = body.split()[0]
    if tag.kind == PRINT and first in (*_COMMON, "if", "for"):
        return f"'{first}' can't be printed: '{raw}'", f"write '{{% {body} %}}'"
    if tag.word == "else" and tag.kind == CONTROL:
        return (
            f"the tag '{raw}' can't be read: 'else' takes no condition",
            f"write '{{% elif{body[4:].removeprefix(' if')} %}}'",
        )
    if tag.kind == CONTROL and tag.word.startswith("end"):
        return f"the tag '{raw}' can't be read: nothing stands behind '{tag.word}'", f"write '{{% {tag.word} %}}'"
    if body.count("'") % 2 or body.count('"') % 2:
        return f"the tag '{raw}' can't be read: a quotation mark is missing", "write text within ' and '"
    if body.count("(") != body.count(")") or body.count("[") != body.count("]"):
        return f"the tag '{raw}' can't be read: a bracket is missing", "write as many ) as ( and as many ] as ["
    if tag.kind == CONTROL and body == tag.word:
        return (
            f"the tag '{raw}' can't be read: nothing stands behind '{tag.word}'",
            f"write '{{% {_like(tag.word)} %}}'",
        )
    if " = " in body and tag.word in ("if", "elif"):
        return f"the tag '{raw}' can't be read: one = gives a value", "compare with two: =="
    if re.search(r"[.|]\s*$|\.\.|\|\|", body):
        return f"the tag '{raw}' can't be read: a name is missing behind '.' or '|'", _ELSEWHERE
    if got := re.search(r"expected token '(?:end of [^']*)', got '([^']*)'", message):
        named = " = " in body or got[1] in ("=", ":=")
        return (
            f"the tag '{raw}' can't be read from '{got[1]}' on",
            "compare with two: ==" if named else "join the steps of a name by full stops, as in front.title",
        )
    return f"the tag '{raw}' can't be read: {message}", _ELSEWHERE


def _like(word: str) -> str:
    return {"for": "for meeting in meetings", "set": "set name = front.title"}.get(word, f"{word} front.title")


def _defuse(part: Part, tag: Tag) -> None:
    """Put words that can be read into a broken tag, so that what stands around it can be looked at."""
    current = next((one for one in part.tags if one.paragraph is tag.paragraph and one.column == tag.column), None)
    if current is None:
        return
    word = current.word
    if current.kind == PRINT:
        body = "''"
    elif word == "for":
        names = re.match(r"for\s+([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)", current.body)
        body = f"for {names[1] if names else '_'} in []"
    elif word in ("if", "elif"):
        body = f"{word} true"
    elif word == "else" or word in _ENDS:
        body = word
    elif word == "set" and "=" in current.body:
        body = f"set {_BREAKS.split(current.body)[1] or '_'} = ''"
    else:
        body = "set _ = ''" if word not in _BLOCKS else current.body
    part.reworded(current, body)


# --- blocks, and the tags of docxtpl -----------------------------------------------------------------


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
        wanted = "if" if opener in _MIDDLE else opener
        found.add(
            "stray-tag",
            issue.paragraph,
            f"'{issue.snippet}' belongs to nothing: no '{{% {wanted} … %}}' is open there",
            f"take it out, or write '{{% {wanted} … %}}' before it",
            column=issue.column,
            excerpt=issue.snippet,
        )


def _check_docxtpl(found: Found, part: Part) -> None:
    doubled = set(_doubled(found, part))
    for issue in part.docxtpl_issues():
        if issue.rule in ("DTL209", "DTL206", "DTL210") and _unit(issue.paragraph, issue.snippet) in doubled:
            continue
        rule, message, help_ = _docxtpl_words(issue)
        found.add(rule, issue.paragraph, message, help_, column=issue.column, excerpt=issue.snippet)
    if found.ours:
        _check_pieces(found, part)


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


# --- names that Jinja knows ------------------------------------------------------------------------


def _check_names(found: Found, uses: Uses) -> None:
    filters = tuple(FILTERS) if found.ours else ALL_FILTERS
    seen: set[tuple[str, Paragraph, int]] = set()
    for name, tag in uses.filters:
        if name in filters or (key := (name, tag.paragraph, tag.column)) in seen:
            continue
        seen.add(key)
        if not found.ours:
            message = f"'{name}' is no filter of Jinja's: the program that fills the template must bring it"
            found.add(
                "unknown-filter", tag.paragraph, message, "ask whoever runs it", column=tag.column, excerpt=tag.raw
            )
            continue
        why = ", which only phrases have" if name in PHRASE_FILTERS else ""
        found.add(
            "unknown-filter",
            tag.paragraph,
            f"there is no filter '{name}' for templates{why}{did_you_mean(name, filters)}",
            "cwgdraft template fields lists the filters",
            column=tag.column,
            excerpt=tag.raw,
        )
    for name, tag in uses.tests:
        if name not in _PARSER.tests:
            found.add(
                "unknown-test",
                tag.paragraph,
                f"there is no test 'is {name}'{did_you_mean(name, _PARSER.tests)}",
                "write {% if name %} to ask whether there is anything",
                column=tag.column,
                excerpt=tag.raw,
            )
    for name, tag in uses.outside:
        found.add(
            "name-outside-loop",
            tag.paragraph,
            f"'{name}' is known inside its loop only, and '{tag.raw}' stands outside",
            "write it between {% for … %} and {% endfor %}",
            column=tag.column,
            excerpt=tag.raw,
        )
