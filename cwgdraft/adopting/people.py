"""People as sentences name them, and what part they had in a meeting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from cwgdraft.language.mentions import PersonMention, people_named

_CHAIRED = re.compile(
    r"\b(?:meetings?\b.*|^(?:It|They) )\b(?:was|were) chaired by (?:its |the )?(?:Chair(?:man|person)?,? )?$"
    r"|\bmeetings?\b.*\bunder the chair(?:man)?ship of $|\b(?:the|its) Chair(?:man|person|woman)?,? $",
    re.I | re.S,
)
_NOT_THE_GROUP = re.compile(
    r"\b(?:ad[ -]hoc|drafting group|sub-?group|informal group|committee|panel|workshop|forum|open consultations?|"
    r"task force)\b", re.I
)  # fmt: skip
_VICE = re.compile(r"\bVice[- ](?:Chair(?:s|men|man|women|woman|persons?)?)\b", re.I)
_THERE = re.compile(
    r"\bpresent\b|\battended\b(?=[.,;]|$| (?:the|both|all|these) (?:\w+ )?meetings?)|\bparticipated\b|\bassisted\b"
    r"|chaired by", re.I
)  # fmt: skip
_OPENED = re.compile(
    r"\b(?:delivered|gave|made)\b.{0,40}\b(?:welcom|opening|introductory)|\bopened the (?:\w+ )?meeting", re.I
)
_WAS_OPENED = re.compile(
    r"(?:(?:welcom|opening|introductory)\w* remarks were (?:delivered|made|given)|meeting was opened) by $", re.I
)
_GUESTS = re.compile(r"\bguests?\b", re.I)
_THANKS = re.compile(r"\bthank|\bappreciation (?:to|for)\b|\bgratitude\b", re.I)
_STAFF = re.compile(r"\bsecretariat\b|\bstaff\b|\bcolleagues\b|\bteam\b", re.I)
_OFFICIAL = re.compile(r"Secretary-General|\bDirector\b", re.I)
_OFFICE = re.compile(r",? (?:the )?((?:ITU )?(?:Deputy )?Secretary-General|Director,? [^,.;]{2,60}|Chief of [A-Z]\w+)")
_BEHIND = re.compile(r", (?:of )?([A-Z][\w&. -]{1,60}?)(?=[;.]|$|, | and | as )")
_NEAR = 300
_ENVOY = re.compile(r"H\.\s?E|Amb")
_COUNTRIES_IN_CAPITALS = frozenset(("UAE", "UK", "USA", "US", "DPRK"))
_NO_COUNTRY = re.compile(
    r"[A-Z]{2,}[\w&-]*|.*\b(?:ITU|Chair\w*|Vice|Director|Secretar\w+|Universit\w+|Ltd|Inc|Group|Bureau|Sector|Forum"
    r"|Organi[sz]ation|Association|Alliance|Commission|Ministry|Company|Institute|Centre|Center|Foundation"
    r"|Department|Agency|Authority|Rapporteur|Facilitator|remote(?:ly)?|online|virtual(?:ly)?)\b.*"
)  # fmt: skip
_TITLES = re.compile(r"^(?:(?:H\.\s?E\.?|Mr|Mrs|Ms|Mme|Dr|Prof|Professor|Amb|Ambassador|Sir|Eng)\b\.? )+", re.I)
_PARTICLES = frozenset(
    ("al", "el", "de", "da", "das", "do", "dos", "del", "della", "der", "den", "di", "du", "la", "le", "van", "von",
     "bin", "ibn")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a report names them, with what it says of country, office, organization and presence."""

    title: str
    name: str
    country: str = ""
    office: str = ""
    organization: str = ""
    presence: str = ""


@dataclass(slots=True)
class Told:
    """Who a sentence names, and by the name of a fact what it says of them: `chair`, `thanks` and others."""

    people: list[Who] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


def key_of(name: str) -> str:
    """Return a name as it is compared: small letters, without stops, apostrophes and accents."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[.\-‑]", " ", re.sub(r"['’]", "", plain.casefold())).split())


def split_name(name: str) -> tuple[str, str]:
    """Return given name and family name; `Al`, `de` and the like belong to the family name behind them."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def signer(text: str) -> Who:
    """Return who signs, from a line of a signature: without title, and no part of the name all in capitals."""
    found = _TITLES.match(text)
    title = found[0].strip() if found else ""
    name = text[found.end() :] if found else text
    words = []
    for word in name.split():
        loud = word.isupper() and (len(word) > 2 or word.casefold() in _PARTICLES)
        words.append(re.sub(r"[^\W\d_]+", lambda one: one[0].capitalize(), word) if loud else word)
    return Who(title if _ENVOY.match(title) else title.rstrip("."), " ".join(words))


def roles_in(sentence: str) -> Told:
    """Return whom a sentence names, and who of them chaired, opened, attended as Vice-Chair, was thanked or a guest."""
    named = list(people_named(sentence))
    people = [_person(sentence, one) for one in named]
    told = Told(people)
    pairs = list(zip(named, people, strict=True))
    chairs = [who for one, who in pairs if _chairs(sentence[max(one.title_start - _NEAR, 0) : one.title_start])]
    if thanked := _THANKS.search(sentence):
        behind = [(one, who) for one, who in pairs if one.start > thanked.start() and who not in chairs]
        told.facts |= dict(_thanks(sentence, behind))
    if len(chairs) == 1:
        told.facts["chair"] = chairs[0]
    for one, who in pairs:
        if who.office and (
            _OPENED.search(sentence[one.end : one.end + 120])
            or _WAS_OPENED.search(sentence, max(one.title_start - _NEAR, 0), one.title_start)
        ):
            told.facts["opening"] = who
    vice = _VICE.search(sentence)
    if vice and not thanked and _THERE.search(sentence) and not sentence[: vice.start()].endswith(", "):
        officers = [who for one, who in pairs if one.start > vice.start() and _is_officer(who) and who not in chairs]
        if officers:
            told.facts["vice_chairs"] = tuple(officers)
    return told


def joined(before: object, after: object) -> object:
    """Return what two sentences of a paragraph say of the same: lists of people go on, else the later one counts."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return (*before, *(one for one in after if one not in before))
    if isinstance(before, dict) and isinstance(after, dict):
        return before | {name: joined(before.get(name), those) for name, those in after.items()}
    return after


def _chairs(before: str) -> bool:
    """Return whether what stands before a name says that it is the Chair's, and of the meeting itself."""
    found = _CHAIRED.search(before)
    return found is not None and not _NOT_THE_GROUP.search(before)


def _is_officer(who: Who) -> bool:
    return bool(who.country) and not who.office


def _thanks(sentence: str, behind: list[tuple[PersonMention, Who]]) -> Iterator[tuple[str, object]]:
    """Yield guests, or those thanked: Vice-Chairs have a country, officials an office, staff are named as such."""
    guests = _GUESTS.search(sentence)
    if guests:
        those = [who for one, who in behind if one.start > guests.start()] or [who for _, who in behind]
        if those:
            yield "guests", tuple(those)
        return
    if len(behind) < 2:
        return
    vice, staff = _VICE.search(sentence), _STAFF.search(sentence)
    lists: dict[str, list[Who]] = {"vice_chairs": [], "officials": [], "secretariat": []}
    for one, who in behind:
        if vice and one.start > vice.start() and _is_officer(who):
            lists["vice_chairs"].append(who)
        elif _OFFICIAL.search(who.office):
            lists["officials"].append(who)
        elif staff and not who.country and not _ENVOY.match(who.title):
            lists["secretariat"].append(who)
    if found := {name: tuple(those) for name, those in lists.items() if those}:
        yield "thanks", found


def _person(sentence: str, one: PersonMention) -> Who:
    end = one.bracket_end or one.end
    office = _OFFICE.match(sentence, end)
    behind = _BEHIND.match(sentence, end) if not office and _GUESTS.search(sentence) else None
    presence = re.search(r"\b(remote|online|virtual)", one.bracket)
    is_country = one.country in _COUNTRIES_IN_CAPITALS or not _NO_COUNTRY.fullmatch(one.country)
    organization = behind[1].strip() if behind else "" if is_country or presence else one.country
    return Who(
        one.title.rstrip(".") if not _ENVOY.match(one.title) else one.title,
        one.name,
        one.country if is_country else "",
        office[1].removeprefix("ITU ") if office else "",
        organization,
        "remote" if presence else "",
    )
