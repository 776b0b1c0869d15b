"""What addresses lead to: documents of the document system, of the United Nations, resolutions of the basic texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_GROUP = re.compile(
    r"/md/S(?P<yy>\d\d)-(?:CL)?[A-Z]*?(?:WG|EG)[A-Z]*?(?P<meeting>\d{1,3})-(?P<kind>C|INF|ADM|DT|DL)-(?P<number>\d{1,4})",
    re.I,
)
_COUNCIL = re.compile(r"/md/S(?P<yy>\d\d)-CL-(?P<kind>C|INF|ADM|DT|DL)-(?P<number>\d{1,4})", re.I)
_CIRCULAR = re.compile(r"/md/S(?P<yy>\d\d)-SG-CIR-(?P<number>\d{1,4})", re.I)
_UNITED = re.compile(r"(?:docs\.un\.org|undocs\.org)/(?:[a-z]{2}/)?(?P<symbol>[AES]/[\w./-]+)", re.I)
_RESOLUTION = re.compile(r"\bRES-(?P<number>\d{1,4})-[EFSRAC]\b", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to: its series, what tells it from others (`42/INF/4`, `C21/8`, `140`), how it is named."""

    series: str
    stem: str
    name: str
    meeting: int = 0


def target_of(address: str) -> Target | None:
    """Return the document to which an address leads, None where it doesn't tell."""
    plain = unquote(address)
    if found := _COUNCIL.search(plain):
        stem = f"C{found['yy']}/{_number(found)}"
        return Target("council", stem, stem)
    if found := _GROUP.search(plain):
        meeting = int(found["meeting"])
        stem = f"{meeting}/{_number(found)}"
        return Target("group", stem, stem, meeting)
    if found := _CIRCULAR.search(plain):
        stem = f"CL{found['yy']}/{int(found['number'])}"
        return Target("circular", stem, f"CL-{found['yy']}/{int(found['number'])}")
    if found := _UNITED.search(plain):
        symbol = found["symbol"].upper().rstrip("./")
        return Target("un", symbol, symbol)
    if found := _RESOLUTION.search(plain):
        return Target("resolution", found["number"], f"Resolution {found['number']}")
    return None


def _number(found: re.Match[str]) -> str:
    kind = found["kind"].upper()
    return f"{'' if kind == 'C' else f'{kind}/'}{int(found['number'])}"
