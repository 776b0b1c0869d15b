"""Edits of the records behind a report, made while its draft is with others."""

from __future__ import annotations

import random
import re

from cwgdraft.workspace import Workspace

NEW = "reworded"
_FRAGMENT = re.compile(r"(?:[a-z]{3,} ){4,}")


def reword(workspace: Workspace, text: str, chance: random.Random) -> bool:
    """Change a word of the statement that a paragraph's text was made from; False where no file shows which it is."""
    fragments = _FRAGMENT.findall(text)
    chance.shuffle(fragments)
    files = sorted([*workspace.meetings.glob("*.md"), *workspace.reports.glob("*.md")])
    for fragment in fragments:
        holding = [path for path in files if fragment in path.read_text(encoding="utf-8")]
        if len(holding) != 1 or holding[0].read_text(encoding="utf-8").count(fragment) != 1:
            continue
        words = fragment.split()
        words[chance.randrange(1, len(words))] = NEW
        whole = holding[0].read_text(encoding="utf-8")
        holding[0].write_text(whole.replace(fragment, " ".join(words) + " "), encoding="utf-8", newline="\n")
        return True
    return False
