"""Documents made of a model, and random edits of the model: what two versions of a document differ in is known.

The two versions are rendered apart: relationships, lists, notes and bookmarks have other numbers in each, as they have
when Word or a build writes a document anew.
"""

from __future__ import annotations

import copy
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cwgdraft.word.gate import Parts

_WORDS = [
    "the", "group", "noted", "document", "report", "secretariat", "Member", "States", "contribution", "Council",
    "session", "outcome", "forum", "activity", "review", "process", "society", "goal", "digital", "cooperation",
    "resolution", "proposal", "meeting", "Chair", "considered", "invited", "submitted", "progress", "framework",
    "global", "compact", "région", "développement", "доклад", "группа",
]  # fmt: skip
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass
class Span:
    """A stretch of a paragraph: text of one look, in a link or not; or a note, a tab, a field."""

    text: str
    look: str = ""
    link: str = ""
    kind: str = "text"
    note: list[Paragraph] = field(default_factory=list)


@dataclass
class Paragraph:
    """A paragraph: `key` is what makes it the same one in both versions."""

    key: int
    spans: list[Span]
    style: str = ""
    list_: str = ""
    level: int = 0
    control: int = 0
    align: str = ""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans if span.kind == "text")


@dataclass
class Row:
    key: int
    cells: list[list[Paragraph | Table]]
    controlled: bool = False


@dataclass
class Table:
    key: int
    rows: list[Row]
    control: int = 0


Block = Paragraph | Table


@dataclass
class Model:
    blocks: list[Block]
    header: list[Block]
    keys: Iterator[int] = field(default_factory=lambda: itertools.count(100_000))


class Maker:
    """Makes and edits models, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.keys = itertools.count(1)

    def words(self, low: int = 3, high: int = 25) -> str:
        words = [self.random.choice(_WORDS) for _ in range(self.random.randint(low, high))]
        return " ".join(words).capitalize() + self.random.choice([".", ".", ";", ""])

    def span(self, text: str) -> Span:
        chance = self.random.random()
        if chance < 0.15:
            return Span(text, self.random.choice(["b", "i", "b i", "u"]))
        if chance < 0.25:
            return Span(text, link=f"https://example.org/{self.random.randint(1, 9)}")
        return Span(text)

    def paragraph(self, *, notes: bool = True, low: int = 3, high: int = 25) -> Paragraph:
        spans = [self.span(self.words(low, high))]
        while self.random.random() < 0.4:
            spans.append(self.span(" " + self.words(1, 6)))
        if notes and self.random.random() < 0.08:
            note = [self.paragraph(notes=False, low=2, high=8)]
            spans.append(Span("", kind=self.random.choice(["footnote", "endnote"]), note=note))
        if self.random.random() < 0.05:
            spans.append(Span("", kind=self.random.choice(["tab", "br", "PAGE", "REF x", "simple"])))
            spans.append(self.span(" " + self.words(1, 4)))
        found = Paragraph(next(self.keys), spans)
        chance = self.random.random()
        if chance < 0.1:
            found.style = "Heading1"
        elif chance < 0.4:
            found.list_, found.level = self.random.choice(["1", "2", "3"]), self.random.randint(0, 1)
        if self.random.random() < 0.03:
            found.spans = []
        return found

    def row(self, columns: int) -> Row:
        return Row(next(self.keys), [[self.paragraph(notes=False, low=1, high=6)] for _ in range(columns)])

    def table(self, *, nested: bool = True) -> Table:
        columns = self.random.randint(2, 3)
        rows = [self.row(columns) for _ in range(self.random.randint(2, 5))]
        if self.random.random() < 0.4:
            for row in rows[1:3]:
                row.controlled = True
        found = Table(next(self.keys), rows)
        if nested and self.random.random() < 0.15:
            cell = rows[0].cells[0]
            cell[:] = [self.paragraph(notes=False, low=1, high=3), self.table(nested=False), *cell]
        return found

    def model(self, size: int = 24) -> Model:
        blocks: list[Block] = []
        control = 0
        while len(blocks) < size:
            if blocks and self.random.random() < 0.12 and isinstance(blocks[-1], Paragraph):
                blocks.append(self.table())
                blocks.append(self.paragraph())
            elif self.random.random() < 0.06:
                control += 1
                for _ in range(self.random.randint(1, 3)):
                    blocks.append(self.paragraph())
                    blocks[-1].control = control
                blocks.append(self.paragraph())
            else:
                blocks.append(self.paragraph())
        return Model(blocks, [self.paragraph(notes=False, low=1, high=5)])

    # --- edits --------------------------------------------------------------------------------

    def edited(self, model: Model, count: int) -> tuple[Model, list[str]]:
        """Return the model after `count` random edits, and what they were."""
        found = copy.deepcopy(model)
        said = []
        edits = [
            self.edit_words, self.edit_words, self.edit_words, self.insert, self.delete, self.move, self.move_edited,
            self.split, self.merge, self.insert_row, self.delete_row, self.edit_cell, self.link, self.format,
            self.style, self.renumber, self.note, self.edit_header, self.insert_table, self.delete_table, self.column,
            self.append, self.cut_end,
        ]  # fmt: skip
        while len(said) < count:
            edit = self.random.choice(edits)
            if edit(found):
                said.append(edit.__name__)
        return found, said

    def _paragraphs(self, model: Model) -> list[Paragraph]:
        return [one for one in model.blocks if isinstance(one, Paragraph)]

    def _tables(self, model: Model) -> list[Table]:
        return [one for one in model.blocks if isinstance(one, Table)]

    def _pick(self, found: list) -> object | None:
        return self.random.choice(found) if found else None

    def _change(self, paragraph: Paragraph) -> bool:
        span = self._pick([one for one in paragraph.spans if one.kind == "text" and len(one.text.split()) > 1])
        if span is None:
            return False
        words = re.findall(r"\S+\s*", span.text)
        at = self.random.randrange(len(words))
        chance = self.random.random()
        if chance < 0.4:
            words[at] = self.random.choice(["CHANGED", "new words", "x"]) + (" " if words[at].endswith(" ") else "")
        elif chance < 0.7:
            words.insert(at, "inserted words ")
        else:
            del words[at]
        span.text = re.match(r"\s*", span.text)[0] + "".join(words)
        return True

    def edit_words(self, model: Model) -> bool:
        paragraph = self._pick(self._paragraphs(model))
        return paragraph is not None and self._change(paragraph)

    def insert(self, model: Model) -> bool:
        at = self.random.randrange(len(model.blocks))
        if isinstance(model.blocks[at], Table):
            return False
        model.blocks.insert(at, self.paragraph())
        return True

    def append(self, model: Model) -> bool:
        model.blocks.append(self.paragraph())
        return True

    def cut_end(self, model: Model) -> bool:
        if len(model.blocks) < 8 or not all(isinstance(one, Paragraph) for one in model.blocks[-2:]):
            return False
        model.blocks.pop()
        return True

    def delete(self, model: Model) -> bool:
        at = self.random.randrange(len(model.blocks))
        if len(model.blocks) < 6 or self._is_between_tables(model, at) or isinstance(model.blocks[at], Table):
            return False
        del model.blocks[at]
        return True

    def _is_between_tables(self, model: Model, at: int) -> bool:
        around = [model.blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(model.blocks)]
        return any(isinstance(one, Table) for one in around) or at == len(model.blocks) - 1

    def move(self, model: Model, *, change: bool = False) -> bool:
        places = [
            n
            for n, one in enumerate(model.blocks)
            if isinstance(one, Paragraph)
            and len(one.text) > 60
            and not self._is_between_tables(model, n)
            and not any(span.note for span in one.spans)
        ]
        at = self._pick(places)
        if at is None or len(model.blocks) < 8:
            return False
        block = model.blocks.pop(at)
        block.control = 0
        to = self.random.randrange(len(model.blocks))
        if isinstance(model.blocks[to], Table):
            to += 1
        model.blocks.insert(to, block)
        return not change or self._change(block) or True

    def move_edited(self, model: Model) -> bool:
        return self.move(model, change=True)

    def split(self, model: Model) -> bool:
        places = [
            n
            for n, one in enumerate(model.blocks)
            if isinstance(one, Paragraph) and len(one.spans) == 1 and len(one.text.split()) > 8
        ]
        at = self._pick(places)
        if at is None:
            return False
        block = model.blocks[at]
        words = block.spans[0].text.split(" ")
        middle = len(words) // 2
        second = copy.deepcopy(block)
        second.key = next(self.keys)
        block.spans[0].text, second.spans[0].text = " ".join(words[:middle]), " ".join(words[middle:])
        model.blocks.insert(at + 1, second)
        return True

    def merge(self, model: Model) -> bool:
        places = [
            n
            for n, (one, other) in enumerate(itertools.pairwise(model.blocks))
            if isinstance(one, Paragraph)
            and isinstance(other, Paragraph)
            and one.control == other.control
            and one.text
            and other.text
        ]
        at = self._pick(places)
        if at is None:
            return False
        first = model.blocks.pop(at)
        model.blocks[at].spans[:0] = first.spans
        return True

    def insert_row(self, model: Model) -> bool:
        table = self._pick(self._tables(model))
        if table is None:
            return False
        at = self.random.randint(0, len(table.rows))
        table.rows.insert(at, self.row(len(table.rows[0].cells)))
        return True

    def delete_row(self, model: Model) -> bool:
        table = self._pick([one for one in self._tables(model) if len(one.rows) > 2])
        if table is None:
            return False
        del table.rows[self.random.randrange(len(table.rows))]
        return True

    def edit_cell(self, model: Model) -> bool:
        table = self._pick(self._tables(model))
        if table is None:
            return False
        cell = self._pick(self._pick(table.rows).cells)
        if self.random.random() < 0.3:
            cell.append(self.paragraph(notes=False, low=1, high=5))
            return True
        return isinstance(cell[-1], Paragraph) and self._change(cell[-1])

    def column(self, model: Model) -> bool:
        table = self._pick(self._tables(model))
        if table is None or self.random.random() < 0.5:
            return False
        for row in table.rows:
            row.cells.append([self.paragraph(notes=False, low=1, high=2)])
        return True

    def insert_table(self, model: Model) -> bool:
        places = [
            n for n in range(1, len(model.blocks)) if all(isinstance(x, Paragraph) for x in model.blocks[n - 1 : n + 1])
        ]
        at = self._pick(places)
        if at is None or self.random.random() < 0.5:
            return False
        model.blocks.insert(at, self.table())
        return True

    def delete_table(self, model: Model) -> bool:
        table = self._pick(self._tables(model))
        if table is None or self.random.random() < 0.5:
            return False
        model.blocks.remove(table)
        return True

    def link(self, model: Model) -> bool:
        paragraph = self._pick(self._paragraphs(model))
        span = self._pick([one for one in paragraph.spans if one.kind == "text"])
        if span is None:
            return False
        span.link = (
            "" if span.link and self.random.random() < 0.5 else f"https://example.org/new{self.random.randint(1, 9)}"
        )
        return True

    def format(self, model: Model) -> bool:
        paragraph = self._pick(self._paragraphs(model))
        span = self._pick([one for one in paragraph.spans if one.kind == "text" and not one.link])
        if span is None:
            return False
        span.look = self.random.choice([one for one in ("", "b", "i", "u", "b i") if one != span.look])
        return True

    def style(self, model: Model) -> bool:
        paragraph = self._pick(self._paragraphs(model))
        if self.random.random() < 0.5:
            paragraph.align = self.random.choice(["center", "right", ""])
        else:
            paragraph.style = "" if paragraph.style else "Heading1"
        return True

    def renumber(self, model: Model) -> bool:
        paragraph = self._pick(self._paragraphs(model))
        paragraph.list_ = self.random.choice([one for one in ("", "1", "2", "3") if one != paragraph.list_])
        return True

    def note(self, model: Model) -> bool:
        paragraph = self._pick(self._paragraphs(model))
        notes = [one for one in paragraph.spans if one.note]
        chance = self.random.random()
        if notes and chance < 0.5:
            return self._change(notes[0].note[0])
        if notes and chance < 0.75:
            paragraph.spans.remove(notes[0])
            return True
        paragraph.spans.append(Span("", kind="footnote", note=[self.paragraph(notes=False, low=2, high=8)]))
        return True

    def edit_header(self, model: Model) -> bool:
        return self._change(model.header[0])


# --- as Word has it -------------------------------------------------------------------------------------


class Renderer:
    """Renders a model as the parts of a .docx; `offset` moves all numbers that have no meaning by themselves."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.relationships: dict[str, str] = {}
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.ids = itertools.count(offset * 7 + 1)

    def parts(self, model: Model) -> Parts:
        body = self.blocks(model.blocks)
        header = self.blocks(model.header)
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId900"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        )
        links = "".join(
            f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
            for address, name in self.relationships.items()
        )
        parts = {
            "[Content_Types].xml": _HEAD + _TYPES,
            "_rels/.rels": _HEAD + _relationships([("rId1", "officeDocument", "word/document.xml")]),
            "word/document.xml": f"{_HEAD}<w:document {_NS}><w:body>{body}{section}</w:body></w:document>",
            "word/_rels/document.xml.rels": _HEAD + _relationships(_USUAL, links),
            "word/styles.xml": _HEAD + _STYLES,
            "word/numbering.xml": _HEAD + self._numbering(),
            "word/header1.xml": f"{_HEAD}<w:hdr {_NS}>{header}</w:hdr>",
            "word/footnotes.xml": self._notes("footnote"),
            "word/endnotes.xml": self._notes("endnote"),
        }
        return {name: text.encode() for name, text in parts.items()}

    def _notes(self, kind: str) -> str:
        separators = "".join(
            f'<w:{kind} w:type="{name}" w:id="{n}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for n, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return f"{_HEAD}<w:{kind}s {_NS}>{separators}{''.join(self.notes[kind])}</w:{kind}s>"

    def _numbering(self) -> str:
        lists = "".join(
            f'<w:num w:numId="{int(n) + self.offset}"><w:abstractNumId w:val="{a}"/></w:num>'
            for n, a in (("1", 0), ("2", 1), ("3", 2))
        )
        return f"<w:numbering {_NS}>{_ABSTRACT}{lists}</w:numbering>"

    def blocks(self, blocks: list[Block]) -> str:
        out = []
        for control, group in itertools.groupby(blocks, key=lambda one: one.control):
            inner = "".join(self.table(one) if isinstance(one, Table) else self.paragraph(one) for one in group)
            if control:
                inner = (
                    f'<w:sdt><w:sdtPr><w:id w:val="{1000 + control}"/></w:sdtPr>'
                    f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
                )
            out.append(inner)
        return "".join(out)

    def paragraph(self, one: Paragraph) -> str:
        inner = f'<w:pStyle w:val="{one.style}"/>' if one.style else ""
        if one.list_:
            number = int(one.list_) + self.offset
            inner += f'<w:numPr><w:ilvl w:val="{one.level}"/><w:numId w:val="{number}"/></w:numPr>'
        inner += f'<w:jc w:val="{one.align}"/>' if one.align else ""
        mark = f'<w:bookmarkStart w:id="{self._id()}" w:name="b{one.key}"/>'
        mark += mark.replace("Start", "End").partition(" w:name")[0] + "/>"
        spans = "".join(self.span(span) for span in one.spans)
        identity = f' w:rsidR="{self.offset:08X}"'
        return f"<w:p{identity}>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{mark}{spans}</w:p>"

    def _id(self) -> int:
        return next(self.ids)

    def span(self, span: Span) -> str:
        look = "".join(f"<w:{name}/>" if name != "u" else '<w:u w:val="single"/>' for name in span.look.split())
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        if span.note:
            number = str(len(self.notes[span.kind]) + 1 + self.offset)
            inner = "".join(self.paragraph(one) for one in span.note)
            self.notes[span.kind].append(f'<w:{span.kind} w:id="{number}">{inner}</w:{span.kind}>')
            return f'<w:r><w:{span.kind}Reference w:id="{number}"/></w:r>'
        if span.kind in ("tab", "br"):
            return f"<w:r><w:{span.kind}/></w:r>"
        if span.kind == "simple":
            return '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
        if span.kind != "text":
            return (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve"> {span.kind} </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if not span.text:
            return ""
        runs = f'<w:r>{properties}<w:t xml:space="preserve">{span.text}</w:t></w:r>'
        if self.offset and len(span.text) > 9:  # Word cuts runs where it likes
            first, second = span.text[:7], span.text[7:]
            runs = "".join(
                f'<w:r w:rsidR="00AB12CD">{properties}<w:t xml:space="preserve">{one}</w:t></w:r>'
                for one in (first, second)
            )
        if span.link:
            name = self.relationships.setdefault(span.link, f"rId{100 + self.offset + len(self.relationships)}")
            return f'<w:hyperlink r:id="{name}">{runs}</w:hyperlink>'
        return runs

    def table(self, one: Table) -> str:
        columns = max(len(row.cells) for row in one.rows)
        grid = '<w:gridCol w:w="2000"/>' * columns
        out = []
        for controlled, rows in itertools.groupby(one.rows, key=lambda row: row.controlled):
            inner = "".join(self.row(row) for row in rows)
            if controlled:
                inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            out.append(inner)
        size = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        return f"<w:tbl>{size}<w:tblGrid>{grid}</w:tblGrid>{''.join(out)}</w:tbl>"

    def row(self, row: Row) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{self.blocks(cell)}</w:tc>' for cell in row.cells
        )
        return f"<w:tr>{cells}</w:tr>"


def _relationships(usual: list[tuple[str, str, str]], more: str = "") -> str:
    inner = "".join(f'<Relationship Id="{a}" Type="{_OFFICE}/{b}" Target="{c}"/>' for a, b, c in usual)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}{more}</Relationships>'


_USUAL = [
    ("rId900", "header", "header1.xml"),
    ("rId901", "styles", "styles.xml"),
    ("rId902", "numbering", "numbering.xml"),
    ("rId903", "footnotes", "footnotes.xml"),
    ("rId904", "endnotes", "endnotes.xml"),
]
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_CONTENT}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("header1", "header"),
            ("footnotes", "footnotes"),
            ("endnotes", "endnotes"),
        )
    )
    + "</Types>"
)
_STYLES = (
    f'<w:styles {_NS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>'
)
_ABSTRACT = "".join(
    f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (format_, text) in enumerate(levels)
    )
    + "</w:abstractNum>"
    for n, levels in enumerate(
        (
            (("decimal", "%1."), ("decimal", "%1.%2")),
            (("bullet", "–"), ("bullet", "•")),
            (("lowerLetter", "%1)"), ("lowerRoman", "%2)")),
        )
    )
)


def versions(seed: int, edits: int = 6, size: int = 24) -> tuple[Parts, Parts, list[str], Model, Model]:
    """Return two versions of a random document, what was done to the first, and the models of both."""
    maker = Maker(seed)
    old = maker.model(size)
    new, said = maker.edited(old, edits)
    return Renderer(0).parts(old), Renderer(20).parts(new), said, old, new
