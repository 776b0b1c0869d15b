"""Tinting: a preview shows by colour what came from the records, what was computed, and what is the template's own.

The tints are shadings of runs: pale blue, and pale yellow with dots below, which the eye and a grey print tell apart
by brightness and dots too. The template's own words have none, and placeholders for facts that aren't known yet keep
the look that they always have, which a shading would hide. What tags print is marked while they are filled
(`running`, `shielding`); runs are divided here at the marks. Blocks are tinted as they are written.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from cwgdraft.draft import Block, Runs
from cwgdraft.typesetting.body import RUN_ORDER, BodyWriter, Look, with_mark, with_property
from cwgdraft.typesetting.shielding import COMPUTED, RECORDED, SOURCES
from cwgdraft.typesetting.template import Sample
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Source(enum.StrEnum):
    """Where words of a document come from; the values are words of the legend, but for the last."""

    RECORDED = "from the records"
    COMPUTED = "computed: sentences from the phrases, and numbers"
    OWN = "the template’s own words"
    OPEN = "not known yet"


TINTS: Mapping[Source, str] = {Source.RECORDED: "CFE2F3", Source.COMPUTED: "FFF2CC"}
"""The colours behind what isn't the template's own, as Word has them (red, green, blue)."""


def _shading(source: Source) -> tuple[str, str]:
    return "shd", f'<w:shd w:val="clear" w:color="auto" w:fill="{TINTS[source]}"/>'


_PROPERTIES: Mapping[Source, tuple[tuple[str, str], ...]] = {
    Source.RECORDED: (_shading(Source.RECORDED),),
    Source.COMPUTED: (("u", '<w:u w:val="dotted"/>'), _shading(Source.COMPUTED)),
}
_OF_MARK = {RECORDED: Source.RECORDED, COMPUTED: Source.COMPUTED}


def legend() -> str:
    """Return the paragraph that says what the tints mean: at the head of the page, so that it moves nothing.

    What knows no frames puts it above the first line: so there is room below it.
    """
    runs = "".join(
        f'<w:r><w:rPr>{_tinted(_SMALL, source)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for one in (Source.RECORDED, Source.COMPUTED, Source.OWN)
        for source, text in ((Source.OWN, "Preview: " if one is Source.RECORDED else "   "), (one, one.value))
    )
    return f"<w:p><w:pPr>{_AT_THE_HEAD}</w:pPr>{runs}</w:p>"


_SMALL = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
_AT_THE_HEAD = (
    '<w:framePr w:w="10200" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="850" w:y="340"/>'
    '<w:spacing w:before="0" w:after="160"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'
)


def _tinted(inner: str, source: Source) -> str:
    """Return what stands in an rPr, given as XML in text, with a tint."""
    for name, element in _PROPERTIES.get(source, ()):
        inner = with_property(inner, name, element)
    return inner


# --- what tags print ------------------------------------------------------------------------------


def tint_values(root: etree._Element, placeholders: Collection[str] = ()) -> None:
    """Tint what tags have printed in a part, by the marks around it; placeholders in it get runs of their own.

    A value in the instruction of a field, an attribute, an equation or a drawing has no run of its own: it keeps its
    look, and `unshield` takes its marks out.
    """
    opened = re.compile(f"({'|'.join(map(re.escape, placeholders)) or '(?!)'})")
    for run in list(root.iter(f"{_Q}r")):
        if any(text.text and SOURCES.search(text.text) for text in run.iterfind(f"{_Q}t")):
            _divide(run, opened)


def _divide(run: etree._Element, opened: re.Pattern[str]) -> None:
    """Make of a run as many as it has stretches of one source, each with its tint; all but text is the template's."""
    pieces: list[tuple[Source, list[etree._Element]]] = []
    properties = run.find(f"{_Q}rPr")
    for child in [one for one in run if one is not properties]:
        for source, element in _stretches(child, opened):
            if not pieces or pieces[-1][0] is not source:
                pieces.append((source, []))
            pieces[-1][1].append(element)
    for source, elements in pieces:
        piece = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
        if properties is not None:
            piece.append(deepcopy(properties))
        piece.extend(elements)
        _tint(piece, source)
        run.addprevious(piece)
    run.getparent().remove(run)


def _stretches(child: etree._Element, opened: re.Pattern[str]) -> Iterator[tuple[Source, etree._Element]]:
    """Yield a child of a run with its source; of a text with marks, a text for each stretch of one source."""
    if child.tag != f"{_Q}t" or not SOURCES.search(child.text or ""):
        yield Source.OWN, child
        return
    source = Source.OWN
    for i, piece in enumerate(SOURCES.split(child.text)):
        if i % 2:
            source = _OF_MARK.get(piece, Source.OWN)
            continue
        for j, words in enumerate(opened.split(piece)):
            if words:
                yield Source.OPEN if j % 2 else source, _text(words)


def _text(words: str) -> etree._Element:
    text = etree.Element(f"{_Q}t")
    text.text = words
    text.set(_SPACE, "preserve")
    return text


def _tint(run: etree._Element, source: Source) -> None:
    """Give a run the tint of a source, each property at the place that the schema gives it."""
    if source not in _PROPERTIES:
        return
    properties = run.find(f"{_Q}rPr")
    if properties is None:
        properties = etree.Element(f"{_Q}rPr")
        run.insert(0, properties)
    for name, element in _PROPERTIES[source]:
        for former in properties.findall(f"{_Q}{name}"):
            properties.remove(former)
        before = {_Q + one for one in RUN_ORDER[: RUN_ORDER.index(name)]}
        position = max((i + 1 for i, one in enumerate(properties) if one.tag in before), default=0)
        properties.insert(position, parse(f'<w:rPr xmlns:w="{W}">{element}</w:rPr>'.encode())[0])


# --- blocks ---------------------------------------------------------------------------------------


class TintedWriter(BodyWriter):
    """Writes blocks with their tints. `computed` are the origins of those whose words the phrases gave."""

    def __init__(self, *arguments: Any, computed: Collection[str]) -> None:
        super().__init__(*arguments)
        self._computed = computed
        self._block_source = self._source = Source.RECORDED

    def _block(self, block: Block, name: str) -> str:
        self._block_source = Source.COMPUTED if block.origin in self._computed else Source.RECORDED
        return super()._block(block, name)

    def _paragraph_properties(self, block: Block, kind: str, sample: Sample) -> str:
        """Return the properties of a paragraph; a number that counts is computed, and has the look of its mark."""
        found = super()._paragraph_properties(block, kind, sample)
        counts = block.label and (block.list_kind is None or block.list_kind.counts)
        return with_mark(found, lambda inner: _tinted(inner, Source.COMPUTED)) if counts else found

    def runs(self, runs: Runs, kind: str, properties: str) -> str:
        """Return runs as XML; the number in a reference is computed wherever it stands."""
        out = []
        for run in runs:
            self._source = Source.OPEN if run.open else Source.COMPUTED if run.target else self._block_source
            out.append(super().runs((run,), f"{kind}, {self._source}", properties))
        return "".join(out)

    def _look(self, look: Look, inner: str) -> str:
        found = super()._look(look, inner).removeprefix("<w:rPr>").removesuffix("</w:rPr>")
        tinted = _tinted(found, self._source)
        return f"<w:rPr>{tinted}</w:rPr>" if tinted else ""
