"""The gate: a .docx is looked at before anything in it is parsed.

The limits are those of docs/architecture.md; of some 3,900 real files all but two pass them.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from cwgdraft.errors import WordFileError
from cwgdraft.word.spelling import usual

MAX_MEMBERS = 2_000
MAX_TOTAL = 200_000_000
MAX_MEMBER = 100_000_000
MAX_RATIO = 300
RATIO_FROM = 10_000_000
MAX_TAGS = 5_000_000
"""How many tags a part may have; a real one of 100 MB has some 3.5 million, and each takes memory when it is parsed."""
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old .doc, or a document with a password", "open it in Word and save it as .docx without"),
    (b"{\\rtf", "an RTF file", "open it in Word and save it as .docx"),
    (b"%PDF", "a PDF", "use the Word file that it was made from"),
    (b"<!DOCTYPE", "an HTML page", "open it in Word and save it as .docx"),
    (b"<html", "an HTML page", "open it in Word and save it as .docx"),
    (b"<?xml", "an XML file", "open it in Word and save it as .docx"),
)
_XML = (".xml", ".rels", ".vml", ".psmdcp")
_DOCTYPE = b"<!DOCTYPE"
_WIDE_DOCTYPE = _DOCTYPE.decode().encode("utf-16-le")[:-1]
_WIDER = (b"\0\0\xfe\xff", b"\xff\xfe\0\0", b"\0\0\0<", b"<\0\0\0")
"""How a text in UTF-32 begins: OPC allows UTF-8 and UTF-16, and only in these a DOCTYPE is looked for."""
_ENCODED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{,200}?encoding\s*=\s*[\"'](?!utf-?8|utf-?16|us-ascii)", re.IGNORECASE
)
_SUSPICIOUS = "don't open it; ask who sent it for a copy that was saved in Word"
"""What to do with a package that no word processor writes."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MAIN = "word/document.xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHERS = (
    (b"document.macroEnabled.main", "a document with macros (.docm)"),
    (b"template.main+xml", "a Word template (.dotx)"),
    (b"template.macroEnabled", "a Word template with macros (.dotm)"),
    (b"spreadsheetml", "an Excel workbook"),
    (b"presentationml", "a PowerPoint presentation"),
)

Parts = dict[str, bytes]


def read_parts(data: bytes, name: str) -> Parts:
    """Return the members of a .docx by name, in their order.

    Raises `WordFileError`, which says what the file looks like and what to do, when it is no Word document or is
    not safe to parse.
    """
    if not data:
        raise WordFileError(f"{name} is empty", "get the file once more")
    if known := known_kind(data):
        raise WordFileError(f"{name} is no Word document: it looks like {known[0]}", known[1])
    if not data.startswith(b"PK"):
        raise WordFileError(f"{name} is no Word document", "give the .docx as Word saved it")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _members(archive, name)
    except WordFileError:
        raise
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, KeyError):
        remedy = "get the file once more; it may be cut off"
        raise WordFileError(f"{name} can't be opened: its package is damaged", remedy) from None
    except Exception as error:
        raise WordFileError(f"{name} can't be opened: {error}", "get the file once more; it may be cut off") from None
    _check_kind(parts, name)
    text = {
        path: usual(content) for path, content in parts.items() if path.startswith("word/") and path.endswith(".xml")
    }
    return _with_main_part({**parts, **text}, name)


def known_kind(data: bytes) -> tuple[str, str] | None:
    """Return what a file of another kind looks like, and what to do with it; None for a package or a plain text."""
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((found[1:] for found in _SIGNATURES if start.startswith(found[0].lower())), None)


def read_file(path: Path) -> Parts:
    """Return the members of the .docx at `path`; raises `WordFileError` as `read_parts` does."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise WordFileError(f"{path.name} can't be read: {reason}", "check its name and rights") from None
    return read_parts(data, path.name)


def _members(archive: zipfile.ZipFile, name: str) -> Parts:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        message = f"{name} has {len(members):,} parts; a document has at most {MAX_MEMBERS:,}"
        raise WordFileError(message, "take pictures out, or divide it in Word")
    if sum(one.file_size for one in members) > MAX_TOTAL:
        raise WordFileError(f"{name} would unpack to more than {MAX_TOTAL // 1_000_000} MB", "take its pictures out")
    parts: Parts = {}
    seen: set[str] = set()
    for one in members:
        if one.is_dir():
            continue
        if one.flag_bits & 1:
            raise WordFileError(f"{name} is encrypted", "save it in Word without a password")
        path = one.filename
        if path.startswith(("/", "\\")) or "\\" in path or ".." in path.split("/") or re.match(r"[A-Za-z]:", path):
            raise WordFileError(f"{name} has a part outside its package: '{path[:60]}'", _SUSPICIOUS)
        if path.lower() in seen:
            raise WordFileError(f"{name} has the part '{path[:60]}' twice", _SUSPICIOUS)
        seen.add(path.lower())
        packed = max(one.compress_size, 1)
        if one.file_size > MAX_MEMBER or (one.file_size > RATIO_FROM and one.file_size / packed > MAX_RATIO):
            message = f"{name} has a part that is too large to be opened safely: '{path[:60]}'"
            raise WordFileError(message, _SUSPICIOUS)
        with archive.open(one) as stream:
            content = stream.read(one.file_size + 1)  # without a number it unpacks more than the directory says
        if path.lower().endswith(_XML) and (content.startswith(_WIDER) or _ENCODED.match(content)):
            message = f"{name} is written in signs that no Word file has (neither UTF-8 nor UTF-16): '{path[:60]}'"
            raise WordFileError(message, "save it once more in Word")
        if path.lower().endswith(_XML) and content.count(b"<") > MAX_TAGS:
            message = f"{name} has a part of more than {MAX_TAGS // 1_000_000} million tags: '{path[:60]}'"
            raise WordFileError(message, _SUSPICIOUS)
        if path.lower().endswith(_XML) and (_DOCTYPE in content or _WIDE_DOCTYPE in content):
            raise WordFileError(f"{name} declares entities of its own in '{path[:60]}'", _SUSPICIOUS)
        parts[path] = content
    return parts


def _check_kind(parts: Parts, name: str) -> None:
    types = parts.get("[Content_Types].xml")
    if types is None:
        looks = "an OpenDocument text" if "mimetype" in parts else "an archive of some other kind"
        raise WordFileError(
            f"{name} is no Word document: it looks like {looks}", "open it in Word and save it as .docx"
        )
    if _MAIN in types:
        return
    for sign, looks in _OTHERS:
        if sign in types:
            raise WordFileError(f"{name} is no Word document: it looks like {looks}", "save it in Word as .docx")
    raise WordFileError(f"{name} is no Word document: it has no main part", "save it in Word as .docx")


def _with_main_part(parts: Parts, name: str) -> Parts:
    """Return the parts with the main one at its usual name; some servers call it word/document2.xml."""
    if MAIN not in parts:
        found = re.search(
            rb'PartName="/(word/\w+\.xml)"\s+ContentType="' + re.escape(_MAIN), parts["[Content_Types].xml"]
        )
        own = found[1].decode() if found else ""
        if own not in parts:
            raise WordFileError(f"{name} is no Word document: it has no main part", "save it in Word as .docx")
        parts = _renamed(parts, own)
    if _STRICT in parts[MAIN][:4_000]:
        raise WordFileError(f"{name} is saved as 'Strict Open XML'", "save it in Word as 'Word Document (*.docx)'")
    return parts


def _renamed(parts: Parts, own: str) -> Parts:
    """Return the parts with `own` as word/document.xml, its relationships and what points to it changed with it."""
    file = own.removeprefix("word/")
    names = {own: MAIN, f"word/_rels/{file}.rels": "word/_rels/document.xml.rels"}
    found = {names.get(path, path): content for path, content in parts.items()}
    for path in ("[Content_Types].xml", "_rels/.rels"):
        found[path] = found.get(path, b"").replace(own.encode(), MAIN.encode())
    return found
