"""Blocks as Word's XML, made after the samples of a template.

Written as text, once: docxtpl's own loop over ten thousand runs takes four times as long, its links thirty times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cwgdraft.draft import Block, Cell, Kind, Run, Runs
from cwgdraft.errors import CwgdraftError
from cwgdraft.typesetting.template import Sample, Template, inner_xml, sample_of
from cwgdraft.word.package import W, Relationships

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SIGNS = re.compile("[\t\n\u2011]")
_SIGN_XML = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>"}
_RUN_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs")
_Q = f"{{{W}}}"

Look = tuple[str, bool, bool, bool, bool]


def escaped(text: str) -> str:
    """Return text for XML."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


class BodyWriter:
    """Writes blocks as XML; keeps what they need beside the text: links, list instances, bookmark numbers."""

    def __init__(
        self,
        template: Template,
        relationships: Relationships,
        bookmarks: Mapping[str, str],
        *,
        anchored: Callable[[str], bool],
        first_bookmark: int,
        first_number: int,
    ) -> None:
        self.template = template
        self.relationships = relationships
        self.bookmarks = bookmarks
        self.anchored = anchored
        self.next_bookmark = first_bookmark
        self.next_number = first_number
        self.new_numbers: list[str] = []
        self._looks: dict[Look, str] = {}
        self._properties: dict[tuple[str, int, str], str] = {}
        self._list_number: dict[int, str] = {}
        self._links: dict[str, str] = {}

    def write(self, blocks: tuple[Block, ...]) -> str:
        """Return the blocks as a run of `w:p` and `w:tbl` elements.

        Raises `TemplateError` when the template lacks a sample, `CwgdraftError` for text that XML can't hold.
        """
        self.template.check(blocks)
        out = [self._block(block) for block in blocks]
        xml = "".join(out)
        if bad := _UNPRINTABLE.search(xml):
            origin = next(b.origin for b in blocks if _UNPRINTABLE.search(b.text))
            raise CwgdraftError(
                f"the character U+{ord(bad.group()):04X} in '{origin}' can't stand in a document",
                "delete it from the record",
            )
        return xml

    def _block(self, block: Block) -> str:
        kind = sample_of(block)
        sample = self.template.samples[kind]
        start, end = self._bookmark(block.origin)
        if block.kind is Kind.TABLE:
            return f"{start}{self._table(sample, block)}{end}"
        properties = self._paragraph_properties(block, kind, sample)
        return f"<w:p>{properties}{start}{self.runs(block.runs, kind)}{end}</w:p>"

    def _bookmark(self, origin: str) -> tuple[str, str]:
        if not self.anchored(origin):
            return "", ""
        number = self.next_bookmark
        self.next_bookmark += 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self.bookmarks[origin]}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    # --- paragraph properties -----------------------------------------------------------------

    def _paragraph_properties(self, block: Block, kind: str, sample: Sample) -> str:
        number = ""
        if block.kind is Kind.LIST_ITEM:
            number = self._number_of(block, sample)
        key = (kind, block.level, number)
        found = self._properties.get(key)
        if found is None:
            inner = sample.properties
            if block.kind is Kind.LIST_ITEM and sample.numbering:
                depth = sample.numbering[1] + block.level - 1
                inner = _with(inner, "numPr", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
            elif block.kind is Kind.CONTINUATION and block.level:
                inner = _with(inner, "ind", f'<w:ind w:left="{self._list_indent(block.level)}" w:firstLine="0"/>')
            found = f"<w:pPr>{inner}</w:pPr>" if inner else ""
            self._properties[key] = found
        return found

    def _number_of(self, block: Block, sample: Sample) -> str:
        """Return the numbering instance of a list item; a counted list that begins gets one of its own."""
        if sample.numbering is None:
            return ""
        own, base = sample.numbering
        assert block.list_kind is not None  # noqa: S101 - a list item has a kind
        if not block.list_kind.counts:
            return own
        for deeper in [level for level in self._list_number if level > block.level]:
            del self._list_number[deeper]
        if block.starts or block.level not in self._list_number:
            number = str(self.next_number)
            self.next_number += 1
            abstract = self.template.numbering.instances[own].abstract
            depth = base + block.level - 1
            self.new_numbers.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
                f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{block.starts or 1}"/></w:lvlOverride></w:num>'
            )
            self._list_number[block.level] = number
        return self._list_number[block.level]

    def _list_indent(self, level: int) -> int:
        """Return where the text of a list at `level` begins, in twentieths of a point."""
        for kind in ("dash", "bullet", "number-paren"):
            sample = self.template.samples.get(kind)
            if sample and sample.numbering:
                found = self.template.numbering.level(sample.numbering[0], sample.numbering[1] + level - 1)
                if found:
                    return found.left
        return 567 * level

    # --- runs ---------------------------------------------------------------------------------

    def runs(self, runs: Runs, kind: str) -> str:
        """Return runs as XML, in the look of the sample `kind`."""
        out = []
        for run in runs:
            if not run.text:
                continue
            look = self._look((kind, run.strong, run.emphasis, run.link is not None, run.open))
            text = run_text(run.text)
            if run.link is not None:
                number = self._links.get(run.link)
                if number is None:
                    number = self._links[run.link] = self.relationships.link(run.link)
                out.append(f'<w:hyperlink r:id="{number}" w:history="1"><w:r>{look}{text}</w:r></w:hyperlink>')
            elif run.target is not None and run.target in self.bookmarks:
                out.append(_reference(self.bookmarks[run.target], look, text))
            else:
                out.append(f"<w:r>{look}{text}</w:r>")
        return "".join(out)

    def _look(self, look: Look) -> str:
        found = self._looks.get(look)
        if found is None:
            kind, strong, emphasis, link, opened = look
            inner = self.template.samples[kind].run
            if opened and (placeholder := self.template.samples.get("placeholder")):
                inner = placeholder.run or inner
            if link:
                inner = _with(inner, "rStyle", '<w:rStyle w:val="Hyperlink"/>', _RUN_ORDER)
            if strong:
                inner = _with(_with(inner, "b", "<w:b/>", _RUN_ORDER), "bCs", "<w:bCs/>", _RUN_ORDER)
            if emphasis:
                inner = _with(_with(inner, "i", "<w:i/>", _RUN_ORDER), "iCs", "<w:iCs/>", _RUN_ORDER)
            found = self._looks[look] = f"<w:rPr>{inner}</w:rPr>" if inner else ""
        return found

    # --- tables -------------------------------------------------------------------------------

    def _table(self, sample: Sample, block: Block) -> str:
        """Return a table after the sample's first row (its head) and second row; columns share the width."""
        table = sample.element
        assert table is not None  # noqa: S101 - the sample of a table is a table
        rows = table.findall(f"{_Q}tr")
        head, body = rows[0], rows[1] if len(rows) > 1 else rows[0]
        columns = max((len(row) for row in block.rows), default=1)
        widths = [int(one.get(f"{_Q}w", "0")) for one in table.iterfind(f"{_Q}tblGrid/{_Q}gridCol")]
        width = (sum(widths) or 9638) // columns
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(columns))
        out = [f"<w:tbl><w:tblPr>{inner_xml(table.find(f'{_Q}tblPr'))}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"]
        for i, row in enumerate(block.rows):
            model = head if i == 0 else body
            properties = inner_xml(model.find(f"{_Q}trPr"))
            cell = model.find(f".//{_Q}tc")
            paragraph = inner_xml(cell.find(f".//{_Q}pPr")) if cell is not None else ""
            out.append(f"<w:tr><w:trPr>{properties}</w:trPr>" if properties else "<w:tr>")
            cells = [*row, *([()] * (columns - len(row)))]
            out.extend(self._cell(one, width, paragraph) for one in cells)
            out.append("</w:tr>")
        out.append("</w:tbl>")
        return "".join(out)

    def _cell(self, cell: Cell, width: int, paragraph: str) -> str:
        properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
        inner = "".join(f"<w:p>{properties}{self.runs(runs, 'table')}</w:p>" for runs in cell) or f"<w:p>{properties}</w:p>"
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def run_text(text: str) -> str:
    """Return text as the elements of a run: tabs, breaks and non-breaking hyphens as Word has them."""
    if not _SIGNS.search(text):
        return f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    out, position = [], 0
    for found in _SIGNS.finditer(text):
        if found.start() > position:
            out.append(f'<w:t xml:space="preserve">{escaped(text[position : found.start()])}</w:t>')
        out.append(_SIGN_XML[found.group()])
        position = found.end()
    if position < len(text):
        out.append(f'<w:t xml:space="preserve">{escaped(text[position:])}</w:t>')
    return "".join(out)


def _reference(bookmark: str, look: str, text: str) -> str:
    """Return a cross-reference field: the number of the paragraph in a bookmark, with its present result."""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> REF {bookmark} \\r \\h </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}{text}</w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
)  # fmt: skip


def _with(inner: str, name: str, element: str, order: tuple[str, ...] = _PARAGRAPH_ORDER) -> str:
    """Return properties with one element set, at the place that the schema gives it (ECMA-376 part 1, 17.3)."""
    pattern = rf"<w:{name}(?:\s[^>]*)?(?:/>|>.*?</w:{name}>)"
    if re.search(pattern, inner):
        return re.sub(pattern, lambda _: element, inner, count=1)
    before = order[: order.index(name)]
    position = 0
    for found in re.finditer(r"<w:(\w+)(?:\s[^>]*)?(?:/>|>.*?</w:\1>)", inner):
        if found[1] in before:
            position = found.end()
    return inner[:position] + element + inner[position:]
