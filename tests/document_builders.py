"""Word files from a few lines of XML, and the documents of others that lie beside the repository."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Draft
from cwgdraft.jobs.reading import read_document
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import Parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": W,
        "r": R,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"


def r(text: str, look: str = "") -> str:
    """Return a run, `look` being its properties."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str = "", properties: str = "") -> str:
    """Return a paragraph of runs, or of text when there is no XML in it."""
    runs = inner if "<" in inner or not inner else r(inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def field(instruction: str, result: str) -> str:
    """Return a complex field; its result is XML."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def numbered(number: int, depth: int = 0) -> str:
    """Return the properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def level(depth: int, text: str, format_: str = "decimal", more: str = "") -> str:
    """Return a level of a numbering."""
    head = f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
    return f'{head}<w:lvlText w:val="{text}"/>{more}</w:lvl>'


def numbering(*abstracts: str) -> str:
    """Return the inner XML of a numbering part: lists of levels, each with an instance, both counted from 1."""
    lists = "".join(f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(abstracts, 1))
    return lists + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(abstracts) + 1)
    )


def parts_of(body: str, links: Mapping[str, str] | None = None, **others: str) -> Parts:
    """Return the parts of a document.

    `links` are relationships by id: an address outside when it has a colon, else a part of the folder `word`. `others`
    are the inner XML of parts by the name of their root: styles, numbering, footnotes, comments, settings …
    """
    found = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode()}
    for name, inner in others.items():
        root = name.rstrip("0123456789")
        found[f"word/{name}.xml"] = (
            f"<w:{_ROOTS.get(root, root)} {SPACES}>{inner}</w:{_ROOTS.get(root, root)}>".encode()
        )
    if links:
        found["word/_rels/document.xml.rels"] = relationships(links)
    return found


_ROOTS = {"header": "hdr", "footer": "ftr"}


def relationships(links: Mapping[str, str]) -> bytes:
    """Return a part of relationships."""
    lines = []
    for name, target in links.items():
        kind = "hyperlink" if ":" in target else Path(target).stem.rstrip("0123456789")
        mode = ' TargetMode="External"' if ":" in target else ""
        lines.append(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"{mode}/>')
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'.encode()


def read(body: str, view: View = View.FINAL, links: Mapping[str, str] | None = None, **others: str) -> Draft:
    """Return the draft that is read from a body and its other parts."""
    return read_draft(parts_of(body, links, **others), "sample", view)


def texts(draft: Draft) -> list[str]:
    """Return the text of each block."""
    return [block.text for block in draft.blocks]


def labels(draft: Draft) -> list[str]:
    """Return the labels of all paragraphs, those in tables too, in order."""
    return [block.label for block in paragraphs(draft.blocks)]


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every paragraph, those in tables too."""
    for block in blocks:
        if block.rows:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)
        else:
            yield block


def corpus(name: str) -> Path:
    """Return a document of others by its path in the corpus; the test is skipped where there is no corpus."""
    path = CORPUS / name
    if not CORPUS.is_dir():
        pytest.skip("the corpus of others' documents (../shared/corpus) isn't here")
    assert path.exists(), f"{name} isn't in the corpus any more"
    return path


def foreign(name: str, view: View = View.FINAL) -> Draft:
    """Return the draft of a document of others."""
    return read_document(corpus(f"word/{name}.docx"), view)
