"""Blocks as Word's XML, made after the samples of a template.

Written as text, once: docxtpl's own loop over ten thousand runs takes four times as long, its links thirty times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, urlsplit

from cwgdraft.draft import Block, Cell, Kind, Row, Runs
from cwgdraft.errors import CwgdraftError
from cwgdraft.typesetting.template import LINK_STYLE, OPEN_STYLE, Sample, SampleCell, Template, sample_of
from cwgdraft.word.package import Relationships

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BETWEEN = "<w:p/>"

_OPEN_TEXT = '<w:t xml:space="preserve">'
_SIGN_XML = {
    sign: f"</w:t><w:{name}/>{_OPEN_TEXT}" for sign, name in (("\t", "tab"), ("\n", "br"), ("\u2011", "noBreakHyphen"))
}
_RETURN = re.compile("\r\n?")
RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position",
    "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
)  # fmt: skip
"""The children of an rPr, in the order of the schema, as far as they are set here."""
_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"{}|\\^`]")
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*[a-z0-9](?:[/?#][\w!#$%&'()*+,./:;=?@~-]*)?", re.ASCII | re.I)
_SCHEMES = ("http", "https", "mailto")

Look = tuple[str, bool, bool, bool, bool]


def escaped(text: str) -> str:
    """Return text for XML."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def settled(block: Block) -> Block:
    """Return a block as Word holds it: line ends of one kind, every row of a table as long as the longest.

    Raises `CwgdraftError` for signs that XML can't hold and for links that a document may not carry.
    """
    runs = _settled_runs(block.runs, block.origin)
    rows = block.rows
    if rows:
        columns = max(len(row.cells) for row in rows)
        rows = tuple(
            Row((*(_settled_cell(cell, block.origin) for cell in row.cells), *[Cell()] * (columns - len(row.cells))))
            for row in rows
        )
    if not block.origin.isprintable():
        check_text(block.origin, block.origin)
    for fact in block.facts:
        check_text(fact, block.origin)
    return block if runs is block.runs and rows is block.rows else replace(block, runs=runs, rows=rows)


def _settled_cell(cell: Cell, origin: str) -> Cell:
    return Cell(tuple(replace(one, runs=_settled_runs(one.runs, origin)) for one in cell.blocks))


def _settled_runs(runs: Runs, origin: str) -> Runs:
    changed = False
    for run in runs:
        if not run.text.isprintable():
            check_text(run.text, origin)
            changed = changed or "\r" in run.text
        if run.link is not None:
            _check_link(run.link, origin)
    if not changed:
        return runs
    return tuple(replace(run, text=_RETURN.sub("\n", run.text)) for run in runs)


def check_text(text: str, origin: str) -> None:
    """Raise `CwgdraftError` when a text has a sign that XML can't hold."""
    if text.isprintable():
        return
    if bad := UNPRINTABLE.search(text):
        shown = origin if not UNPRINTABLE.search(origin) else ascii(origin)
        raise CwgdraftError(
            f"the character U+{ord(bad.group()):04X} in '{shown}' can't stand in a document",
            "delete it from the record",
        )


def _check_link(address: str, origin: str) -> None:
    """Raise `CwgdraftError` for an address that isn't of the web or of mail; Word opens no file with a broken one."""
    if _PLAIN_ADDRESS.fullmatch(address):
        return
    check_text(address, origin)
    try:
        parts = urlsplit(address)
        good = parts.scheme in _SCHEMES and bool(parts.hostname or (parts.scheme == "mailto" and parts.path))
    except ValueError:
        good = False
    if not good:
        message = f"the link to '{address}' in '{origin}' can't stand in a document"
        raise CwgdraftError(message, "link to an address that begins with https://, http:// or mailto:")


def _address(link: str) -> str:
    """Return an address without the signs that no address may have; letters of any script stay."""
    if _PLAIN_ADDRESS.fullmatch(link):
        return link
    return _NOT_IN_ADDRESSES.sub(lambda found: quote(found.group()), link)


class BodyWriter:
    """Writes blocks as XML; keeps what they need beside the text: links, list instances, bookmark numbers.

    `targets` are the bookmarks that cross-references lead to, by origin.
    """

    def __init__(
        self,
        template: Template,
        relationships: Relationships,
        targets: Mapping[str, str],
        bookmark_ids: Iterator[int],
        first_number: int,
    ) -> None:
        self.template = template
        self.relationships = relationships
        self.targets = targets
        self.bookmark_ids = bookmark_ids
        self.next_number = first_number
        self.new_numbers: list[str] = []
        self.styles: set[str] = set()
        self._looks: dict[Look, str] = {}
        self._properties: dict[tuple[str, int, str], str] = {}
        self._list_number: dict[int, str] = {}
        self._links: dict[str, str] = {}

    def write(self, blocks: Sequence[tuple[Block, str]], *, keep_last: bool = False) -> str:
        """Return the blocks, each with the name of its bookmark, as a run of `w:p` and `w:tbl` elements.

        A paragraph stands between tables that follow one another, because Word would show them as one. `keep_last`
        keeps the last paragraph on the page of what follows, so that no signature stands on a page alone.
        """
        out: list[str] = []
        table = False
        for block, name in blocks:
            if table and block.kind is Kind.TABLE:
                out.append(BETWEEN)
            table = block.kind is Kind.TABLE
            out.append(self._block(block, name))
        if keep_last and out and not table:
            out[-1] = _kept(out[-1])
        return "".join(out)

    def _block(self, block: Block, name: str) -> str:
        kind = sample_of(block)
        sample = self.template.samples[kind]
        start = end = ""
        if name:
            number = next(self.bookmark_ids)
            start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            end = f'<w:bookmarkEnd w:id="{number}"/>'
        if block.kind is Kind.TABLE:
            if any(row.cells for row in block.rows):
                return f"{start}{self._table(sample, block)}{end}"
            return f"<w:p>{start}{end}</w:p>"
        properties = self._paragraph_properties(block, kind, sample)
        return f"<w:p>{properties}{start}{self.runs(block.runs, kind, sample.run)}{end}</w:p>"

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
                depth = self._depth(block, sample)
                inner = _with(
                    inner, "numPr", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
                )
            elif block.kind is Kind.CONTINUATION and block.level:
                inner = _with(inner, "ind", f'<w:ind w:left="{self._list_indent(block.level)}" w:firstLine="0"/>')
            found = f"<w:pPr>{inner}</w:pPr>" if inner else ""
            self._properties[key] = found
        return found

    def _number_of(self, block: Block, sample: Sample) -> str:
        """Return the numbering instance of a list item; a counted list that begins gets one of its own."""
        if sample.numbering is None:
            return ""
        own, _ = sample.numbering
        if block.list_kind is None or not block.list_kind.counts:
            return own
        for deeper in [level for level in self._list_number if level > block.level]:
            del self._list_number[deeper]
        if block.starts or block.level not in self._list_number:
            number = str(self.next_number)
            self.next_number += 1
            abstract = self.template.numbering.instances[own].abstract
            depth = self._depth(block, sample)
            self.new_numbers.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
                f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{block.starts or 1}"/></w:lvlOverride>'
                "</w:num>"
            )
            self._list_number[block.level] = number
        return self._list_number[block.level]

    def _depth(self, block: Block, sample: Sample) -> int:
        """Return the level of a list item in its numbering (from 0); marks go on at the deepest level there is."""
        number, base = sample.numbering or ("", 0)
        return min(base + max(block.level, 1) - 1, max(len(self.template.numbering.levels(number)) - 1, 0))

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

    def runs(self, runs: Runs, kind: str, properties: str) -> str:
        """Return runs as XML, in the look `properties` of the sample `kind`."""
        out = []
        for run in runs:
            text, link = run.text, run.link
            if not text:
                continue
            key = (kind, run.strong, run.emphasis, link is not None, run.open)
            look = self._looks.get(key)
            if look is None:
                look = self._looks[key] = self._look(key, properties)
            text = run_text(text)
            if link is not None:
                number = self._links.get(link)
                if number is None:
                    number = self._links[link] = self.relationships.link(_address(link))
                out.append(f'<w:hyperlink r:id="{number}"><w:r>{look}{text}</w:r></w:hyperlink>')
            elif run.target is not None and run.target in self.targets:
                out.append(_reference(self.targets[run.target], look, text))
            else:
                out.append(f"<w:r>{look}{text}</w:r>")
        return "".join(out)

    def _look(self, look: Look, inner: str) -> str:
        """Return the run properties of a look, `inner` being those of the sample."""
        _, strong, emphasis, link, opened = look
        if opened:
            placeholder = self.template.samples.get("placeholder")
            inner = (placeholder.run if placeholder else "") or inner
            inner = self._styled(inner, OPEN_STYLE)
        elif link:
            inner = self._styled(inner, LINK_STYLE)
        if strong:
            inner = with_property(with_property(inner, "b", "<w:b/>"), "bCs", "<w:bCs/>")
        if emphasis:
            inner = with_property(with_property(inner, "i", "<w:i/>"), "iCs", "<w:iCs/>")
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""

    def _styled(self, inner: str, style: str) -> str:
        self.styles.add(style)
        return with_property(inner, "rStyle", f'<w:rStyle w:val="{self.template.style_id(style)}"/>')

    # --- tables -------------------------------------------------------------------------------

    def _table(self, sample: Sample, block: Block) -> str:
        """Return a table after the sample's first row (its head) and second row.

        Columns are as wide as the sample's when there are as many, else they share its width.
        """
        model = sample.table
        if model is None:
            raise CwgdraftError("the sample of a table is no table")
        columns = len(block.rows[0].cells)
        widths = model.widths
        if len(widths) != columns:
            widths = (sum(widths or (9638,)) // columns,) * columns
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        out = [f"<w:tbl><w:tblPr>{model.properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"]
        for i, row in enumerate(block.rows):
            like = model.rows[min(i, len(model.rows) - 1)]
            out.append(f"<w:tr><w:trPr>{like.properties}</w:trPr>" if like.properties else "<w:tr>")
            for j, cell in enumerate(row.cells):
                place = min(j, len(like.cells) - 1)
                out.append(self._cell(cell, widths[j], like.cells[place], f"table {min(i, 1)} {place}"))
            out.append("</w:tr>")
        out.append("</w:tbl>")
        return "".join(out)

    def _cell(self, cell: Cell, width: int, like: SampleCell, kind: str) -> str:
        properties = f"<w:pPr>{like.paragraph}</w:pPr>" if like.paragraph else ""
        inner = "".join(f"<w:p>{properties}{self.runs(one.runs, kind, like.run)}</w:p>" for one in cell.blocks)
        size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        return f"<w:tc><w:tcPr>{size}{like.properties}</w:tcPr>{inner or f'<w:p>{properties}</w:p>'}</w:tc>"


def run_text(text: str) -> str:
    """Return text as the elements of a run: tabs, breaks and non-breaking hyphens as Word has them."""
    if "&" in text or "<" in text or ">" in text:
        text = escaped(text)
    if not text.isascii() or not text.isprintable():
        for sign, xml in _SIGN_XML.items():
            if sign in text:
                text = text.replace(sign, xml)
    return f"{_OPEN_TEXT}{text}</w:t>"


def _reference(bookmark: str, look: str, text: str) -> str:
    """Return a cross-reference field: the number of the paragraph in a bookmark, with its present result."""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> REF {bookmark} \\n \\h </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}{text}</w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _kept(paragraph: str) -> str:
    """Return a paragraph that Word keeps on the page of the next one."""
    found = re.match(r"<w:p><w:pPr>(.*?)</w:pPr>", paragraph)
    if not found:
        return paragraph.replace("<w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr>", 1)
    return f"<w:p><w:pPr>{_with(found[1], 'keepNext', '<w:keepNext/>')}</w:pPr>{paragraph[found.end() :]}"


_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr",
)  # fmt: skip
_TAG = re.compile(r"<(/?)([\w:.-]+)(?:\s[^<>]*?)?(/?)>")


def _with(inner: str, name: str, element: str, order: tuple[str, ...] = _PARAGRAPH_ORDER) -> str:
    """Return properties with one element set, at the place that the schema gives it (ECMA-376 part 1, 17.3)."""
    before = order[: order.index(name)]
    position = 0
    for child, start, end in _children(inner):
        if child == f"w:{name}":
            return inner[:start] + element + inner[end:]
        if child.removeprefix("w:") in before:
            position = end
    return inner[:position] + element + inner[position:]


def with_property(inner: str, name: str, element: str) -> str:
    """Return what stands in an rPr with one element set, at the place that the schema gives it."""
    return _with(inner, name, element, RUN_ORDER)


def with_mark(properties: str, change: Callable[[str], str]) -> str:
    """Return a pPr (empty for none) with the rPr of the paragraph's mark changed: the look of its number."""
    inner = properties.removeprefix("<w:pPr>").removesuffix("</w:pPr>")
    mark = next((inner[start:end] for child, start, end in _children(inner) if child == "w:rPr"), "")
    own = mark[mark.find(">") + 1 : -len("</w:rPr>")] if mark.endswith("</w:rPr>") else ""
    return f"<w:pPr>{_with(inner, 'rPr', f'<w:rPr>{change(own)}</w:rPr>')}</w:pPr>"


def _children(inner: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, start and end of the elements that stand at the top of a stretch of XML."""
    depth = start = 0
    for found in _TAG.finditer(inner):
        if not found[1]:
            if depth == 0:
                start = found.start()
            depth += 1
        if found[1] or found[3]:
            depth -= 1
            if depth == 0:
                yield found[2], start, found.end()
