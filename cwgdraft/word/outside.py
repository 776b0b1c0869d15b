"""A document for the outside: nothing in its package says who wrote it, where, when and with what.

What Word does: it keeps company, manager and template in docProps/app.xml, sensitivity labels in docMetadata, a picture
of the first page beside them, the sittings of every run in `w:rsid…`, and numbers by which it knows a file again.
"""

from __future__ import annotations

import posixpath
import re

from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import (
    PACKAGE,
    Relationships,
    pack,
    parse,
    quoted,
    relationships_of,
    remove_content_type,
    write_xml,
)

_GONE = re.compile(
    r"docProps/(?!app\.xml$|core\.xml$).*|docMetadata/.*|customXml/.*"
    r"|word/(?:comments\w*|people|docVars|vbaData)\.xml"
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)
_NUMBERS = re.compile(rb'\s(?:w:rsid\w*|w14:paraId|w14:textId)="[^"]*"')
_AUTHOR = re.compile(rb'(\s(?:w|w15):(?:author|initials|userId)=)"[^"]*"')
_TAG = re.compile(rb"<[^<>]*(?:rsid|paraId|textId|author|initials|userId)[^<>]*>")
_SETTINGS = re.compile(
    rb"<(?P<name>w:rsids|w:docVars|w:attachedTemplate|w:mailMerge|w14:docId|w15:docId)\b(?:[^>]*/>|.*?</(?P=name)>)",
    re.DOTALL,
)
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")


def for_outside(data: bytes, author: str) -> bytes:
    """Return a document without traces of its making; tracked changes in it are those of `author`, an organization.

    Raises `WordFileError` when a part of it is damaged.
    """
    parts = dict(read_parts(data, "the document"))
    gone = {name for name in parts if _GONE.fullmatch(name)}
    for name in gone:
        parts.pop(name, None)
        parts.pop(relationships_of(name), None)
        remove_content_type(parts, name)
    _forget_links(parts)
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = _APP
    signed = rb"\1" + quoted(author).encode().replace(b"\\", rb"\\")
    for name, content in list(parts.items()):
        if name.startswith("word/") and name.endswith(".xml"):
            content = _TAG.sub(lambda tag: _AUTHOR.sub(signed, _NUMBERS.sub(b"", tag[0])), content)
            content = _SETTINGS.sub(b"", content) if name.endswith("settings.xml") else content
            parts[name] = _without_comments(content, name)
    return pack(parts)


def _forget_links(parts: Parts) -> None:
    """Take out the relationships to parts that aren't there, and to the template on somebody's disk."""
    for rels in [name for name in parts if name.endswith(".rels")]:
        folder, _, file = rels.rpartition("/")
        part = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        base = posixpath.dirname(part)
        outside = {
            one.get("Target", "")
            for one in parse(parts[rels], rels).iter(f"{{{PACKAGE}}}Relationship")
            if one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/attachedTemplate")
        }

        def is_lost(target: str, base: str = base, outside: set[str] = outside) -> bool:
            if target in outside:
                return False
            return posixpath.normpath(posixpath.join("/", base, target)).lstrip("/") not in parts

        links = Relationships(parts, "" if part == ".rels" or not file.removesuffix(".rels") else part)
        links.remove(is_lost)
        links.save()


def _without_comments(content: bytes, name: str) -> bytes:
    """Return a part without the marks of comments, whose words are gone."""
    if not any(mark.encode() in content for mark in _COMMENT_MARKS):
        return content
    root = parse(content, name)
    for mark in [
        one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in _COMMENT_MARKS
    ]:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return write_xml(root)
