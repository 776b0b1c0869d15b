"""A .docx package: its parts in order, their relationships, and bytes that are the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from cwgdraft.errors import WordFileError
from cwgdraft.word.gate import Parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TYPES = "[Content_Types].xml"
_P, _T = f"{{{PACKAGE}}}", "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STAMP = (1980, 1, 1, 0, 0, 0)


def pack(parts: Parts) -> bytes:
    """Return the package as bytes that depend on nothing but the parts: fixed times, order and compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name in sorted(parts, key=_order):
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            member.create_system = 3
            archive.writestr(member, parts[name])
    return buffer.getvalue()


def _order(name: str) -> tuple[int, str]:
    """Return where a part stands in the package: the content types come first, as readers of streams expect."""
    first = (TYPES, "_rels/.rels", "word/document.xml")
    return (first.index(name) if name in first else len(first), name)


def quoted(text: str) -> str:
    """Return text as the value of an attribute, in double quotes."""
    if not _SPECIAL.search(text):
        return f'"{text}"'
    text = text.replace("&", "&amp;")
    for sign, entity in _ENTITIES:
        if sign in text:
            text = text.replace(sign, entity)
    return f'"{text}"'


_END = b"</Relationships>"
_SPECIAL = re.compile('[&<>"\n\t\r]')
_ENTITIES = (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;"), ("\r", "&#13;"))


def relationships_of(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def parse(data: bytes, part: str = "a part") -> etree._Element:
    """Return the root of an XML part; entities stay closed, nothing is fetched.

    Raises `WordFileError` naming `part` when it is damaged.
    """
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordFileError(f"{part} is damaged: {error}", "save the document once more in Word") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)


def write_xml(root: etree._Element) -> bytes:
    """Return a part as bytes, in UTF-8."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class Relationships:
    """The relationships of one part, to which more can be added."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._parts = parts
        self._name = relationships_of(part)
        data = parts.get(self._name)
        self._root = parse(data, self._name) if data else etree.Element(f"{_P}Relationships", nsmap={None: PACKAGE})
        self._changed = False
        self._added: list[str] = []
        self._links: dict[str, str] = {}
        self._taken = {one.get("Id", "") for one in self._root}
        self._next = 1

    def link(self, address: str) -> str:
        """Return the id of the relationship to an outside address, made when there is none yet."""
        found = self._links.get(address)
        if found is None:
            found = self.add(f"{RELATIONSHIP}/hyperlink", address, external=True)
            self._links[address] = found
        return found

    def target(self, kind: str) -> str | None:
        """Return the target of the first relationship of a kind, None without."""
        self._take_in()
        return next((one.get("Target") for one in self._root if one.get("Type") == kind), None)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Add a relationship and return its id."""
        while (identifier := f"rId{self._next}") in self._taken:
            self._next += 1
        self._taken.add(identifier)
        mode = ' TargetMode="External"' if external else ""
        self._added.append(f'<Relationship Id="{identifier}" Type={quoted(kind)} Target={quoted(target)}{mode}/>')
        return identifier

    def _take_in(self) -> None:
        """Bring what was added into the tree: thousands of links are parsed at once, not made one by one."""
        if self._added:
            added = f'<Relationships xmlns="{PACKAGE}">{"".join(self._added)}</Relationships>'
            self._root.extend(list(parse(added.encode(), self._name)))
            self._added, self._changed = [], True

    def remove(self, wanted: Callable[[str], bool]) -> None:
        """Take out the relationships whose target is `wanted`."""
        self._take_in()
        for one in list(self._root):
            if wanted(one.get("Target", "")):
                self._root.remove(one)
                self._changed = True

    def save(self) -> None:
        """Put what was changed into the package, for good: nothing can be added afterwards.

        A part without relationships needs none.
        """
        if not (self._changed or self._added):
            return
        if len(self._root) or self._added:
            xml = write_xml(self._root)
            if self._added and not xml.endswith(_END):
                self._take_in()
                xml = write_xml(self._root)
            added = "".join(self._added).encode()
            self._parts[self._name] = xml[: -len(_END)] + added + _END if added else xml
        else:
            self._parts.pop(self._name, None)
        self._changed, self._added = False, []


def add_content_type(parts: Parts, part: str, content_type: str) -> None:
    """Declare the content type of a part."""
    types = parse(parts[TYPES], TYPES)
    name = f"/{part}"
    found = next((one for one in types if (one.get("PartName") or "").lower() == name.lower()), None)
    if found is None:
        found = etree.SubElement(types, f"{_T}Override", PartName=name)
    elif found.get("ContentType") == content_type:
        return
    found.set("ContentType", content_type)
    parts[TYPES] = write_xml(types)


def remove_content_type(parts: Parts, part: str) -> None:
    """Forget the content type of a part that was taken out."""
    types = parse(parts[TYPES], TYPES)
    found = [one for one in types if (one.get("PartName") or "").lower() == f"/{part}".lower()]
    if found:
        for one in found:
            types.remove(one)
        parts[TYPES] = write_xml(types)
