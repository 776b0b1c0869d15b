"""A link leads nowhere for the reader: to a file on somebody's computer, or to nothing.

Word makes such links when an address is pasted from a folder. Web and mail addresses and places in the document are
right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.linked import links_of
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_LOCAL = re.compile(r"(?i)\s*(?:file:|[a-z]:[\\/]|\\\\|/(?:users|home|tmp)/|javascript:|about:|https?://localhost\b)")
_EMPTY = re.compile(r"(?i)\s*(?:https?:/{0,2}|mailto:)?\s*#?\s*")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the links that no reader can follow."""
    for link in links_of(subject):
        if _EMPTY.fullmatch(link.address):
            message = f"'{link.words}' links to nothing"
        elif _LOCAL.match(link.address):
            message = f"'{link.words}' links to '{link.address.strip()}'"
        else:
            continue
        yield Hit(link.passage, link.start, link.end, message, "link to an address that readers can open, or unlink it")
