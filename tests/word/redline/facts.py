"""What two documents must have in common to be one: read by our reader, and as Word's XML without its accidents."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from cwgdraft.draft import Block, Runs, StoryKind
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import MAIN, Parts, read_parts
from cwgdraft.word.package import W, parse, relationships_of
from cwgdraft.word.redline import redline
from cwgdraft.word.tracked import accept, reject

Q = f"{{{W}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
AUTHOR, DATE = "Ana Reviewer", "2031-03-04T09:00:00Z"


def redlined(old: Parts, new: Parts) -> Parts:
    """Return the parts of the redline between two documents."""
    return read_parts(redline(old, new, author=AUTHOR, date=DATE).data, "redline.docx")


def said(parts: Parts) -> tuple[list[Any], list[Any]]:
    """Return what a document says: blocks with style, label, look, runs and cells; notes, headers, text boxes."""
    draft = read_draft(parts, "document")
    stories = [
        (story.kind, [_block(block) for block in story.blocks])
        for story in draft.stories
        if story.kind is not StoryKind.COMMENT and any(block.text or block.rows for block in story.blocks)
    ]
    return [_block(block) for block in draft.blocks], stories


def _block(block: Block) -> tuple[Any, ...]:
    rows = [
        [(cell.columns, cell.continues, [_block(one) for one in cell.blocks]) for cell in row.cells]
        for row in block.rows
    ]
    return block.style, block.label, block.look, _runs(block.runs), rows


def _runs(runs: Runs) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for run in runs:
        look = (run.strong, run.emphasis, run.look, run.link, run.note, run.field, run.object)
        if found and found[-1][1:] == look and not run.note and not run.object:
            found[-1] = (found[-1][0] + run.text, *look)
        elif run.text or run.object:
            found.append((run.text, *look))
    return found


# --- as XML -------------------------------------------------------------------------------------------------


def bare(parts: Parts) -> list[str]:
    """Return every block of the body as XML: runs cut alike, links by address, lists by what they look like.

    Left out is what has no look and no text: bookmarks, revision ids, content controls, empty properties.
    """
    root = parse(parts[MAIN], MAIN)
    links = {}
    if relationships_of(MAIN) in parts:
        links = {one.get("Id"): one.get("Target") for one in parse(parts[relationships_of(MAIN)])}
    lists = _lists(parts)
    _strip(root)
    for one in root.iter():
        if isinstance(one.tag, str):
            for key, value in list(one.attrib.items()):
                if "rsid" in key:
                    del one.attrib[key]
                elif key.startswith(_R):
                    one.set(key, links.get(value, value))
            if one.tag == f"{Q}numId":
                one.set(f"{Q}val", lists.get(one.get(f"{Q}val"), "none"))
            if one.tag in (f"{Q}footnoteReference", f"{Q}endnoteReference"):
                one.set(f"{Q}id", "n")
    for properties in reversed(list(root.iter(f"{Q}rPr", f"{Q}pPr", f"{Q}trPr"))):
        if not len(properties):
            properties.getparent().remove(properties)
    for paragraph in root.iter(f"{Q}p"):
        _join_runs(paragraph)
    body = root.find(f"{Q}body")
    return [re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(one, encoding="unicode").strip()) for one in body]


def _lists(parts: Parts) -> dict[str, str]:
    if "word/numbering.xml" not in parts:
        return {}
    root = parse(parts["word/numbering.xml"])
    looks = {}
    for one in root.iterfind(f"{Q}abstractNum"):
        levels = [
            (x.find(f"{Q}numFmt").get(f"{Q}val"), x.find(f"{Q}lvlText").get(f"{Q}val")) for x in one.iter(f"{Q}lvl")
        ]
        looks[one.get(f"{Q}abstractNumId")] = str(levels)
    return {
        one.get(f"{Q}numId"): looks.get(one.find(f"{Q}abstractNumId").get(f"{Q}val"), "?")
        for one in root.iterfind(f"{Q}num")
    }


_POINTS = ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")


def _strip(root: etree._Element) -> None:
    for one in list(root.iter(*(f"{Q}{name}" for name in _POINTS))):
        one.getparent().remove(one)
    for one in list(root.iter(f"{Q}fldSimple")):
        kinds = (("fldChar", "begin"), ("instrText", one.get(f"{Q}instr")), ("fldChar", "separate"))
        for name, value in kinds:
            run = etree.Element(f"{Q}r")
            inner = etree.SubElement(run, f"{Q}{name}")
            if name == "instrText":
                inner.text = value
            else:
                inner.set(f"{Q}fldCharType", value)
            one.addprevious(run)
        for child in list(one):
            one.addprevious(child)
        end = etree.Element(f"{Q}r")
        etree.SubElement(end, f"{Q}fldChar").set(f"{Q}fldCharType", "end")
        one.addprevious(end)
        one.getparent().remove(one)
    for one in list(root.iter(f"{Q}sdt")):
        for child in list(one.find(f"{Q}sdtContent")):
            one.addprevious(child)
        one.getparent().remove(one)
    for one in root.iter(f"{Q}t", f"{Q}instrText"):
        one.attrib.clear()


def _join_runs(paragraph: etree._Element) -> None:
    for parent in [paragraph, *paragraph.iter(f"{Q}hyperlink")]:
        last = None
        for run in list(parent):
            if run.tag == f"{Q}hyperlink" and last is not None and last.tag == run.tag and last.attrib == run.attrib:
                last.extend(list(run))
                parent.remove(run)
                continue
            if run.tag == f"{Q}r" and last is not None and last.tag == run.tag and _look(last) == _look(run):
                for child in run:
                    if child.tag == f"{Q}rPr":
                        continue
                    end = last[-1] if len(last) else None
                    if child.tag == f"{Q}t" and end is not None and end.tag == child.tag:
                        end.text = (end.text or "") + (child.text or "")
                    else:
                        last.append(child)
                parent.remove(run)
                continue
            last = run
        if parent is not paragraph:
            _join_inner(parent)


def _join_inner(parent: etree._Element) -> None:
    last = None
    for run in list(parent):
        if run.tag == f"{Q}r" and last is not None and last.tag == run.tag and _look(last) == _look(run):
            last[-1].text = (last[-1].text or "") + (run[-1].text or "") if run[-1].tag == f"{Q}t" else last[-1].text
            parent.remove(run)
        else:
            last = run


def _look(run: etree._Element) -> bytes:
    found = run.find(f"{Q}rPr")
    return b"" if found is None else etree.tostring(found)


# --- the law ------------------------------------------------------------------------------------------------


def check(old: Parts, new: Parts, *, xml: bool = False) -> Parts:
    """Assert that the redline of two documents is the new one when accepted, the old one when rejected; return it."""
    found = redlined(old, new)
    for resolve, wanted in ((accept, accept(new)), (reject, accept(old))):
        got = resolve(found)
        assert said(got) == said(wanted), resolve.__name__
        if xml:
            assert bare(got) == bare(wanted), resolve.__name__
    return found


def marked(parts: Parts) -> int:
    """Return how many characters a redline marks as come, gone or moved."""
    total = 0
    for name, data in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            for one in parse(data, name).iter(f"{Q}t", f"{Q}delText"):
                around = (f"{Q}ins", f"{Q}del", f"{Q}moveFrom", f"{Q}moveTo")
                if next(one.iterancestors(*around), None) is not None:
                    total += len(one.text or "")
    return total
