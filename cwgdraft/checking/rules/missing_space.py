"""A space is missing: between words, behind punctuation, or beside a bracket.

"Doc.5", "2024(", ")and", "word.Next": two things stand together that are two words. Symbols of documents, addresses
and plural marks such as "link(s)" have no space and need none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from cwgdraft.checking.prose import Found, Prose, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions.dates import MONTHS

SEVERITY = Severity.WARNING
_BEHIND_SIGN = re.compile(r"[,;:](?=[^\W\d_]{2})|[.!?](?=[A-ZÀ-Þ][a-zà-ÿ]|[A-Z] |[A-Z]{3}|\d)|,(?=\d{1,2}[ -][A-Z])")
_BEFORE_SIGN = re.compile(r"(?:[^\W\d_]{2}|[^\W_]\)|\d[,)])$")
_BEFORE_STOP = re.compile(r"(?:(?<![\w.])[^\W_]{0,20}[a-zà-ÿ]{3}|[^\W_]\)|[a-z]{2}[”\"])$")
_SHORTENED = re.compile(
    r"\b(?:[Dd]ocs?|[Rr]es|[Nn]os?|[Pp]aras?|[Aa]rt|[Ss]ec|[Mm]od|Mr|Ms|Mrs|Dr|Prof|[Rr]ev|approx|vol)$"
)
"""Words that are cut short, whose full stop has a space behind it."""
_DOCUMENT = re.compile(r"(?<![\w./-])[Dd]ocs?$")
_BRACKET_OPENS = re.compile(
    r"\((?<=[^\W_]{3}\()(?!s\)|es\)|[a-z]{1,3}\)|[a-z]\b|\d{1,2}\)|(?:Rev|Add|Corr|Cor)\b)(?=[^()\s]{2})"
)
_BRACKET_CLOSES = re.compile(r"\)(?=[^\W\d_]{2})|\)(?=\()(?!\((?:Rev|Add|Corr|Cor))|\)(?=\d{2,})")
_BEHIND_FIGURE = re.compile(
    rf"\d(?=(?:{'|'.join(MONTHS)})\b)|\d(?<=\b(?:19|20)\d\d)(?=[a-z]{{3,}})|\d(?:st|nd|rd|th)(?=[A-Za-z]{{3,}})"
)
_BEFORE_FIGURE = re.compile(r"\d(?<=[a-z]\d)")
_WORDS_BEFORE_FIGURE = re.compile(rf"\b(?:Resolutions?|Documents?|Decision|Council|Article|{'|'.join(MONTHS)})$")
_QUOTATION = re.compile(r"”(?=[^\W_]{2})|“(?<=[\w,;]“)")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_LONGEST = 400
_PREFIX = re.compile(r"(?:non|pre|sub|dis|inter|multi)-?", re.I)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield places where two words or signs stand together without a space."""
    prose = prose_of(subject)
    gaps: dict[tuple[int, int], tuple[Found, list[int]]] = {}
    for pattern in (_BEHIND_SIGN, _BRACKET_OPENS, _BRACKET_CLOSES, _BEHIND_FIGURE, _BEFORE_FIGURE, _QUOTATION):
        for one in prose.find(pattern, verbatim=True):
            gap = one.at + (0 if one.words in ("(", "“") or pattern is _BEFORE_FIGURE else one.end - one.start)
            if _is_missing(prose, one, gap):
                at = gap - one.at + one.start
                first = max(at - _LONGEST, 0)
                start = one.passage.plain.rfind(" ", first, max(at - 1, 0)) + 1
                if first and not start:
                    continue  # no word is as long as that
                gaps.setdefault((one.passage.number, start), (one, []))[1].append(at)
    for (_, start), (one, places) in sorted(gaps.items(), key=lambda item: item[0]):
        yield _hit(one, start, sorted(set(places)))


def _is_missing(prose: Prose, one: Found, gap: int) -> bool:
    """Return whether what stands together at `gap` doesn't belong together: in an address, a symbol, a word."""
    before, sign = prose.before(one.at, 30), one.words
    if gap in prose.addresses and gap - 1 in prose.addresses:
        return sign == "." and _DOCUMENT.search(before) is not None
    if sign == ")":
        opens = before.rfind("(")
        inside = before[opens + 1 :]
        return opens < 0 or (len(inside) > 2 and not _PREFIX.fullmatch(inside))
    if sign in (",", ";", ":"):
        return bool(_BEFORE_SIGN.search(before))
    if sign == "." and prose.text[gap].isdigit():
        word = _SHORTENED.search(before)
        return word is not None and (word[0] not in ("Rev", "rev") or _YEAR.match(prose.text, gap) is not None)
    if sign in (".", "!", "?"):
        if sign == "." and _SHORTENED.search(before):
            return True
        if prose.text[gap : gap + 3].isupper():
            return False
        return bool(_BEFORE_STOP.search(before))
    if sign.isdigit() and gap == one.at:
        return _WORDS_BEFORE_FIGURE.search(before) is not None
    return True


def _hit(one: Found, start: int, gaps: list[int]) -> Hit:
    """Return the hit for the gaps of a word: the word, and what it is with spaces."""
    text, plain = one.passage.text, one.passage.plain
    last = gaps[-1] + _LONGEST
    end = plain.find(" ", gaps[-1], last)
    end = min(len(text), last) if end < 0 else end
    pieces = [text[a:b] for a, b in itertools.pairwise([start, *gaps, end])]
    words, new = text[start:end], " ".join(pieces)
    return Hit(one.passage, start, end, f"a space is missing in '{words}'", f"write '{new}'", Fix(new))
