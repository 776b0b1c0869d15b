"""Word to PDF in process, and the proof that nothing was lost on the way.

dxpdf lays the document out in a third of a second. It needs a font: on Linux those of the system are joined by
Cwg Sans, which has Calibri's measures and comes with cwgdraft (SIL Open Font License).
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cwgdraft.draft import Block, Draft
from cwgdraft.errors import OutputError

FONTS = Path(__file__).parent.parent / "fonts"
_FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir>~/.fonts</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <test name="family"><string>Calibri</string></test>
    <edit name="family" mode="append" binding="same"><string>Cwg Sans</string></edit>
  </match>
  <match target="pattern">
    <test name="family"><string>Carlito</string></test>
    <edit name="family" mode="prepend" binding="same"><string>Cwg Sans</string></edit>
  </match>
  <match target="pattern"><edit name="family" mode="append_last"><string>Cwg Sans</string></edit></match>
  <match target="pattern"><edit name="family" mode="append_last"><string>sans-serif</string></edit></match>
</fontconfig>
"""
_SAME = {ord(sign): "-" for sign in "\u2010\u2011\u00ad\ufffe\u2212"}
_DROPPED = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)


def to_pdf(document: bytes) -> bytes:
    """Return a .docx as PDF; raises `OutputError` when it can't be laid out."""
    import dxpdf

    _offer_fonts()
    try:
        with _quiet():
            return bytes(dxpdf.convert(document))
    except Exception as error:
        raise OutputError(f"the PDF can't be made: {error}", "open the Word file and save it as PDF there") from None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep fontconfig's remarks on the system's own configuration off the standard error of a command."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@functools.cache
def _offer_fonts() -> None:
    """Let fontconfig find the fonts that come with cwgdraft; other systems have their own ways and Calibri."""
    if not sys.platform.startswith("linux") or "FONTCONFIG_FILE" in os.environ:
        return
    owner = f"{os.getuid()}-{hashlib.sha256(bytes(FONTS)).hexdigest()[:8]}"
    folder = Path(tempfile.gettempdir()) / f"cwgdraft-fonts-{owner}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid != os.getuid():
            return
        text = _FONT_CONFIGURATION.format(fonts=_xml(FONTS), cache=_xml(folder / "cache"))
        file = folder / "fonts.conf"
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            from cwgdraft.files import write_whole

            write_whole(file, text.encode())
    except OSError:
        return
    os.environ["FONTCONFIG_FILE"] = str(file)


def _xml(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;")


def check_pdf(pdf: bytes, draft: Draft) -> None:
    """Raise `OutputError` naming the blocks whose text (or number) the PDF doesn't show, in the draft's order."""
    lost = lost_blocks(pdf_pages(pdf), draft.blocks)
    if lost:
        first = lost[0]
        shown = " ".join(part for part in (first.label, first.text[:60]) if part)
        count = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        raise OutputError(
            f"the PDF would lose text of the draft: '{shown}'{count}",
            "install a font that has these signs (Debian: fonts-noto-cjk, fonts-noto-core), "
            "or save the Word file as PDF in Word",
        )


def pdf_pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def lost_blocks(pages: Sequence[str], blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks that aren't found on the pages, each behind the one before it.

    White space, line ends and the kinds of hyphen don't count; a block may go on over pages, with header and footer
    between. Of text that runs from right to left every sign must be there, and each is used up by one block: a PDF
    stores such text in the order of the eye.
    """
    texts = [_squeezed(page) for page in pages]
    signs = Counter(sign for text in texts for sign in text if _is_right_to_left(sign))
    lost = []
    page, position = 0, 0
    for block in blocks:
        for wanted in _wanted(block):
            if _is_right_to_left(wanted):
                needed = Counter(sign for sign in wanted if _is_right_to_left(sign))
                if needed - signs:
                    lost.append(block)
                    break
                signs -= needed
                continue
            found = _find(texts, page, position, wanted)
            if found is None:
                lost.append(block)
                break
            page, position = found
    return lost


def _wanted(block: Block) -> list[str]:
    if block.rows:
        return [_squeezed(one.text) for row in block.rows for cell in row.cells for one in cell.blocks]
    return [_squeezed(block.label + block.text)]


def _squeezed(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).translate(_DROPPED)
    return "".join(text.split())


def _find(pages: Sequence[str], page: int, position: int, wanted: str) -> tuple[int, int] | None:
    """Return where a text ends that begins at or behind a position, over as many pages as it takes."""
    while page < len(pages):
        at = pages[page].find(wanted, position)
        if at >= 0:
            return page, at + len(wanted)
        length = _longest(pages[page], position, wanted)
        if length:
            rest = _find(pages, page + 1, 0, wanted[length:])
            if rest is not None and rest[0] <= page + 1 + len(wanted) // 500:
                return rest
        page, position = page + 1, 0
    return None


def _longest(page: str, position: int, wanted: str) -> int:
    """Return the length of the longest beginning of a text that stands on a page behind a position."""
    low, high = 0, len(wanted) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if page.find(wanted[:middle], position) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
