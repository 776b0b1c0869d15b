"""What holds for every Word file: no text is lost or doubled, and what is broken is refused or read, never a crash."""

from __future__ import annotations

import copy
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from cwgdraft.draft import Block, Draft
from cwgdraft.errors import WordFileError
from cwgdraft.word.documents import View, read_draft, resolved
from cwgdraft.word.gate import Parts, read_parts
from tests.document_builders import W, corpus, field, level, numbering, p, parts_of, r

_W = f"{{{W}}}"
_OLD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NONSENSE = ("x", "-1", "99999999999999", "", "0", "1.5", "²", "٣", "true")


def documents(folder: str) -> Iterator[tuple[Path, Parts]]:
    for path in sorted(corpus(f"word/{folder}").glob("*.docx")):
        try:
            yield path, read_parts(path.read_bytes(), path.name)
        except WordFileError:
            continue


def words(draft: Draft) -> Counter[str]:
    """Count the signs of a draft's body and text boxes, white space apart."""
    found: Counter[str] = Counter()

    def add(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            found.update("".join(run.text for run in block.runs if not run.object and not run.note))
            for row in block.rows:
                for cell in row.cells:
                    add(cell.blocks)

    add(draft.blocks)
    for story in draft.stories:
        if story.kind.value == "text box":
            add(story.blocks)
    return Counter({sign: count for sign, count in found.items() if not sign.isspace() and sign not in "\u2011\u00ad"})


def written(parts: Parts) -> Counter[str]:
    """Count the signs of all `w:t` in the main part, but those of the forms for older programs."""
    found: Counter[str] = Counter()
    for one in etree.fromstring(parts["word/document.xml"]).iter(f"{_W}t"):
        above = [step.tag for step in one.iterancestors()]
        if _OLD not in above:
            found.update(one.text or "")
    return Counter({sign: count for sign, count in found.items() if not sign.isspace() and sign not in "\u2011\u00ad"})


@pytest.mark.parametrize("view", [View.FINAL, View.ORIGINAL])
@pytest.mark.parametrize("folder", ["read", "pairs", "templates"])
def test_no_sign_is_lost_or_doubled(folder: str, view: View) -> None:
    seen = 0
    for path, parts in documents(folder):
        data = parts["word/document.xml"]
        headers = any(b"txbxContent" in text for name, text in parts.items() if re.match("word/(header|footer)", name))
        if b"w:sym " in data or headers:
            continue
        after = resolved(parts, view)
        assert words(read_draft(parts, path.stem, view)) == written(after), path.name
        seen += 1
    assert seen > 25


def broken(parts: Parts, chance: random.Random) -> Parts:
    """Return the parts of a document with some of its XML torn, doubled, renamed or given nonsense."""
    found = dict(parts)
    names = [name for name in found if re.match(r"word/[^/]*\.xml$|word/_rels", name)]
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(names)
        if chance.random() < 0.1:
            found.pop(name, None)
        elif name in found:
            found[name] = _torn(found[name], chance)
    return found


def _torn(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.05:
        return data[: chance.randrange(len(data) + 1)]
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for _ in range(chance.randint(1, 6)):
        one, other, what = chance.choice(elements), chance.choice(elements), chance.random()
        if what < 0.3:
            one.attrib.clear()
        elif what < 0.6:
            for key in list(one.attrib):
                one.set(key, chance.choice(_NONSENSE))
        elif what < 0.75 and one.getparent() is not None:
            one.getparent().remove(one)
        elif what < 0.9 and sum(1 for _ in other.iter()) < 300:
            one.append(copy.deepcopy(other))
        else:
            one.tag = other.tag
    return bytes(etree.tostring(root))


def made_up() -> Parts:
    """Return a small document that has one of everything."""
    lists = numbering(level(0, "%1.") + level(1, "%1.%2"), level(0, "–", "bullet"))
    item = '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/>'
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>{p("cell")}</w:tc>'
    marks = '<w:commentRangeStart w:id="1"/><w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeEnd w:id="1"/>'
    changes = f"<w:ins>{r('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox></w:pict></w:r>"
    section = '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>'
    ring = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    return parts_of(
        f"{p('text', item)}<w:tbl><w:tr><w:trPr/>{cell}</w:tr></w:tbl>"
        f"{p(marks + field('PAGE', r('7')) + changes + box)}{section}",
        {"rId1": "header1.xml"},
        numbering=lists,
        header1=p("head"),
        footnotes=f'<w:footnote w:id="1">{p("n")}</w:footnote>',
        comments=f'<w:comment w:id="1">{p("c")}</w:comment>',
        styles=ring.format("A", "B") + ring.format("B", "A"),
    )


@pytest.mark.parametrize("seed", range(150))
def test_a_broken_document_is_read_or_refused(seed: int) -> None:
    parts = broken(made_up(), random.Random(seed))
    for view in View:
        try:
            assert isinstance(read_draft(parts, "x", view), Draft)
        except WordFileError as error:
            assert error.message


def test_broken_documents_of_others_are_read_or_refused() -> None:
    chance = random.Random(2031)
    small = [parts for _, parts in documents("read") if sum(map(len, parts.values())) < 100_000]
    for _ in range(200):
        parts = broken(chance.choice(small), chance)
        try:
            assert isinstance(read_draft(parts, "x", chance.choice(list(View))), Draft)
        except WordFileError as error:
            assert error.message
