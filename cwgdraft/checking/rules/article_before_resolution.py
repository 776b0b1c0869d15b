"""The article stands before a resolution that is named by its number.

"Council Resolution 1334" is a name and takes no article: "in accordance with Council Resolution 1334", not "the Council
Resolution 1334". Where a noun follows ("the Resolution 140 mandate") the article belongs to it, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_THE = re.compile(r"\b[Tt]he (?:ITU )?$")
_ENDS = re.compile(
    r"\s*(?:[.,;:)–]|$|(?:and|or|on|of|in|to|which|that|was|is|has|had|by|as|with|for|at|from|concerning|regarding|adopted|calls"
    r"|requests|resolves|instructs|invites|states|mandates|also|CWG[\w&-]*|the)\b)"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the articles before numbered resolutions."""
    for passage, mention in subject.resolutions:
        noun = mention.noun.lower()
        if mention.shared or not noun.startswith("resolution") or noun.startswith("resolutions"):
            continue
        article = ending(_THE, passage.plain, mention.start)
        if article is None or not _ENDS.match(passage.plain, mention.end):
            continue
        start, end = article.start(), mention.start + len(mention.lead.rstrip())
        words = passage.plain[start:end]
        new = passage.text[start + len("the ") : end]
        yield Hit(
            passage,
            start,
            end,
            f"'{words} {mention.number}' has an article before a name",
            f"write '{new.replace(chr(160), ' ')} {mention.number}'",
            Fix(new),
        )
