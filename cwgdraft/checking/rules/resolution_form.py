"""A resolution is cited in a form that isn't the usual one, or that differs from the rest of the document.

The house writes "PP Resolution 140 (Rev. Bucharest, 2022)" and "Council Resolution 1332 (Modified 2024)", with a
capital and without a colon; one report cited Resolution 1332 in six forms. What is malformed ("rev. Bucharest",
"mod.2023", no comma, no space) is found anywhere. Forms that are right by themselves ("Mod. 2024", "C11, last amended
C24", "PP-22 Resolution", "Plenipotentiary Resolution") are found where the document mostly has another one. A number
without its body, where the body is named elsewhere, is only worth a look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cwgdraft.checking.editions import PLENIPOTENTIARIES, Key, city_of, resolutions_by_key
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.signs import like
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import ResolutionMention

SEVERITY = Severity.WARNING
_OURS = ("plenipotentiary", "council", "")
_CONFERENCES = ("conference", "WTDC", "WTSA", "WRC", "RA", "WCIT")
_DATED = re.compile(
    r"(?P<mark>rev\w*|mod\w*)?\.?,?\s?"
    r"(?:(?:at |by |in )?(?:the )?(?P<place>[^\W\d][^\d,]*?),?\s?)?(?P<year>\d{4})",
    re.I,
)
_TURNED = re.compile(r"([^\W\d][^\d,]*),? (rev\.?),? (?=\d)", re.I)  # Bucharest, Rev. 2022
_MODIFIED = re.compile(r"Modified \d{4}")
_SHORT = re.compile(r"Mod\. \d{4}")
_AMENDED = re.compile(r"C-?\d\d, |(?:last )?(?:amended|modified|revised) (?:\d{4}|C\d\d)|MOD(?:IFIED)?\b|Rev\. \d{4}")
_ITU = re.compile(r"\bITU $")
_FOLLOWING = re.compile(r"\b(?:following|these|relevant)\b[^.]{0,40}$")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the resolutions whose form is malformed, or differs from that of the others."""
    forms = _Forms(subject)
    for key, places in resolutions_by_key(subject).items():
        for passage, mention in places:
            if key[0] in _OURS and not passage.plain.isupper():
                yield from _lead(forms, key, passage, mention)
            if key[0] in (*_OURS, *_CONFERENCES) and not passage.plain.isupper():
                yield from _edition(forms, key, passage, mention)


class _Forms:
    """The forms that a document has: of the bodies' names, and of the editions of the Council's resolutions."""

    def __init__(self, subject: Subject) -> None:
        self.own = subject.own
        self.leads: Counter[str] = Counter()
        self.modified = self.short = self.small = self.capital = 0
        self.bodies: set[Key] = set()
        for key, places in resolutions_by_key(subject).items():
            for _, one in places:
                self.small += one.noun.startswith("r")
                self.capital += one.noun.startswith("R")
                if one.body == key[0] != "" and not one.shared:
                    self.bodies.add(key)
                if key[0] == "plenipotentiary" and (one.body or one.of):
                    self.leads[_named(one)] += 1
                if key[0] == "council":
                    self.modified += _MODIFIED.fullmatch(one.edition) is not None
                    self.short += _SHORT.fullmatch(one.edition) is not None

    @property
    def mark(self) -> str:
        """Return the word before the year of an edition of the Council: the house's, unless most have the short one."""
        return "Mod." if self.short > 2 * self.modified else "Modified"


def _named(mention: ResolutionMention) -> str:
    """Return how a resolution of the Plenipotentiary Conference is named: `PP`, `PP-22`, `Plenipotentiary`, `of`."""
    if re.match(r"(?:ITU )?PP[- ]\d", mention.lead):
        return "PP-22"
    if re.match(r"(?:ITU )?Plenipotentiary Res", mention.lead):
        return "Plenipotentiary"
    return "PP" if re.match(r"(?:ITU )?PP ", mention.lead) else "of" if mention.of else "whole"


def _lead(forms: _Forms, key: Key, passage: Passage, mention: ResolutionMention) -> Iterator[Hit]:
    """Yield what is wrong with the words before the number."""
    lead = mention.lead.rstrip()
    start, end = mention.start, mention.start + len(lead)
    if lead.endswith(":") and not _FOLLOWING.search(passage.plain, 0, start):
        yield _hit(passage, start, end, f"'{lead}' with a colon before the number", lead.rstrip(": "))
    elif mention.noun.startswith("r") and forms.small <= forms.capital:
        yield _hit(passage, start, end, f"'{lead}' with a small letter before a number", lead.replace("resol", "Resol"))
    elif key[0] == "plenipotentiary" and mention.body and not mention.of and not mention.shared:
        named = _named(mention)
        others = forms.leads["PP"] + forms.leads["of"] + forms.leads["whole"]
        if named in ("PP-22", "Plenipotentiary") and others and forms.leads[named] <= others:
            yield _hit(passage, start, end, f"'{lead}' here, 'PP Resolution' elsewhere", _plain_lead(lead))
        elif lead.startswith("ITU PP") and any(forms.leads.values()):
            yield _hit(passage, start, end, f"'{lead}' names ITU twice", _plain_lead(lead), Severity.ADVICE)
    elif not mention.body and mention.noun and not mention.is_decision and key in forms.bodies and not forms.own:
        yield from _nameless(key, passage, mention, lead)


def _nameless(key: Key, passage: Passage, mention: ResolutionMention, lead: str) -> Iterator[Hit]:
    """Yield a resolution without its body, which is named elsewhere."""
    body = "PP" if key[0] == "plenipotentiary" else "Council"
    named = "PP" if body == "PP" else "Council"
    if _ITU.search(passage.plain, 0, mention.start):
        start = mention.start - len("ITU ")
        message = f"'ITU {lead} {mention.number}' here, '{named} Resolution' elsewhere"
        yield _hit(passage, start, mention.start + len(lead), message, f"{body} {lead}")
    elif key[0]:
        message = f"'{lead} {mention.number}' without '{named}', which stands before it elsewhere"
        yield _hit(
            passage, mention.start, mention.start + len(lead), message, f"{body} {lead}", Severity.ADVICE, safe=False
        )


def _plain_lead(lead: str) -> str:
    noun = re.search(r"[Rr]es\w*\.?$", lead)
    return f"PP {noun[0] if noun else 'Resolution'}"


def _edition(forms: _Forms, key: Key, passage: Passage, mention: ResolutionMention) -> Iterator[Hit]:
    """Yield an edition that is malformed, or has another form than those of the document."""
    edition, start = mention.edition, mention.edition_start
    if not edition or (edition.isupper() and mention.noun.isupper()):
        return
    new = _usual_council(forms, mention) if _is_council(key, mention) else _usual_conference(key, mention)
    if new and new != edition:
        message = f"'({edition})' is not the usual form of an edition"
        safe = re.sub(r"\W", "", new).casefold() == re.sub(r"\W", "", edition).casefold() or (
            edition.lower().startswith("mod") and new.startswith("Mod")
        )
        yield _hit(passage, start, start + len(edition), message, new, safe=safe)


def _is_council(key: Key, mention: ResolutionMention) -> bool:
    return key[0] == "council" or (key[0] == "" and not city_of(mention) and mention.edition.lower().startswith("mod"))


def _usual_council(forms: _Forms, mention: ResolutionMention) -> str:
    edition, year = mention.edition, mention.edition_year
    if city_of(mention) or not year:
        return ""
    new = f"{forms.mark} {year}"
    if _MODIFIED.fullmatch(edition) or _SHORT.fullmatch(edition):
        return new
    if re.fullmatch(r"mod\w*\.?,?\s?\d{4}", edition, re.I):
        return new
    return new if (forms.modified or forms.short) and _AMENDED.match(edition) else ""


def _usual_conference(key: Key, mention: ResolutionMention) -> str:
    """Return the edition as the house writes it, empty where it can't be told."""
    found = _DATED.fullmatch(_TURNED.sub(r"\2 \1 ", mention.edition))
    if found is None:
        return ""
    place, year = found["place"] or "", found["year"]
    mark = "Rev. " if (found["mark"] or "").lower().startswith("rev") else ""
    if not place:
        city = next((name for name, day in PLENIPOTENTIARIES.items() if str(day.year) == year), "")
        return f"Rev. {city}, {year}" if key[0] == "plenipotentiary" and city and mark else ""
    return f"{mark}{city_of(mention) or place}, {year}"


def _hit(
    passage: Passage,
    start: int,
    end: int,
    message: str,
    new: str,
    severity: Severity | None = None,
    *,
    safe: bool = True,
) -> Hit:
    return Hit(passage, start, end, message, f"write '{new}'", Fix(like(passage.text[start:end], new), safe), severity)
