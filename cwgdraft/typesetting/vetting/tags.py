"""The tags of a template: each can be read by itself, and its blocks, filters and names are known."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, nodes

from cwgdraft.contract import FILTERS, PHRASE_FILTERS, Shape, field_at
from cwgdraft.language.near import did_you_mean, near_miss
from cwgdraft.typesetting.sandbox import Sandbox, path_of
from cwgdraft.typesetting.vetting.blocks import check_blocks, check_depth, check_docxtpl_tags
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import ALL_FILTERS, CELL_WORDS, COMMENT, CONTROL, PRINT, Part, Tag, Uses
from cwgdraft.typesetting.vetting.paragraphs import Paragraph

_BLOCKS = ("if", "for", "set", "with", "macro", "call", "filter", "block", "autoescape")
_MIDDLE = ("elif", "else")
_OTHERS = ("include", "import", "from", "extends")
_ENDS = tuple(f"end{word}" for word in (*_BLOCKS, "raw"))
_WORDS = frozenset((*_BLOCKS, *_MIDDLE, *_OTHERS, *_ENDS, "raw", *CELL_WORDS))
_COMMON = ("if", "endif", "for", "endfor", "else", "elif", "set")
_SIMPLE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,20}")
_LISTING = frozenset(
    ("list", "sort", "unique", "map", "select", "reject", "selectattr", "rejectattr", "groupby", "dictsort", "items")
)
"""The filters that give lists."""
_MOST_LEVELS = 50
"""How many expressions may stand inside one another in a tag: sums and brackets of that size nobody writes."""
_PRIVATE = re.compile(
    r"(?:\.|\[ *['\"]|\(['\"]|\| *attr *\( *['\"])(__\w+|_\w+|mro|format_map|gi_frame|func_globals)\b"
)
_BREAKS = re.compile(r"[\s=]+")
_FROM_OUTSIDE = "a template can't take in other files"
_ELSEWHERE = "copy the tag from the handout: cwgdraft template fields --docx fields.docx"


def check_tags(found: Found, part: Part) -> Uses:
    """Note what is wrong with the tags of a part; return what they use, broken ones left out."""
    broken = [tag for tag in part.tags if tag.kind is not COMMENT and not _is_readable(found, part, tag)]
    check_depth(found, part)
    check_docxtpl_tags(found, part)
    issues = check_blocks(found, part)
    for tag in broken:
        _defuse(part, tag)
    if not issues and not broken:
        for issue in part.syntax_issues():
            second = re.match(r"\{%\w* *-? *(?:else|elif)\b", issue.raw) is not None
            found.add_at(
                "stray-tag" if second else "unreadable-tag",
                issue,
                f"'{issue.raw}' stands behind an '{{% else %}}' of the same block"
                if second
                else f"the tag '{issue.raw}' can't be read: {issue.params['msg']}",
                "take one of them out, or write '{% elif … %}' for another condition" if second else _ELSEWHERE,
            )
    uses = part.uses()
    _check_names(found, uses)
    return uses


# --- each tag by itself ---------------------------------------------------------------------------


def _is_readable(found: Found, part: Part, tag: Tag) -> bool:
    """Note what is wrong inside a tag; false for one whose words can't be taken for what they were meant to be."""
    if found.ours and (private := _PRIVATE.search(tag.body)):
        found.add_at(
            "runs-code",
            tag,
            f"the tag '{tag.raw}' reaches for '{private[1]}', which is no fact",
            "take the tag out; a template may only print facts",
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
    found.add_at("unknown-tag", tag, f"'{word or tag.raw}' begins no tag that there is: '{tag.raw}'{hint}", help_)
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
    alone = len(words) == 1  # what stands alone ends or divides a block
    known = [word for word in _COMMON if (word.startswith("end") or word == "else") == alone]
    near = near_miss(first, known, 60 if not alone or first.startswith("end") else 75)
    return " ".join([near, *words[1:]]) if near else ""


def _can_be_read(found: Found, tag: Tag) -> bool:
    """Note that a tag's words can't be read, in the words of whoever wrote them."""
    source = _alone(tag)
    if source is None:
        return True
    if found.ours and tag.kind == CONTROL and tag.word in _OTHERS:
        found.add_at(
            "unreadable-tag",
            tag,
            f"the tag '{tag.raw}' can't be used: {_FROM_OUTSIDE}",
            "write the words themselves into the template",
        )
        return False
    try:
        tree = _PARSER.parse(source)
    except TemplateSyntaxError as error:
        message, help_ = _in_words(tag, error.message or "")
        found.add_at("unreadable-tag", tag, message, help_)
        return False
    except RecursionError:
        tree = None
    if tree is None or _is_deep(tree):
        message = f"the tag '{tag.raw[:60]}…' can't be read: too much stands inside one another"
        found.add_at("unreadable-tag", tag, message, "compute it in steps: {% set name = … %}, and use the name")
        return False
    return not found.ours or (_prints_words(found, tag, tree) and _computes_numbers(found, tag, tree))


def _is_deep(tree: nodes.Node) -> bool:
    """Return whether more stands inside one another than Jinja's visitors, which call themselves, can surely read."""
    level: list[nodes.Node] = [tree]
    for _ in range(_MOST_LEVELS):
        level = [child for one in level for child in one.iter_child_nodes()]
        if not level:
            return False
    return True


def _prints_words(found: Found, tag: Tag, tree: nodes.Template) -> bool:
    """Note a tag whose last filter gives a list: `{{ places|sort }}`."""
    output = tree.body[0] if tag.kind == PRINT and tree.body else None
    last = output.nodes[0] if isinstance(output, nodes.Output) and output.nodes else None
    if not isinstance(last, nodes.Filter) or last.name not in _LISTING:
        return True
    found.add_at(
        "list-printed", tag, f"'{tag.raw}' would print a list with brackets and quotes", "write |join(', ') at its end"
    )
    return False


def _computes_numbers(found: Found, tag: Tag, tree: nodes.Template) -> bool:
    """Note a hyphen in a name, which Jinja takes for a minus sign: `{{ front.session-dates }}`."""
    for one in tree.find_all(nodes.Sub):
        left, right = path_of(one.left), path_of(one.right)
        known = field_at(left)
        if not left or not right or (known is not None and known.shape is Shape.NUMBER):
            continue
        name = f"{left}_{right}"
        help_ = f"write {{{{ {name} }}}}" if field_at(name) else "a name has no hyphens, as in front.session_dates"
        found.add_at(
            "unreadable-tag",
            tag,
            f"the tag '{tag.raw}' would take '{right}' away from '{left}', as if they were numbers",
            help_,
        )
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
        return f"the tag '{raw}' can't be read: '{tag.word}' stands alone", f"write '{{% {tag.word} %}}'"
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
    if tag.word == "for" and " in " not in body:
        return f"the tag '{raw}' can't be read: 'in' is missing", "write '{% for meeting in meetings %}'"
    if re.search(r"[.|]\s*$|\.\.|\|\|", body):
        return f"the tag '{raw}' can't be read: a name is missing behind '.' or '|'", _ELSEWHERE
    if got := re.search(r"expected token '(?:end of [^']*)', got '([^']*)'", message):
        named = " = " in body or got[1] in ("=", ":=")
        return (
            f"the tag '{raw}' can't be read from '{got[1]}' on",
            "compare with two: ==" if named else "join the steps of a name by full stops, as in front.title",
        )
    if got := re.search(r"unexpected char '(.)'", message):
        message = f"the tag '{raw}' can't be read: '{got[1]}' has no meaning in a tag"
        return message, "take it out, or put text within ' and '"
    if "unexpected 'end of" in message:
        message = f"the tag '{raw}' can't be read: something is missing at its end"
        return message, "write a name there, or take out the last sign"
    if got := re.search(r"unexpected '(.*)'", message):
        return f"the tag '{raw}' can't be read: '{got[1]}' stands where a name or text must", _ELSEWHERE
    return f"the tag '{raw}' can't be read: {message}", _ELSEWHERE


def _like(word: str) -> str:
    return {"for": "for meeting in meetings", "set": "set name = front.title"}.get(word, f"{word} front.title")


def _defuse(part: Part, tag: Tag) -> None:
    """Put words that can be read into a broken tag, so that what stands around it can be looked at."""
    current = part.tags[tag.number]
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
            found.add_at("unknown-filter", tag, message, "ask whoever runs it")
            continue
        in_phrases = name in PHRASE_FILTERS
        why = "; only phrases have it" if in_phrases else did_you_mean(name, filters)
        found.add_at(
            "unknown-filter",
            tag,
            f"there is no filter '{name}' for templates{why}",
            "write |join(', ')" if name.startswith("listed") else "cwgdraft template fields lists the filters",
        )
    for name, tag in uses.tests:
        if name not in _PARSER.tests:
            found.add_at(
                "unknown-test",
                tag,
                f"there is no test 'is {name}'{did_you_mean(name, _PARSER.tests)}",
                "write {% if name %} to ask whether there is anything",
            )
    for name, tag in uses.outside:
        found.add_at(
            "name-outside-loop",
            tag,
            f"'{name}' is known inside its loop only, and '{tag.raw}' stands outside",
            "write it between {% for … %} and {% endfor %}",
        )
