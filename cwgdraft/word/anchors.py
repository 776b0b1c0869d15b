"""Identity in Word: a hidden bookmark around each block, and one custom XML part that says what each was made from.

Both survive a save by Word and by LibreOffice; paragraph ids and content controls don't. A bookmark whose
name begins with an underscore is hidden in Word's lists (ECMA-376 part 1, 17.13.6.2; names have 40 signs at most).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from cwgdraft.draft import Block, Draft
from cwgdraft.word.gate import Parts
from cwgdraft.word.package import RELATIONSHIP, Relationships, add_content_type

NAMESPACE = "urn:cwgdraft:draft:1"
PREFIX = "_cwg"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM, _PROPS = "customXml/item{n}.xml", "customXml/itemProps{n}.xml"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a bookmark stands for: the block's origin, the digest of its text, the facts it used."""

    bookmark: str
    origin: str
    kind: str
    digest: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What a draft in Word says of itself: its report, the version that wrote it, its sources and anchors."""

    report: str
    version: str
    kind: str
    language: str
    template: str
    sources: tuple[str, ...]
    rest: str
    anchors: tuple[Anchor, ...]

    def by_bookmark(self) -> dict[str, Anchor]:
        """Return the anchors by the name of their bookmark."""
        return {anchor.bookmark: anchor for anchor in self.anchors}


def bookmark_names(blocks: Iterable[Block]) -> list[str]:
    """Return the name of each block's bookmark, made from its origin, so that it is the same in every build."""
    names: list[str] = []
    taken: set[str] = set()
    for block in blocks:
        stem = PREFIX + hashlib.sha256(block.origin.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        name, count = stem, 1
        while name in taken:
            count += 1
            name = f"{stem}_{count}"
        taken.add(name)
        names.append(name)
    return names


def add_identity(parts: Parts, draft: Draft, bookmarks: list[str], version: str, rest: str) -> None:
    """Put the custom XML part into a package. `rest` is a digest of the text that stands outside the blocks."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<draft xmlns="{NAMESPACE}" report={quoteattr(draft.name)} version={quoteattr(version)}'
        f" kind={quoteattr(draft.kind)} language={quoteattr(draft.language)} template={quoteattr(draft.template)}"
        f' rest="{rest}">'
    ]
    lines += [f"<source>{_text(one)}</source>" for one in draft.sources]
    for block, name in zip(draft.blocks, bookmarks, strict=True):
        facts = f" facts={quoteattr(' '.join(block.facts))}" if block.facts else ""
        lines.append(
            f'<block bookmark="{name}" kind={quoteattr(block.kind.value)} origin={quoteattr(block.origin)}'
            f' digest="{block.digest}"{facts}/>'
        )
    lines.append("</draft>")
    xml = "".join(lines).encode("utf-8")
    number = 1
    while _ITEM.format(n=number) in parts:
        number += 1
    item, props = _ITEM.format(n=number), _PROPS.format(n=number)
    identifier = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}#{hashlib.sha256(xml).hexdigest()}")).upper()
    parts[item] = xml
    parts[props] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{{{identifier}}}" xmlns:ds="{_DATASTORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    add_content_type(parts, props, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
    own = Relationships(parts, item)
    own.add(f"{RELATIONSHIP}/customXmlProps", f"itemProps{number}.xml")
    own.save()
    document = Relationships(parts, "word/document.xml")
    document.add(f"{RELATIONSHIP}/customXml", f"../{item}")
    document.save()


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_identity(parts: Parts) -> Identity | None:
    """Return what a document says of itself, or None when it carries no identity of ours."""
    for name, data in parts.items():
        if not name.startswith("customXml/item") or NAMESPACE.encode() not in data or "Props" in name:
            continue
        try:
            root = etree.fromstring(data, _parser())
        except etree.XMLSyntaxError:
            continue
        if root.tag != f"{{{NAMESPACE}}}draft":
            continue
        anchors = tuple(
            Anchor(
                one.get("bookmark", ""),
                one.get("origin", ""),
                one.get("kind", ""),
                one.get("digest", ""),
                tuple((one.get("facts") or "").split()),
            )
            for one in root.iterfind(f"{{{NAMESPACE}}}block")
        )
        sources = tuple(one.text or "" for one in root.iterfind(f"{{{NAMESPACE}}}source"))
        get = root.get
        return Identity(
            get("report", ""),
            get("version", ""),
            get("kind", ""),
            get("language", ""),
            get("template", ""),
            sources,
            get("rest", ""),
            anchors,
        )
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
