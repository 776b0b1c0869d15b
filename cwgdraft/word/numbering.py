"""Numbering as Word computes it: abstract numbers, instances with overrides, levels that begin anew.

The rules are those of ECMA-376 part 1, 17.9: a paragraph's `numPr` names an instance and a level, its own or through
its style; a level begins anew after a paragraph of a lower level, unless `lvlRestart` says otherwise; all instances of
one abstract numbering count together, and a `startOverride` lets an instance begin anew where it is first used. A
level without `start` begins at 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.draft import ListKind
from cwgdraft.labels import LevelFormat, level_label
from cwgdraft.word.gate import Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import W, parse
from cwgdraft.word.symbols import shown

_Q = f"{{{W}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DEEPEST = 8
"""Word has nine levels, counted from 0."""
_DASHES = "–—-‐‑‒−"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an abstract numbering; `start` is its first number, `left` where its text begins (1/20 point)."""

    format: LevelFormat
    start: int = 1
    restart: int | None = None
    style: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """What a numbered paragraph shows: its `label`, its `number` at its own level, whether counting `begins` there."""

    label: str
    number: int
    begins: bool


@dataclass(slots=True)
class _Instance:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


def _value(element: etree._Element | None, default: str = "") -> str:
    return default if element is None else element.get(f"{_Q}val", default)


def _int(text: str | None, default: int = 0) -> int:
    """Return a number that a document states, the default where it states none or nonsense."""
    try:
        return int(text or default)
    except ValueError:
        return default


def _depth(text: str | None) -> int:
    """Return the level that a document states, one of the nine that there are."""
    return min(max(_int(text), 0), _DEEPEST)


class Numbering:
    """The numberings of a document, and the numbers that its styles carry."""

    def __init__(self, parts: Parts, styles_root: etree._Element | None = None) -> None:
        """Read the numberings of a document; `styles_root` is the part of its styles where it is parsed already."""
        self.abstract: dict[str, dict[int, Level]] = {}
        self.instances: dict[str, _Instance] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self._linked: dict[str, str] = {}
        self._of_style: dict[str, str] = {}
        self._outlines: dict[str, bool] = {}
        numbering, styles = (part_of(parts, kind, f"word/{kind}.xml") for kind in ("numbering", "styles"))
        if data := parts.get(numbering):
            self._read(parse(data, numbering))
        if styles_root is None and (data := parts.get(styles)):
            styles_root = parse(data, styles)
        if styles_root is not None:
            self._read_styles(styles_root)

    def _read(self, root: etree._Element) -> None:
        for one in root.iterfind(f"{_Q}abstractNum"):
            number = one.get(f"{_Q}abstractNumId", "")
            self.abstract[number] = {_depth(lvl.get(f"{_Q}ilvl")): _level(lvl) for lvl in one.iterfind(f"{_Q}lvl")}
            if (style := one.find(f"{_Q}styleLink")) is not None:
                self._of_style[_value(style)] = number
            if (style := one.find(f"{_Q}numStyleLink")) is not None:
                self._linked[number] = _value(style)
        for one in root.iterfind(f"{_Q}num"):
            instance = _Instance(_value(one.find(f"{_Q}abstractNumId")))
            for override in one.iterfind(f"{_Q}lvlOverride"):
                level = _depth(override.get(f"{_Q}ilvl"))
                lvl = override.find(f"{_Q}lvl")
                if lvl is not None:
                    instance.levels[level] = _level(lvl)
                start = override.find(f"{_Q}startOverride")
                if start is not None:
                    instance.starts[level] = _int(_value(start), 1)
            self.instances[one.get(f"{_Q}numId", "")] = instance
        self._link({})

    def _link(self, numbers: dict[str, str]) -> None:
        """Give the numberings that point to a list style its levels; `numbers` are the instances of styles by name."""
        for number, name in self._linked.items():
            if self.abstract[number]:
                continue
            instance = self.instances.get(numbers.get(name, ""))
            other = self._of_style.get(name) or (instance.abstract if instance else "")
            self.abstract[number] = self.abstract.get(other, {})

    def _read_styles(self, root: etree._Element) -> None:
        """Work out each style's instance and level: either may come from a style that it is based on.

        Word takes a style's level from the level that names the style (17.9.23), before the style's own `ilvl`.
        """
        based: dict[str, str] = {}
        own: dict[str, tuple[str, int | None]] = {}
        default = ""
        for style in root.iterfind(f"{_Q}style"):
            name = style.get(f"{_Q}styleId", "")
            based[name] = _value(style.find(f"{_Q}basedOn"))
            numbering = style.find(f"{_Q}pPr/{_Q}numPr")
            if numbering is not None:
                level = numbering.find(f"{_Q}ilvl")
                own[name] = (_value(numbering.find(f"{_Q}numId")), None if level is None else _depth(_value(level)))
            if style.get(f"{_Q}type") == "paragraph" and style.get(f"{_Q}default") in ("1", "true", "on"):
                default = name
        self._link({name: number for name, (number, _) in own.items()})
        tied = {
            (number, level.style): depth
            for number, instance in self.instances.items()
            for depth, level in self.abstract.get(instance.abstract, {}).items()
            if level.style
        }
        for name in based:
            found = _of_chain(name, based, own, tied)
            if found:
                self.styles[name] = found
        if default in self.styles:
            self.styles[""] = self.styles[default]

    def level(self, number: str, depth: int) -> Level | None:
        """Return a level of a numbering instance, None where there is none."""
        instance = self.instances.get(number)
        if instance is None:
            return None
        return instance.levels.get(depth) or self.abstract.get(instance.abstract, {}).get(depth)

    def levels(self, number: str) -> list[LevelFormat]:
        """Return the formats of all levels of an instance, in order."""
        found = []
        for depth in range(9):
            level = self.level(number, depth)
            if level is None:
                break
            found.append(level.format)
        return found

    def of_paragraph(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Return the instance and level that a paragraph's `pPr` gives it, its own or its style's; None without."""
        if properties is None:
            return self.of_style_and("", None)
        return self.of_style_and(_value(properties.find(f"{_Q}pStyle")), properties.find(f"{_Q}numPr"))

    def of_style_and(self, style: str, own: etree._Element | None) -> tuple[str, int] | None:
        """Return the instance and level of a paragraph of a style with a `numPr` of its own, or None; None without."""
        number, depth = "", None
        if own is not None:
            number = _value(own.find(f"{_Q}numId"))
            level = own.find(f"{_Q}ilvl")
            depth = None if level is None else _depth(_value(level))
        if number == "0":
            return None
        through = self.styles.get(style)
        if not number and through is None:
            return None
        if not number:
            number = through[0] if through else ""
        if depth is None:
            depth = through[1] if through and through[0] == number else 0
        return (number, depth) if number in self.instances else None

    def list_kind(self, number: str, depth: int) -> ListKind | None:
        """Return how a level marks the items of a list; None where it numbers the paragraphs of an outline.

        A numbering is an outline when one of its levels shows the numbers above it (`%1.%2`). A level of it that
        shows only its own, below the first, is a list within the outline.
        """
        level = self.level(number, depth)
        if level is None:
            return ListKind.BULLET
        form, text = level.format.format, level.format.text
        if form == "bullet":
            return ListKind.DASH if text.strip() and text.strip() in _DASHES else ListKind.BULLET
        if self._is_outline(number) and (depth == 0 or f"%{depth}" in text):
            return None
        paren = text.rstrip().endswith(")")
        if form in ("lowerLetter", "upperLetter"):
            return ListKind.LETTER_PAREN
        if form in ("lowerRoman", "upperRoman"):
            return ListKind.ROMAN_PAREN if paren else ListKind.ROMAN_DOT
        return ListKind.NUMBER_PAREN if paren else ListKind.NUMBER_DOT

    def _is_outline(self, number: str) -> bool:
        found = self._outlines.get(number)
        if found is None:
            levels = [(depth, self.level(number, depth)) for depth in range(1, _DEEPEST + 1)]
            found = any(one and {f"%{n}", f"%{n + 1}"} <= _places(one.format.text) for n, one in levels)
            self._outlines[number] = found
        return found


def _places(text: str) -> set[str]:
    return {text[i : i + 2] for i, sign in enumerate(text) if sign == "%"}


def _of_chain(
    name: str,
    based: dict[str, str],
    own: dict[str, tuple[str, int | None]],
    tied: dict[tuple[str, str], int],
) -> tuple[str, int] | None:
    """Return the instance and level of a style, the nearest of each on the way down; None without an instance."""
    depth: int | None = None
    seen: dict[str, None] = {}
    current = name
    while current and current not in seen:
        seen[current] = None
        if current in own:
            number, level = own[current]
            depth = level if depth is None else depth
            if number:
                nearest = next((tied[number, one] for one in seen if (number, one) in tied), None)
                return number, depth or 0 if nearest is None else nearest
        current = based.get(current, "")
    return None


def _format(lvl: etree._Element) -> str:
    """Return a level's format; one that only later versions of Word know stands in an alternative."""
    found = lvl.find(f"{_Q}numFmt")
    if found is None:
        found = lvl.find(f"{_MC}AlternateContent/{_MC}Choice/{_Q}numFmt")
    if found is not None and _value(found) == "custom":
        first = found.get(f"{_Q}format", "").partition(",")[0].strip()
        return f"decimalZero{len(first)}" if first.isdecimal() else "decimal"
    return _value(found, "decimal")


def _level(lvl: etree._Element) -> Level:
    format_ = _format(lvl)
    text = _value(lvl.find(f"{_Q}lvlText"))
    if format_ == "bullet":
        fonts = lvl.find(f"{_Q}rPr/{_Q}rFonts")
        font = "" if fonts is None else fonts.get(f"{_Q}ascii") or fonts.get(f"{_Q}hAnsi") or ""
        text = shown(text, font).replace("\u00b7", "•")
    legal = lvl.find(f"{_Q}isLgl") is not None
    restart = lvl.find(f"{_Q}lvlRestart")
    indent = lvl.find(f"{_Q}pPr/{_Q}ind")
    left = 0
    if indent is not None:
        left = _int(indent.get(f"{_Q}left") or indent.get(f"{_Q}start"))
    return Level(
        LevelFormat(text, format_, legal),
        _int(_value(start), 1) if (start := lvl.find(f"{_Q}start")) is not None else 0,
        None if restart is None else _int(_value(restart)),
        _value(lvl.find(f"{_Q}pStyle")),
        left,
    )


_MISSING = LevelFormat("")


class Counter:
    """Counts paragraph by paragraph, as Word does when it lays a document out."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()

    def label(self, number: str, depth: int) -> str:
        """Return the label of the next paragraph of the instance `number` at level `depth`."""
        return self.count(number, depth).label

    def count(self, number: str, depth: int) -> Counted:
        """Count the next paragraph of the instance `number` at level `depth`; return what it shows.

        A level above that has not been used yet counts as begun: `1.1` before any `1`, and the next one is `2`.
        """
        numbering = self._numbering
        instance = numbering.instances[number]
        counts = self._counts.setdefault(instance.abstract, {})
        begins = depth not in counts or (depth in instance.starts and (number, depth) not in self._used)
        self._used.add((number, depth))
        counts[depth] = self._start(number, depth) if begins else counts[depth] + 1
        for lower in [one for one in counts if one > depth]:
            level = numbering.level(number, lower)
            if level is None or level.restart is None or depth < level.restart:
                del counts[lower]
        own = numbering.level(number, depth)
        levels, numbers = [], []
        for i in range(depth + 1):
            level = numbering.level(number, i)
            if i not in counts:
                counts[i] = self._start(number, i)
            levels.append(level.format if level else _MISSING)
            numbers.append(counts[i])
        return Counted(level_label(levels, numbers) if own else "", counts[depth], begins)

    def _start(self, number: str, depth: int) -> int:
        instance = self._numbering.instances[number]
        if depth in instance.starts:
            return instance.starts[depth]
        level = self._numbering.level(number, depth)
        return level.start if level else 1
