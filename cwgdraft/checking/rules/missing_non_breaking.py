"""A space or hyphen may break a line where nobody wants it, and the document doesn't let it elsewhere.

"Doc. X", "Mr X", "10 February" and "(Rev. Bucharest" stay on one line by a non-breaking space, symbols of documents by
non-breaking hyphens. Nobody sees it until a line breaks there: advice, and only for the sign that a document uses
already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions.dates import MONTHS

SEVERITY = Severity.ADVICE
NO_BREAK = "\u00a0"
HYPHEN = "\u2011"
_SPACES = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?|H\.E\.) (?=[A-ZÀ-Þ])|(?:Docs?\.?|Documents?) (?=C[\dW])|\((?:Rev|Mod)\. (?=[A-Z\d])"
    rf"|\d{{1,2}} (?=(?:{'|'.join(MONTHS)})\b)"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield breaking spaces and hyphens where the document has non-breaking ones elsewhere."""
    if subject.own:
        return
    prose = prose_of(subject)
    if NO_BREAK in prose.raw:
        for one in prose.find(_SPACES, raw=True, verbatim=True):
            end = one.passage.plain.find(" ", one.end)
            words = one.passage.text[one.start : end if end >= 0 else len(one.passage.text)].rstrip(".,;:)")
            yield Hit(
                one.passage,
                one.end - 1,
                one.end,
                f"'{words}' may break at its space",
                "write a non-breaking space",
                Fix(NO_BREAK),
            )
    if HYPHEN in prose.raw:
        for passage, symbol in subject.symbols:
            text = passage.text[symbol.start : symbol.end]
            if symbol.series == "group" and "-" in text:
                yield Hit(
                    passage,
                    symbol.start,
                    symbol.end,
                    f"'{symbol.text}' may break at a hyphen",
                    "write non-breaking hyphens",
                    Fix(text.replace("-", HYPHEN)),
                )
