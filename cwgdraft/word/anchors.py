"""Identity in Word: a hidden bookmark around each block, and one custom XML part that says what each was made from.

Both survive a save by Word and by LibreOffice; paragraph ids and content controls don't. A bookmark whose
name begins with an underscore is hidden in Word's lists (ECMA-376 part 1, 17.13.6.2; names have 40 signs at most).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from lxml import etree

from cwgdraft.draft import Block, Draft, Kind, Made, Marked
from cwgdraft.errors import WordFileError
from cwgdraft.word.gate import Parts
from cwgdraft.word.package import (
    RELATIONSHIP,
    Relationships,
    W,
    add_content_type,
    parse,
    quoted,
    remove_content_type,
    write_xml,
)

NAMESPACE = "urn:cwgdraft:draft:1"
PREFIX = "_cwg"
INITIALS = "cwg"
"""What the comments of a redline that name causes have in the place of somebody's initials; Word and LibreOffice keep
them."""
_Q = f"{{{W}}}"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PLAIN = "!#$&'()*+,/:;=?@[]"
_ITEM, _PROPS = "customXml/item{n}.xml", "customXml/itemProps{n}.xml"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a bookmark stands for: the block's origin, the digest of its text, the facts it used.

    `look` has a `b` or an `i` where bold or italic is how all blocks of the kind look, and says nothing of the words.
    """

    bookmark: str
    origin: str
    kind: str
    digest: str
    facts: tuple[str, ...] = ()
    look: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a draft in Word says of itself: its report, the version that wrote it, its sources and anchors.

    `digests` has those of the sources by name; files that were written before digests were kept have none.
    """

    report: str
    version: str
    kind: str
    language: str
    template: str
    sources: tuple[str, ...]
    rest: str
    anchors: tuple[Anchor, ...]
    digests: Mapping[str, str] = field(default_factory=dict)
    marked: Marked | None = None

    @property
    def made(self) -> Made:
        """Return how the draft was made, every source by its path below the workspace."""
        blocks = {anchor.origin: anchor.digest for anchor in self.anchors}
        sources = {_below_root(name): self.digests.get(name, "") for name in self.sources}
        return Made(self.version, sources, blocks, self.rest, self.report, self.marked)

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


def add_identity(
    parts: Parts,
    document: Relationships,
    draft: Draft,
    bookmarks: Sequence[str],
    version: str,
    rest: str,
    looks: Sequence[str] = (),
) -> None:
    """Put the custom XML part into a package.

    `document` are the relationships of the main part, saved by the caller; `bookmarks` and `looks` belong to the
    draft's blocks, in their order; `rest` is a digest of the text that stands outside them.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<draft xmlns="{NAMESPACE}" report={quoted(draft.name)} version={quoted(version)}'
        f" kind={quoted(draft.kind)} language={quoted(draft.language)} template={quoted(draft.template)}"
        f' rest="{rest}">'
    ]
    if draft.made is not None and draft.made.sources:
        digests = draft.made.sources.items()
        lines += [f"<source digest={quoted(digest)}>{_text(name)}</source>" for name, digest in digests]
    else:
        lines += [f"<source>{_text(one)}</source>" for one in draft.sources]
    kinds = {kind: quoted(kind.value) for kind in Kind}
    for block, name, look in zip(draft.blocks, bookmarks, looks or [""] * len(draft.blocks), strict=True):
        facts = f" facts={quoted(' '.join(quote(one, safe=_PLAIN) for one in block.facts))}" if block.facts else ""
        shown = f' look="{look}"' if look else ""
        lines.append(
            f'<block bookmark="{name}" kind={kinds[block.kind]} origin={quoted(block.origin)}'
            f' digest="{block.digest}"{facts}{shown}/>'
        )
    lines.append("</draft>")
    xml = "".join(lines).encode("utf-8")
    number = 1
    while any(one.format(n=number) in parts for one in (_ITEM, _PROPS)):
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
    document.add(f"{RELATIONSHIP}/customXml", f"../{item}")


def _below_root(name: str) -> str:
    """Return a source's path below the workspace; before digests were kept it was written below records/."""
    return name if name.startswith(("records/", "templates/")) else f"records/{name}"


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_identity(parts: Parts) -> Identity | None:
    """Return what a document says of itself, or None when it carries no identity of ours."""
    for name, data in parts.items():
        if not name.startswith("customXml/item") or NAMESPACE.encode() not in data or "Props" in name:
            continue
        try:
            root = parse(data, name)
        except WordFileError:
            continue
        if root.tag != f"{{{NAMESPACE}}}draft":
            continue
        anchors = tuple(
            Anchor(
                one.get("bookmark", ""),
                one.get("origin", ""),
                one.get("kind", ""),
                one.get("digest", ""),
                tuple(unquote(fact) for fact in (one.get("facts") or "").split()),
                one.get("look", ""),
            )
            for one in root.iterfind(f"{{{NAMESPACE}}}block")
        )
        sources = {one.text or "": one.get("digest", "") for one in root.iterfind(f"{{{NAMESPACE}}}source")}
        get = root.get
        return Identity(
            get("report", ""),
            get("version", ""),
            get("kind", ""),
            get("language", ""),
            get("template", ""),
            tuple(sources),
            get("rest", ""),
            anchors,
            {name: digest for name, digest in sources.items() if digest},
            Marked(get("redline-of", ""), get("redline-by", ""), get("redline-at", "")) if get("redline-of") else None,
        )
    return None


def mark_redline(parts: Parts, marked: Marked) -> None:
    """Say in the custom XML part that the document is written with tracked changes; one without identity stays."""
    for name, data in parts.items():
        if name.startswith("customXml/item") and NAMESPACE.encode() in data and "Props" not in name:
            root = parse(data, name)
            if root.tag == f"{{{NAMESPACE}}}draft":
                values = {"redline-of": marked.old, "redline-by": marked.author, "redline-at": marked.date}
                for key, value in values.items():
                    root.set(key, value)
                parts[name] = write_xml(root)
                return


def remove_identity(parts: Parts) -> None:
    """Take out the custom XML parts that say what a draft was made from, and what points to them."""
    ours = [n for n, data in parts.items() if n.startswith("customXml/item") and NAMESPACE.encode() in data]
    for name in ours:
        file = name.rpartition("/")[2]
        del parts[name]
        parts.pop(f"customXml/_rels/{file}.rels", None)
        remove_content_type(parts, name)
    files = {name.rpartition("/")[2] for name in ours}
    if files:
        document = Relationships(parts, "word/document.xml")
        document.remove(lambda target: target.rpartition("/")[2] in files)
        document.save()


def remove_bookmarks(parts: Parts) -> None:
    """Take out the bookmarks around blocks; those that cross-references lead to get names as Word gives them."""
    named: dict[str, str] = {}
    for part, data in list(parts.items()):
        if part.startswith("word/") and part.endswith(".xml") and PREFIX.encode() in data:
            root = parse(data, part)
            _rename_bookmarks(root, named)
            parts[part] = write_xml(root)


def _rename_bookmarks(root: etree._Element, named: dict[str, str]) -> None:
    fields = [one for one in root.iter(f"{_Q}instrText", f"{_Q}delInstrText") if PREFIX in (one.text or "")]
    for one in fields:
        words = [word for word in (one.text or "").split() if word.startswith(PREFIX)]
        for word in words:
            named.setdefault(word, f"_Ref{len(named) + 1:09}")
            one.text = (one.text or "").replace(word, named[word])
    for link in root.iter(f"{_Q}hyperlink"):
        if (word := link.get(f"{_Q}anchor", "")).startswith(PREFIX):
            link.set(f"{_Q}anchor", named.setdefault(word, f"_Ref{len(named) + 1:09}"))
    gone = set()
    for start in list(root.iter(f"{_Q}bookmarkStart")):
        name = start.get(f"{_Q}name", "")
        if name in named:
            start.set(f"{_Q}name", named[name])
        elif name.startswith(PREFIX):
            gone.add(start.get(f"{_Q}id"))
            start.getparent().remove(start)
    for end in list(root.iter(f"{_Q}bookmarkEnd")):
        if end.get(f"{_Q}id") in gone:
            end.getparent().remove(end)
