"""Mending tags that aren't whole, so that what is said about the rest of a template isn't an echo of them.

Each mend is a finding. What stands between `{{` and `}}`, or between `{%` and `%}`, is scanned as docxtpl sees it:
across runs, within one paragraph. Nothing is mended in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cwgdraft.contract import PLACES, field_at, template_paths
from cwgdraft.language.near import near_miss
from cwgdraft.language.typed_signs import DASHES, QUOTES, SPACES, UNSEEN
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.paragraphs import Paragraph

_OPENER = re.compile(r"\{[{%#]")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPEN = {close: opener for opener, close in _CLOSE.items()}
_WRONG = {"{{": "%}", "{%": "}}"}
_HALF = re.compile(r"\}\}|%\}|#\}")
_QUOTES = {"'": "'", '"': '"', "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}
"""The quotation marks that Jinja knows, and those of Word that docxtpl turns into them."""
_TYPED_QUOTES = {**QUOTES, **DASHES}
_NAMES = {"\u00a0": "a non-breaking space", "\u202f": "a narrow non-breaking space", "\u00ad": "a soft hyphen"}
_BEGINNING = re.compile(
    r"\{\{(?:p|r|tr|tc)?\s*[\w.]+|\{%-?(?:p|r|tr|tc)?\s*\w+(?:\s+[\w.]+(?:,\s*\w+)?(?:\s+in\s+[\w.]+)?)?|\{#[^{}]*"
)
_APART = re.compile(r"\{\s+[{%][^{}]*[}%]\s*\}|\{\s*[{%][^{}]*[}%]\s+\}")
_APART_BLANK = re.compile(r"(?<=[{}%])\s+(?=[{}%])")
_PRINTED = re.compile(r"\{\{((?:p|tr|tc|r)(?=\s))?\s*([A-Za-z_][\w.]*)")
_NOTHING = re.compile(r"\{[{%#](?:p|r|tr|tc)?\s*")
"""A tag that begins and has no words."""
_SHOWN = 40
_SINGLE = re.compile(r"(?<![{])\{\s*([A-Za-z_][\w.]*)\s*\}(?!\})")


def mended_texts(found: Found, paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the texts of a part's paragraphs with whole tags; what was mended is among the findings."""
    texts = [one.text for one in paragraphs]
    for i, paragraph in enumerate(paragraphs):
        if "{" in texts[i] or "}" in texts[i]:
            texts[i] = _Mender(found, paragraphs, texts, i).mended()
            _note_lookalikes(found, paragraph, texts[i])
    return texts


def _note_lookalikes(found: Found, paragraph: Paragraph, text: str) -> None:
    """Note what looks like a tag and would be printed as it stands."""
    for one in _APART.finditer(text):
        found.add(
            "not-a-tag",
            paragraph,
            f"'{one[0]}' isn't read as a tag: there is a space between its brackets",
            f"write it without: {_APART_BLANK.sub('', one[0])}",
            column=one.start() + 1,
            excerpt=one[0],
        )
    for one in _SINGLE.finditer(_APART.sub(lambda found: " " * len(found[0]), text)):
        name = one[1]
        if field_at(name) is not None or name in PLACES:
            wanted = f"{{{{p {name} }}}}" if name in PLACES else f"{{{{ {name} }}}}"
            found.add(
                "not-a-tag",
                paragraph,
                f"'{one[0]}' isn't read as a tag: it has one bracket on each side",
                f"write two: {wanted}",
                column=one.start() + 1,
                excerpt=one[0],
            )


class _Mender:
    """Mends one paragraph; may take words out of later ones, in which a tag of this one ends."""

    def __init__(self, found: Found, paragraphs: Sequence[Paragraph], texts: list[str], place: int) -> None:
        self.found = found
        self.paragraphs = paragraphs
        self.texts = texts
        self.place = place
        self.paragraph = paragraphs[place]
        self.text = texts[place]
        self.out: list[str] = []
        self.last_comment_end = self.text.rfind("#}")
        self.comments_end_nowhere = False

    def mended(self) -> str:
        position = 0
        while opener := _OPENER.search(self.text, position):
            self._outside(position, opener.start())
            position = self._tag(opener.start(), opener[0])
        self._outside(position, len(self.text))
        return "".join(self.out)

    def _outside(self, start: int, end: int) -> None:
        behind = start  # the last half
        for half in _HALF.finditer(self.text, start, end):
            brace = self.text.rfind("{", behind, half.start())
            shown = self.text[brace if brace >= 0 else max(start, half.start() - _SHOWN) : half.end()]
            behind = half.end()
            self.found.add(
                "half-tag",
                self.paragraph,
                f"'{half[0]}' ends a tag that doesn't begin: '{shown.strip()}'",
                f"write '{_OPEN[half[0]]}' where the tag begins",
                column=half.start() + 1,
                excerpt=shown,
            )
        self.out.append(self.text[start:end])

    def _tag(self, start: int, opener: str) -> int:
        """Take in the tag that begins at `start`, mended; return where the text goes on behind it."""
        close = _CLOSE[opener]
        if opener == "{#" and self.last_comment_end < start + 2:
            return self._open_comment(start)
        end, following = _end(self.text, start, opener)
        if end >= 0 and self.text.startswith(close, end):
            return self._whole(start, end + 2, opener)
        if end >= 0:
            tag = self.text[start : end + 2]
            self._note_open(start, tag, f"the tag '{tag}' begins with '{opener}' and ends with '{tag[-2:]}'")
            self._put(tag[:-2], close)
            return end + 2
        stop = following if following >= 0 else len(self.text)
        segment = self.text[start:stop]
        if (brace := segment.find("}")) >= 0:
            tag = segment[: brace + 1]
            self._note_open(start, tag, f"the tag '{tag}' is never closed with '{close}'")
            self._put(tag.rstrip("}").rstrip("%"), close)
            return start + brace + 1
        if following < 0 and self._ends_later(start, opener):
            return len(self.text)
        return self._unended(start, segment, close)

    def _open_comment(self, start: int) -> int:
        if not self.comments_end_nowhere and self._ends_later(start, "{#"):
            return len(self.text)
        self.comments_end_nowhere = True
        following = _OPENER.search(self.text, start + 2)
        stop = following.start() if following else len(self.text)
        return self._unended(start, self.text[start:stop], "#}")

    def _unended(self, start: int, segment: str, close: str) -> int:
        shown = segment[:60].strip()
        self._note_open(start, shown, f"the tag '{shown}' is never closed with '{close}'")
        found = None if _NOTHING.fullmatch(segment) else _BEGINNING.match(segment)
        tag = found[0] if found else segment[:2]
        self._put(f"{tag} ", close)
        return start + len(tag)

    def _put(self, begun: str, close: str) -> None:
        """Put out a tag with its end, nothing for one without words: that it is empty would be an echo."""
        if not _NOTHING.fullmatch(begun):
            self.out.append(begun + close)

    def _note_open(self, start: int, excerpt: str, message: str) -> None:
        close = _CLOSE[excerpt[:2]]
        help_ = f"write '{_printing(excerpt)}' to print a fact" if close == "}}" else f"end it with '{close}'"
        self.found.add("open-tag", self.paragraph, message, help_, column=start + 1, excerpt=excerpt)

    def _ends_later(self, start: int, opener: str) -> bool:
        """Mend a tag that ends in a later paragraph of the part, as docxtpl joins them; false where it never ends."""
        close = _CLOSE[opener]
        for i in range(self.place + 1, len(self.texts)):
            later = self.texts[i]
            end, following = later.find(close), _OPENER.search(later)
            if end < 0 and following is None:
                continue
            if end < 0 or (following and following.start() < end):
                return False
            tag = self.text[start:]
            self.found.add(
                "tag-over-paragraphs",
                self.paragraph,
                f"the tag '{tag.strip()[:60]}' begins in this paragraph and ends in another",
                "write it in one paragraph",
                column=start + 1,
                excerpt=tag,
            )
            inside = [self.texts[j] for j in range(self.place + 1, i)]
            self.out.append(" ".join([tag, *inside, later[: end + 2]]))
            for j in range(self.place + 1, i):
                self.texts[j] = ""
            self.texts[i] = later[end + 2 :]
            return True
        return False

    # --- what Word types by itself

    def _whole(self, start: int, end: int, opener: str) -> int:
        tag = self.text[start:end]
        if opener == "{#" or tag.isascii():
            self.out.append(tag)
            return end
        inside = _outside_quotes(tag)
        quotes = [tag[i] for i in inside if tag[i] in _TYPED_QUOTES]
        spaces = [tag[i] for i in inside if tag[i] in SPACES or tag[i] in UNSEEN]
        if quotes:
            signs = " and ".join(f"'{sign}'" for sign in dict.fromkeys(quotes))
            wanted = "' or \"" if any(_TYPED_QUOTES[sign] != "-" for sign in quotes) else "a plain hyphen"
            self.found.add(
                "typed-quote",
                self.paragraph,
                f"{signs} in the tag '{tag}' can't be read",
                f"type {wanted} there; where Word changes it as you type, press Ctrl+Z at once",
                column=start + 1,
                excerpt=tag,
            )
        elif spaces:
            kind = (
                "the sign U+{:04X}, which isn't seen," if spaces[0] in UNSEEN else "a space of another kind (U+{:04X})"
            )
            what = _NAMES.get(spaces[0], kind.format(ord(spaces[0])))
            self.found.add(
                "typed-space",
                self.paragraph,
                f"{what} stands in the tag '{tag}'",
                "delete the tag and type it anew" if spaces[0] in UNSEEN else "delete it and type a plain space",
                column=start + 1,
                excerpt=tag,
            )
        mends = {**_TYPED_QUOTES, **SPACES, **UNSEEN}
        self.out.append("".join(mends.get(sign, sign) if i in inside else sign for i, sign in enumerate(tag)))
        return end


def _printing(begun: str) -> str:
    """Return the tag that one which isn't closed was meant to be, as far as the field in it can be told."""
    named = _PRINTED.match(begun)
    name = named[2].rstrip(".") if named else ""
    known = (*template_paths(), *PLACES)
    meant = name if name in PLACES or field_at(name) is not None else near_miss(name, known)
    prefix = "p" if meant in PLACES else (named[1] or "") if named else ""
    return f"{{{{{prefix} {meant or 'name'} }}}}"


def _end(text: str, start: int, opener: str) -> tuple[int, int]:
    """Return where a tag ends (its own sign of closing, or that of the other kind), and the next tag begins before it.

    Each is -1 where there is none. Signs within quotation marks don't count, as long as the marks are balanced.
    """
    close, wrong = _CLOSE[opener], _WRONG.get(opener)
    if opener == "{#":
        return text.find(close, start + 2), -1
    quote = ""
    i = start + 2
    while i < len(text):
        sign = text[i]
        if quote:
            quote = "" if _QUOTES.get(sign) == quote else quote
        elif sign in _QUOTES:
            quote = _QUOTES[sign]
        elif text.startswith(close, i) or (wrong and text.startswith(wrong, i)):
            return i, -1
        elif _OPENER.match(text, i):
            return -1, i
        i += 1
    if not quote:
        return -1, -1
    end, following = text.find(close, start + 2), _OPENER.search(text, start + 2)
    if following and (end < 0 or following.start() < end):
        return -1, following.start()
    return end, -1


def _outside_quotes(tag: str) -> set[int]:
    """Return the places of the signs of a tag that stand in no balanced quotation marks."""
    found: set[int] = set(range(len(tag)))
    quote, begin = "", 0
    for i, sign in enumerate(tag):
        if quote and _QUOTES.get(sign) == quote:
            found -= set(range(begin, i + 1))
            quote = ""
        elif not quote and sign in _QUOTES:
            quote, begin = _QUOTES[sign], i
    return found
