"""Saying in words how the look of two blocks, or of some words, differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cwgdraft.comparing.changes import Piece, Tag
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.words import Ties
from cwgdraft.draft import Block, Kind, Run

_NAMES = {
    "u": "underline", "strike": "struck through", "dstrike": "struck through twice", "color": "colour",
    "highlight": "highlight", "shd": "shading", "sz": "size", "rFonts": "font", "vertAlign": "position",
    "caps": "capitals", "smallCaps": "small capitals", "vanish": "hidden text", "jc": "alignment",
    "ind.left": "left indent", "ind.right": "right indent", "ind.start": "left indent", "ind.end": "right indent",
    "ind.firstLine": "first line indent", "ind.hanging": "hanging indent", "spacing.before": "space before",
    "spacing.after": "space after", "spacing.line": "line spacing", "spacing": "letter spacing",
    "position": "raised by", "rtl": "right to left", "bidi": "right to left", "w": "letter width",
    "pageBreakBefore": "page break before", "keepNext": "keep with next", "keepLines": "keep lines together",
    "contextualSpacing": "no space between the same style", "outlineLvl": "outline level", "tabs": "tab stops",
    "pBdr": "borders", "bdr": "border", "tblBorders": "borders", "tblW": "table width", "kern": "kerning",
    "widowControl": "widow control", "effect": "text effect", "b": "bold", "i": "italic",
    "paragraphShd": "paragraph shading",
}  # fmt: skip
"""Word's properties in words; of one that isn't here its own name is shown."""
_TWIPS = re.compile(r"ind\.(?:left|right|start|end|firstLine|hanging)|spacing\.(?:before|after)")
_FONTS = ("rFonts.ascii", "rFonts.hAnsi", "rFonts.cs", "rFonts.eastAsia")
_EXCERPT = 40


def block_formats(old: Block, new: Block, ties: Ties, *, moved: bool = False) -> Iterator[str]:
    """Yield how two paragraphs, or tables, differ as a whole, number and words apart.

    Of one that `moved` to another depth of the outline, its number, level and the style of that level say nothing more.
    """
    if moved and _only_deeper(old, new):
        yield from look_formats(old.look, new.look) if ties.formats else ()
        return
    if ties.formats and old.style and new.style and old.style != new.style:
        yield f"style: {old.style} -> {new.style}"
    elif old.kind is not new.kind and ties.formats and ties.kinds:
        yield f"kind: {old.kind.value} -> {new.kind.value}"
    if ties.formats and old.list_kind is not new.list_kind and old.list_kind and new.list_kind:
        yield f"list: {old.list_kind.value} -> {new.list_kind.value}"
    elif not _same_shape(old.label, new.label):
        yield f"number: {old.label or 'none'} -> {new.label or 'none'}"
    if ties.formats and old.level != new.level and old.level and new.level:
        yield f"level: {old.level} -> {new.level}"
    if ties.formats:
        yield from look_formats(old.look, new.look)


def _only_deeper(old: Block, new: Block) -> bool:
    """Return whether two blocks of an outline differ only in depth: `Numbered 3` has become `Numbered 4`."""
    outline = (Kind.HEADING, Kind.NUMBERED)
    stems = {block.style.rstrip("0123456789") for block in (old, new) if block.style}
    return old.kind is new.kind and old.kind in outline and old.level != new.level and len(stems) <= 1


def word_formats(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield how words differ that were only formatted: `bold: “the group”`; words of one look in a row are one."""
    said, words = "", ""
    for piece in pieces:
        what = ", ".join(_run_formats(piece.was, piece.run)) if piece.tag is Tag.FORMATTED and piece.was else ""
        if what != said and said:
            yield f"{said}: “{_quoted(words)}”"
            words = ""
        said = what
        words += piece.run.text if what else ""
    if said:
        yield f"{said}: “{_quoted(words)}”"


def _quoted(text: str) -> str:
    return excerpt(" ".join(text.split()), _EXCERPT, "both")


def look_formats(old: str, new: str) -> Iterator[str]:
    """Yield how two looks differ, each property in words: `alignment: left -> center`, `no underline`."""
    before, after = _properties(old), _properties(new)
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if was != now:
            yield _changed(name, was, now)


def _changed(name: str, was: str | None, now: str | None) -> str:
    """Return in words how a property differs; None is one that isn't there."""
    shown = _NAMES.get(name, name)
    if was is None:
        return shown if now in ("", "single") else f"{shown}: {_value(name, now or '')}"
    return f"no {shown}" if now is None else f"{shown}: {_value(name, was)} -> {_value(name, now)}"


def style_formats(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the styles that look otherwise in two drafts, with how; what a style only takes over from another, not."""
    differing: dict[str, dict[str, tuple[str | None, str | None]]] = {}
    bases: dict[str, str] = {}
    for name in new:
        if name in old:
            before, after = _properties(old[name]), _properties(new[name])
            was, now = before.pop("basedOn", ""), after.pop("basedOn", "")
            bases[name] = now if was == now else ""
            differing[name] = {
                key: (before.get(key), after.get(key))
                for key in dict.fromkeys((*before, *after))
                if before.get(key) != after.get(key)
            }
    for name, found in differing.items():
        above = differing.get(bases[name].replace("_", " "), {})
        own = {key: values for key, values in found.items() if above.get(key) != values}
        if own:
            yield name, tuple(_changed(key, was, now) for key, (was, now) in own.items())


def _properties(look: str) -> dict[str, str]:
    """Return the properties of a look; what Word writes in many attributes, as fonts and borders, is one."""
    found: dict[str, str] = {}
    for word in look.split():
        name, _, value = word.partition("=")
        group = name.partition(".")[0]
        if name in _FONTS:
            found.setdefault("rFonts", value.replace("_", " "))
        elif name in _NAMES or group not in _NAMES:
            found[name] = value
        elif group != "rFonts":
            found[group] = f"{found[group]} {value}".strip() if group in found else value
    return found


def _value(name: str, value: str) -> str:
    if _TWIPS.fullmatch(name) and value.lstrip("-").isdecimal():
        return f"{int(value) / 20:g} pt"
    if name in ("sz", "szCs") and value.isdecimal():
        return f"{int(value) / 2:g} pt"
    return {"": "on", "0": "off"}.get(value, value)


def _run_formats(old: Run, new: Run) -> Iterator[str]:
    for name, was, now in (
        ("bold", old.strong, new.strong),
        ("italic", old.emphasis, new.emphasis),
        ("placeholder", old.open, new.open),
    ):
        if was != now:
            yield name if now else f"no {name}"
    yield from look_formats(old.look, new.look)


def _same_shape(old: str, new: str) -> bool:
    """Return whether two labels differ only in what they count: `3.1` and `3.2` do, `a)` and `1)` don't."""
    return old == new or shape(old) == shape(new)


def shape(label: str) -> str:
    """Return a label with its counts made alike: `3.6.1` becomes `0.0.0`, `iv)` becomes `a)`."""
    text = re.sub(r"\d+", "0", label)
    text = re.sub(r"\b(?:[a-z]|([a-z])\1+|[ivxlcdm]+)\b", "a", text)
    return re.sub(r"\b(?:[A-Z]|([A-Z])\1+|[IVXLCDM]+)\b", "A", text)
