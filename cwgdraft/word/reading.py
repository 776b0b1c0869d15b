"""Reading a Word document back: its paragraphs with the labels that Word shows, and the blocks that its anchors name.

What Word does: a bookmark may begin or end between paragraphs; `noBreakHyphen`, `tab` and `br` are elements of a
run; text of a tracked deletion stands in `delText`, and is not part of the document as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.draft import Block, Cell, Kind, Row, Run, digest, joined
from cwgdraft.word.anchors import PREFIX, Anchor, Identity, read_identity
from cwgdraft.word.gate import Parts
from cwgdraft.word.numbering import Counter, Numbering
from cwgdraft.word.package import R, W, parse

_Q, _RQ = f"{{{W}}}", f"{{{R}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {f"{_Q}del", f"{_Q}moveFrom", f"{_Q}rPr", f"{_Q}pPr", f"{_Q}delText", f"{_MC}Fallback"}
_KINDS = frozenset(Kind)
_SIGNS = {
    f"{_Q}noBreakHyphen": "\u2011",
    f"{_Q}softHyphen": "\u00ad",
    f"{_Q}tab": "\t",
    f"{_Q}br": "\n",
    f"{_Q}cr": "\n",
    f"{_Q}ptab": "\t",
}


@dataclass(slots=True)
class WordParagraph:
    """A paragraph as it stands: label, runs, style, the anchors around it and the innermost table in which it lies."""

    label: str
    runs: list[Run]
    style: str
    anchors: list[str] = field(default_factory=list)
    tracked: bool = False
    table: WordTable | None = None
    level: int = 0

    @property
    def text(self) -> str:
        """Return the text of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True, eq=False)
class WordTable:
    """A table as it stands: rows of cells of paragraphs (those of tables inside it too), and the anchors around it."""

    rows: list[list[list[WordParagraph]]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document's body, in order, and what it says of itself."""

    content: tuple[WordParagraph | WordTable, ...]
    identity: Identity | None
    tracked: bool
    comments: bool

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Yield every paragraph, those of tables included."""
        for one in self.content:
            if isinstance(one, WordParagraph):
                yield one
            else:
                for row in one.rows:
                    for cell in row:
                        yield from cell

    def blocks(self) -> list[Block]:
        """Return the blocks that the document's anchors name, in the order in which they stand."""
        anchors = self.identity.by_bookmark() if self.identity else {}
        targets = {name: anchor.origin for name, anchor in anchors.items()}
        return [_block(piece, anchors[name], targets) for name, piece in self._anchored()]

    def rest(self) -> str:
        """Return a digest of the text that no anchor covers: what the template brought, and what was typed in."""
        covered = [piece for _, piece in self._anchored()]
        tables = {id(one) for one in covered if isinstance(one, WordTable)}
        paragraphs = {id(one) for one in covered}
        texts = [p.text for p in self.paragraphs() if id(p) not in paragraphs and id(p.table) not in tables]
        return digest("\n".join(text for text in texts if text))

    def _anchored(self) -> Iterator[tuple[str, WordParagraph | WordTable]]:
        """Yield the anchors by name, each with what it stands around.

        LibreOffice moves the bookmark around a table into its first cell, and writes it once more in the last.
        """
        anchors = self.identity.by_bookmark() if self.identity else {}
        seen: set[str] = set()
        for piece in self._pieces():
            for name in piece.anchors:
                if name in anchors and name not in seen:
                    seen.add(name)
                    inside = isinstance(piece, WordParagraph) and anchors[name].kind == Kind.TABLE
                    table = piece.table if isinstance(piece, WordParagraph) and inside else None
                    yield name, table or piece

    def _pieces(self) -> Iterator[WordParagraph | WordTable]:
        """Yield paragraphs and tables in the order in which they begin."""
        for one in self.content:
            yield one
            if isinstance(one, WordTable):
                begun: set[int] = {id(one)}
                for paragraph in (p for row in one.rows for cell in row for p in cell):
                    if paragraph.table is not None and id(paragraph.table) not in begun:
                        begun.add(id(paragraph.table))
                        yield paragraph.table
                    yield paragraph


def _block(piece: WordParagraph | WordTable, anchor: Anchor, targets: dict[str, str]) -> Block:
    kind = Kind(anchor.kind) if anchor.kind in _KINDS else Kind.PARAGRAPH
    if isinstance(piece, WordTable):
        rows = tuple(Row(tuple(_cell(cell, targets) for cell in row)) for row in piece.rows)
        return Block(kind, origin=anchor.origin, facts=anchor.facts, rows=rows)
    return Block(kind, _runs(piece, targets, anchor.look), piece.level, piece.label, anchor.origin, facts=anchor.facts)


def _runs(paragraph: WordParagraph, targets: dict[str, str], look: str = "") -> tuple[Run, ...]:
    return joined(
        tuple(
            Run(
                run.text,
                run.strong and "b" not in look,
                run.emphasis and "i" not in look,
                run.link,
                targets.get(run.target or ""),
                run.open,
            )
            for run in paragraph.runs
        )
    )


def _cell(cell: list[WordParagraph], targets: dict[str, str]) -> Cell:
    """Return a cell as a block knows it; a cell must have a paragraph in Word, so a single empty one is none."""
    found = tuple(Block(Kind.PARAGRAPH, _runs(paragraph, targets)) for paragraph in cell)
    return Cell() if len(found) == 1 and not found[0].runs else Cell(found)


def read_word(parts: Parts) -> WordDocument:
    """Return the body of a document whose package has passed the gate, tracked changes taken as final."""
    return _Reader(parts).read()


class _Reader:
    def __init__(self, parts: Parts) -> None:
        self.root = parse(parts["word/document.xml"], "word/document.xml")
        self.parts = parts
        self.numbering = Numbering(parts)
        self.counter = Counter(self.numbering)
        self.links = self._links()
        self.open_marks: list[str] = []
        self.tracked = False

    def _links(self) -> dict[str, str]:
        data = self.parts.get("word/_rels/document.xml.rels")
        if not data:
            return {}
        root = parse(data, "word/_rels/document.xml.rels")
        return {one.get("Id", ""): one.get("Target", "") for one in root if one.get("TargetMode") == "External"}

    def read(self) -> WordDocument:
        body = self.root.find(f"{_Q}body")
        content = list(self._blocks(body)) if body is not None else []
        return WordDocument(tuple(content), read_identity(self.parts), self.tracked, "word/comments.xml" in self.parts)

    def _blocks(self, parent: etree._Element, around: WordTable | None = None) -> Iterator[WordParagraph | WordTable]:
        pending: list[str] = []
        for child in parent:
            if child.tag == f"{_Q}p":
                yield self._paragraph(child, pending, around)
                pending = []
            elif child.tag == f"{_Q}tbl":
                yield self._table(child, pending)
                pending = []
            elif child.tag == f"{_Q}bookmarkStart":
                pending.append(child.get(f"{_Q}name", ""))
            elif child.tag in (f"{_Q}sdt", f"{_Q}ins", f"{_Q}moveTo", f"{_Q}customXml"):
                inner = child.find(f"{_Q}sdtContent")
                yield from self._blocks(child if inner is None else inner, around)

    def _table(self, table: etree._Element, anchors: list[str]) -> WordTable:
        found = WordTable(anchors=[name for name in anchors if name.startswith(PREFIX)])
        for row in table.iter(f"{_Q}tr"):
            if next(row.iterancestors(f"{_Q}tbl")) is not table:
                continue
            cells = []
            for cell in row.iter(f"{_Q}tc"):
                if next(cell.iterancestors(f"{_Q}tr")) is not row:
                    continue
                inner = list(self._blocks(cell, found))
                cells.append([p for one in inner for p in ([one] if isinstance(one, WordParagraph) else _flat(one))])
            found.rows.append(cells)
        return found

    def _paragraph(self, element: etree._Element, anchors: list[str], around: WordTable | None) -> WordParagraph:
        properties = element.find(f"{_Q}pPr")
        style = ""
        if properties is not None and (found := properties.find(f"{_Q}pStyle")) is not None:
            style = found.get(f"{_Q}val", "")
        numbered = self.numbering.of_paragraph(properties)
        label = self.counter.label(*numbered) if numbered else ""
        level = numbered[1] + 1 if numbered else 0
        paragraph = WordParagraph(label, [], style, list(anchors), table=around, level=level)
        _Runs(self, paragraph).walk(element, None)
        paragraph.anchors = [name for name in paragraph.anchors if name.startswith(PREFIX)]
        return paragraph


def _flat(table: WordTable) -> list[WordParagraph]:
    return [p for row in table.rows for cell in row for p in cell]


class _Runs:
    """Collects the runs of one paragraph; a REF field's result becomes a run with a target."""

    def __init__(self, reader: _Reader, paragraph: WordParagraph) -> None:
        self.reader = reader
        self.paragraph = paragraph
        self.fields: list[list[str]] = []

    def walk(self, element: etree._Element, link: str | None) -> None:
        for child in element:
            tag = child.tag
            if tag in (f"{_Q}ins", f"{_Q}del", f"{_Q}moveFrom", f"{_Q}moveTo"):
                self.paragraph.tracked = self.reader.tracked = True
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{_Q}r":
                self.run(child, link)
            elif tag == f"{_Q}bookmarkStart":
                self.paragraph.anchors.append(child.get(f"{_Q}name", ""))
            elif tag == f"{_Q}hyperlink":
                address = self.reader.links.get(child.get(f"{_RQ}id", ""))
                anchor = child.get(f"{_Q}anchor")
                self.walk(child, f"{address}#{anchor}" if address and anchor else address or link)
            elif tag in (f"{_Q}sdt",):
                inner = child.find(f"{_Q}sdtContent")
                if inner is not None:
                    self.walk(inner, link)
            else:
                self.walk(child, link)

    def run(self, element: etree._Element, link: str | None) -> None:
        properties = element.find(f"{_Q}rPr")
        text = "".join(self.text(element))
        if not text:
            return
        strong, emphasis = _on(properties, "b"), _on(properties, "i")
        style = properties.find(f"{_Q}rStyle") if properties is not None else None
        opened = style is not None and style.get(f"{_Q}val") == "OpenPlaceholder"
        target = self.target()
        look = (strong, emphasis, link, target, opened)
        runs = self.paragraph.runs
        if runs and (last := runs[-1]) and (last.strong, last.emphasis, last.link, last.target, last.open) == look:
            runs[-1] = Run(last.text + text, *look)
        else:
            runs.append(Run(text, *look))

    def text(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{_Q}t":
                if not self.in_instruction():
                    yield child.text or ""
            elif tag in _SIGNS:
                if child.get(f"{_Q}type") not in ("page", "column"):
                    yield _SIGNS[tag]
            elif tag == f"{_Q}fldChar":
                self.field(child.get(f"{_Q}fldCharType", ""))
            elif tag == f"{_Q}instrText" and self.fields:
                self.fields[-1][1] += child.text or ""

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(["instruction", ""])
        elif kind == "separate" and self.fields:
            self.fields[-1][0] = "result"
        elif kind == "end" and self.fields:
            self.fields.pop()

    def in_instruction(self) -> bool:
        return bool(self.fields) and self.fields[-1][0] == "instruction"

    def target(self) -> str | None:
        """Return the bookmark that the field around this run refers to, or None outside a REF field."""
        for state, instruction in reversed(self.fields):
            words = instruction.split()
            if state == "result" and len(words) > 1 and words[0].upper() == "REF":
                return words[1]
        return None


def _on(properties: etree._Element | None, name: str) -> bool:
    if properties is None:
        return False
    found = properties.find(f"{_Q}{name}")
    return found is not None and found.get(f"{_Q}val", "1") not in ("0", "false", "off")
