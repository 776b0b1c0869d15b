"""What the styles that a document uses look like, each as one text: two documents' styles can so be compared.

A style has what it says itself, else what the style says that it is based on, else the document's defaults
(ECMA-376 part 1, 17.7.2). The text is that of `looks`; paragraph shading is `paragraphShd` in it, since characters have
a property of the same name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from cwgdraft.draft import DOCUMENT_DEFAULTS
from cwgdraft.word.gate import Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.looks import look_of
from cwgdraft.word.package import W, parse
from cwgdraft.word.styles import toggle, usual_name
from cwgdraft.word.tracked import STORY_PART

_Q = f"{{{W}}}"
_NAMED = re.compile(rb"Style\s[^>]*?val=[\"']([^\"']*)[\"']")
"""The names in `pStyle`, `rStyle` and `tblStyle`; a pattern that begins with fixed letters is the fastest."""
_SAME = {"ind.start": "ind.left", "ind.end": "ind.right", "start": "left", "end": "right"}
_UNSEEN = ("suppressAutoHyphens", "autoSpaceDE", "autoSpaceDN", "snapToGrid")
_USUAL = (("tblInd.type", "dxa"), ("color", "auto"))
_NO_COLORS = ("auto", "000000")
_TABLE = ("tblPr", "trPr", "tcPr")


def style_looks(parts: Parts) -> dict[str, str]:
    """Return the looks of the styles that a document uses, and of those that they are based on, by name.

    After its look each names the style that it is based on: `color=FF0000 basedOn=Normal`. The first are the
    document's defaults.
    """
    part = part_of(parts, "styles", "word/styles.xml")
    if part not in parts:
        return {}
    root = parse(parts[part], part)
    styles = {one.get(f"{_Q}styleId", ""): one for one in root.iterfind(f"{_Q}style")}
    defaults = root.find(f"{_Q}docDefaults")
    common: dict[str, str] = {}
    for one in () if defaults is None else defaults:
        common.update(_own(one))
    found = {DOCUMENT_DEFAULTS: _written(common)}
    for key in _used(parts, styles):
        chain = list(_chain(key, styles))
        look = dict(common)
        for one in reversed(chain):
            look.update(_own(styles[one]))
        above = _name(styles[chain[1]]) if len(chain) > 1 else DOCUMENT_DEFAULTS
        found[_name(styles[key])] = f"{_written(look)} basedOn={'_'.join(above.split())}".strip()
    return found


def _used(parts: Parts, styles: dict[str, etree._Element]) -> Iterator[str]:
    """Yield the styles that a document names, and those that what names none has, in the order of their part."""
    named = {
        html.unescape(one.decode("utf-8", "replace"))
        for name, data in parts.items()
        if STORY_PART.fullmatch(name)
        for one in _NAMED.findall(data)
    }
    named.update(key for key, one in styles.items() if one.get(f"{_Q}default") in ("1", "true", "on") and key)
    wanted = {key for one in named if one in styles for key in _chain(one, styles)}
    yield from (key for key in styles if key in wanted)


def _chain(key: str, styles: dict[str, etree._Element]) -> Iterator[str]:
    """Yield a style and those that it is based on; a document may have them in a ring."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        yield key
        found = styles[key].find(f"{_Q}basedOn")
        key = "" if found is None else found.get(f"{_Q}val", "")


def _own(style: etree._Element) -> dict[str, str]:
    """Return the properties that a style states itself; those of a table's first row as `firstRow.shd.fill`."""
    paragraphs, runs = style.find(f"{_Q}pPr"), style.find(f"{_Q}rPr")
    found = {_apart(name): value for name, value in _properties(look_of(paragraphs))}
    found.update(_properties(look_of(runs)))
    for name in ("b", "i"):
        state = toggle(runs, name)
        if state is not None:
            found[name] = "" if state else "0"
    for table in _TABLE:
        found.update(_properties(look_of(style.find(f"{_Q}{table}"))))
    for part in style.iterfind(f"{_Q}tblStylePr"):
        place = part.get(f"{_Q}type", "part")
        found.update({f"{place}.{name}": value for name, value in _own(part).items()})
    return found


def _apart(name: str) -> str:
    return f"paragraphShd{name[3:]}" if name == "shd" or name.startswith("shd.") else name


def _properties(look: str) -> Iterator[tuple[str, str]]:
    """Yield names and values as one program writes them: others name the edges of a line, or say what goes unsaid."""
    for word in look.split():
        name, _, value = word.partition("=")
        name = _SAME.get(name, name)
        value = _SAME.get(value, value) if name == "jc" else value
        if name in _UNSEEN or (name, value) in _USUAL or (name.endswith(".color") and value in _NO_COLORS):
            continue
        yield name, value


def _written(look: dict[str, str]) -> str:
    """Return properties as a look; what is switched off, or usual, is as if it weren't there."""
    shown = ((name, value) for name, value in sorted(look.items()) if value != "0" and (name, value) != ("jc", "left"))
    return " ".join(f"{name}={value}" if value else name for name, value in shown)


def _name(style: etree._Element) -> str:
    found = style.find(f"{_Q}name")
    return usual_name("" if found is None else found.get(f"{_Q}val", "")) or style.get(f"{_Q}styleId", "")
