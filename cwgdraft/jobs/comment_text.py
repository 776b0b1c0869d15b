"""A finding as a comment in Word says it, whatever it was found in."""

from __future__ import annotations

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.finding import Finding

_LONGEST = 80


def comment_text(finding: Finding, words: str = "", where: str = "") -> str:
    """Return the text of a comment: what is wrong, which words are meant, what to do, the rule.

    `where` names the place that is meant where the comment can't hang there.
    """
    shown = " ".join(words.split())
    lines = [
        f"{where[0].upper()}{where[1:]}:" if where else "",
        f"{finding.severity.word.capitalize()}: {finding.message}",
        f"Words: {excerpt(shown, _LONGEST)}" if shown else "",
        f"What to do: {finding.help}" if finding.help else "",
        f"[{finding.rule}]",
    ]
    return "\n".join(line for line in lines if line)
