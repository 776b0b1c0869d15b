"""Parts spelt as Word spells them: in UTF-8, its main namespace under the prefix `w`.

XML says the same in other encodings and with other prefixes, and some programs write so. What is looked for in the
bytes of a part, because that is quick, would not be found there.
"""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = W.encode()
_USUAL = b'xmlns:w="' + _SPACE + b'"'
_HEAD = 16_000
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def usual(data: bytes) -> bytes:
    """Return a part as Word would spell it: the same bytes where it is spelt so, is none of Word's, or is damaged."""
    wide = data.startswith(_WIDE) or (b"encoding=" in data[:100] and b"utf-8" not in data[:100].lower())
    if not wide and (_USUAL in data[:_HEAD] or _SPACE not in data):
        return data
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    spaces = {prefix: space for prefix, space in root.nsmap.items() if space != W and prefix != "w"}
    if W in root.nsmap.values() and root.nsmap.get("w") != W:
        again = etree.Element(root.tag, attrib=dict(root.attrib), nsmap={**spaces, "w": W})
        again.text = root.text
        again.extend(list(root))
        root = again
    elif not wide:
        return data
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
