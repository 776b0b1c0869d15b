"""A field of Word has failed, and its error or its code stands in the text.

"Error! Reference source not found." is what Word prints when the paragraph that a cross-reference leads to was deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_FAILED = re.compile(
    r"Error! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid|"
    r"No text of specified style in document|"
    r"Unknown document property name|No bookmark name given|No table of (?:contents|figures) entries found|"
    r"Not a valid link|Use the Home tab[^.]*)\.?"
    r"|\{ ?(?:PAGE|REF|HYPERLINK|MERGEFIELD|DATE|TOC|SEQ)\b[^{}]*\}|HYPERLINK \\?[\"“][^\"”]*[\"”]"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the errors and codes of fields."""
    for passage in subject.passages:
        for found in _FAILED.finditer(passage.plain):
            message = f"'{found[0]}' is what Word prints for a field that failed"
            yield Hit(passage, *found.span(), message, "set the cross-reference or link anew, or write the words")
