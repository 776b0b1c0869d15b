"""A .docx package: its parts in order, their relationships, and bytes that are the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from cwgdraft.word.gate import Parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STAMP = (1980, 1, 1, 0, 0, 0)


def pack(parts: Parts) -> bytes:
    """Return the package as bytes that depend on nothing but the parts: fixed times, order and compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=_order):
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            member.create_system = 3
            archive.writestr(member, parts[name])
    return buffer.getvalue()


def _order(name: str) -> tuple[int, str]:
    """Return where a part stands in the package: the content types come first, as readers of streams expect."""
    first = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    return (first.index(name) if name in first else len(first), name)


def relationships_of(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


class Relationships:
    """The relationships of one part, to which more can be added."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._parts = parts
        self._name = relationships_of(part)
        self._xml = parts.get(self._name, b"").decode("utf-8")
        self._added: list[str] = []
        self._links: dict[str, str] = {}
        ids = re.findall(r'\bId="rId(\d+)"', self._xml)
        self._next = max((int(one) for one in ids), default=0) + 1

    def link(self, address: str) -> str:
        """Return the id of the relationship to an outside address, made when there is none yet."""
        found = self._links.get(address)
        if found is None:
            found = self.add(f"{RELATIONSHIP}/hyperlink", address, external=True)
            self._links[address] = found
        return found

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relationship and return its id."""
        identifier = f"rId{self._next}"
        self._next += 1
        mode = ' TargetMode="External"' if external else ""
        self._added.append(f'<Relationship Id="{identifier}" Type="{kind}" Target={quoteattr(target)}{mode}/>')
        return identifier

    def save(self) -> None:
        """Put what was added into the package."""
        if not self._added:
            return
        xml = self._xml or (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        )
        xml = re.sub(r"<Relationships([^>]*)/>", r"<Relationships\1></Relationships>", xml)
        self._parts[self._name] = xml.replace("</Relationships>", "".join(self._added) + "</Relationships>").encode()
        self._xml, self._added = self._parts[self._name].decode(), []


def add_content_type(parts: Parts, part: str, content_type: str) -> None:
    """Declare the content type of a part."""
    types = parts["[Content_Types].xml"].decode("utf-8")
    entry = f'<Override PartName="/{escape(part)}" ContentType="{content_type}"/>'
    if entry not in types:
        parts["[Content_Types].xml"] = types.replace("</Types>", entry + "</Types>").encode()
