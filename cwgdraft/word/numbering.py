"""Numbering as Word computes it: abstract numbers, instances with overrides, levels that begin anew.

The rules are those of ECMA-376 part 1, 17.9: a paragraph's `numPr` names an instance and a level, its own or through
its style; a level begins anew after a paragraph of a lower level, unless `lvlRestart` says otherwise; all instances of
one abstract numbering count together, and a `startOverride` lets an instance begin anew where it is first used.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.labels import LevelFormat, level_label
from cwgdraft.word.gate import Parts
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–", "\u00b7": "•"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an abstract numbering; `start` is its first number, `left` where its text begins (1/20 point)."""

    format: LevelFormat
    start: int = 1
    restart: int | None = None
    style: str = ""
    left: int = 0


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


class Numbering:
    """The numberings of a document, and the numbers that its styles carry."""

    def __init__(self, parts: Parts) -> None:
        self.abstract: dict[str, dict[int, Level]] = {}
        self.instances: dict[str, _Instance] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.abstract_ids: dict[str, str] = {}
        if data := parts.get("word/numbering.xml"):
            self._read(parse(data, "word/numbering.xml"))
        if data := parts.get("word/styles.xml"):
            self._read_styles(parse(data, "word/styles.xml"))

    def _read(self, root: etree._Element) -> None:
        of_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for one in root.iterfind(f"{_Q}abstractNum"):
            number = one.get(f"{_Q}abstractNumId", "")
            self.abstract[number] = {_int(lvl.get(f"{_Q}ilvl")): _level(lvl) for lvl in one.iterfind(f"{_Q}lvl")}
            if (style := one.find(f"{_Q}styleLink")) is not None:
                of_style[_value(style)] = number
            if (style := one.find(f"{_Q}numStyleLink")) is not None:
                linked[number] = _value(style)
        for number, name in linked.items():
            self.abstract[number] = self.abstract[number] or self.abstract.get(of_style.get(name, ""), {})
        for one in root.iterfind(f"{_Q}num"):
            instance = _Instance(_value(one.find(f"{_Q}abstractNumId")))
            for override in one.iterfind(f"{_Q}lvlOverride"):
                level = _int(override.get(f"{_Q}ilvl"))
                lvl = override.find(f"{_Q}lvl")
                if lvl is not None:
                    instance.levels[level] = _level(lvl)
                start = override.find(f"{_Q}startOverride")
                if start is not None:
                    instance.starts[level] = _int(_value(start), 1)
            self.instances[one.get(f"{_Q}numId", "")] = instance

    def _read_styles(self, root: etree._Element) -> None:
        based: dict[str, str] = {}
        own: dict[str, tuple[str, int | None]] = {}
        for style in root.iterfind(f"{_Q}style"):
            name = style.get(f"{_Q}styleId", "")
            based[name] = _value(style.find(f"{_Q}basedOn"))
            numbering = style.find(f"{_Q}pPr/{_Q}numPr")
            if numbering is not None:
                level = numbering.find(f"{_Q}ilvl")
                own[name] = (_value(numbering.find(f"{_Q}numId")), None if level is None else _int(_value(level)))
        tied = {
            (number, level.style): depth
            for number, instance in self.instances.items()
            for depth, level in self.abstract.get(instance.abstract, {}).items()
            if level.style
        }
        for name in based:
            current, seen = name, set()
            while current and current not in seen:
                seen.add(current)
                if current in own and own[current][0]:
                    number, depth = own[current]
                    self.styles[name] = (number, tied.get((number, current), depth or 0))
                    break
                current = based.get(current, "")

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
        number, depth = "", None
        style = ""
        if properties is not None:
            style = _value(properties.find(f"{_Q}pStyle"))
            own = properties.find(f"{_Q}numPr")
            if own is not None:
                number = _value(own.find(f"{_Q}numId"))
                level = own.find(f"{_Q}ilvl")
                depth = None if level is None else _int(_value(level))
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


def _level(lvl: etree._Element) -> Level:
    text = _value(lvl.find(f"{_Q}lvlText"))
    text = "".join(_SYMBOLS.get(char, char) for char in text)
    format_ = _value(lvl.find(f"{_Q}numFmt"), "decimal")
    legal = lvl.find(f"{_Q}isLgl") is not None
    restart = lvl.find(f"{_Q}lvlRestart")
    indent = lvl.find(f"{_Q}pPr/{_Q}ind")
    left = 0
    if indent is not None:
        left = _int(indent.get(f"{_Q}left") or indent.get(f"{_Q}start"))
    return Level(
        LevelFormat(text, format_, legal),
        _int(_value(lvl.find(f"{_Q}start")), 1),
        None if restart is None else _int(_value(restart)),
        _value(lvl.find(f"{_Q}pStyle")),
        left,
    )


class Counter:
    """Counts paragraph by paragraph, as Word does when it lays a document out."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()

    def label(self, number: str, depth: int) -> str:
        """Return the label of the next paragraph of the instance `number` at level `depth`."""
        numbering = self._numbering
        instance = numbering.instances[number]
        counts = self._counts.setdefault(instance.abstract, {})
        start = self._start(number, depth)
        fresh_override = depth in instance.starts and (number, depth) not in self._used
        self._used.add((number, depth))
        if fresh_override or depth not in counts:
            counts[depth] = start
        else:
            counts[depth] += 1
        for lower in [one for one in counts if one > depth]:
            level = numbering.level(number, lower)
            if level is None or level.restart is None or depth < level.restart:
                del counts[lower]
        levels, numbers = [], []
        for i in range(depth + 1):
            level = numbering.level(number, i)
            if level is None:
                return ""
            if i not in counts:
                counts[i] = self._start(number, i)
            levels.append(level.format)
            numbers.append(counts[i])
        return level_label(levels, numbers)

    def _start(self, number: str, depth: int) -> int:
        instance = self._numbering.instances[number]
        if depth in instance.starts:
            return instance.starts[depth]
        level = self._numbering.level(number, depth)
        return level.start if level else 1
