"""A baseline: findings that are known and left for later, so that only new ones are shown."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.finding import Finding, WordPlace
from cwgdraft.jobs.checking.check import Checked

FORMAT = 1


def fingerprint(one: Checked, root: Path | None) -> str:
    """Return what a finding is known by: rule, file, words meant and message; no lines, which other edits shift."""
    finding = one.finding
    place = finding.place
    file = str(place.as_data(root)["file"]) if place else ""
    words = place.excerpt if isinstance(place, WordPlace) else one.found.hit.words
    text = f"{finding.rule}\0{file}\0{words}\0{finding.message}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def without_known(checked: Sequence[Checked], path: Path, root: Path | None) -> tuple[list[Checked], int, int]:
    """Return what isn't in the baseline, how many findings were, and how many of its entries match nothing.

    Raises `CwgdraftError` when the file can't be understood.
    """
    known = _read(path)
    left = Counter(known)
    kept = []
    for one in checked:
        mark = fingerprint(one, root)
        if left[mark] > 0 and one.found.rule.acceptable:
            left[mark] -= 1
        else:
            kept.append(one)
    return kept, len(checked) - len(kept), sum(left.values())


def write_baseline(path: Path, checked: Iterable[Checked], root: Path | None) -> int:
    """Write the findings as a baseline, one line each, in an order that stays; return how many there are.

    Raises `CwgdraftError` where another file stands there: only a baseline may be replaced.
    """
    if path.is_file():
        _read(path)
    known = [one for one in checked if one.found.rule.acceptable]
    entries = sorted(
        (_entry(one.finding, fingerprint(one, root), root) for one in known), key=lambda one: list(one.values())
    )
    lines = ",\n".join(f"    {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    body = f"\n{lines}\n  " if entries else ""
    write_whole(path, f'{{\n  "format": {FORMAT},\n  "findings": [{body}]\n}}\n'.encode("utf-8", "backslashreplace"))
    return len(entries)


def _entry(finding: Finding, mark: str, root: Path | None) -> dict[str, str]:
    file = str(finding.place.as_data(root)["file"]) if finding.place else ""
    return {"file": file, "rule": finding.rule, "message": finding.message, "mark": mark}


def _read(path: Path) -> list[str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError
        return [str(one["mark"]) for one in data["findings"]]
    except OSError as error:
        message = f"the baseline {path} can't be read: {error.strerror or error}"
        raise CwgdraftError(message, "write one with --write-baseline") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        help_ = "move it away, or name another file with --baseline; --write-baseline writes one"
        raise CwgdraftError(f"{path} is no baseline of this version", help_) from None
