"""A word has a capital letter in one place and a small one in another.

The house writes "secretariat", "group" and "membership" with a small letter where they stand for themselves
(house.yaml, `capitals`); in proper names such as "Council Working Group" or "IGF Secretariat" they keep the capital.
Of other words that follow a name ("WSIS process", "WSIS Process") those are marked that the document has less of.
Titles of sections, of documents and events ("Roadmap for the WSIS+20 Review") and what is cited by its number ("Council
Resolutions 1332 and 1334") aren't looked at, and a document that has one form throughout is left alone, but for advice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from cwgdraft.checking.prose import Found, Prose, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]his|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Bb]y|[Tt]o|[Oo]f|ITU['’]s|[Aa]nd|[Aa]s|[Rr]elated|[Pp]ermanent|"
    r"[Ww]ith|[Ff]rom|[Aa]ll|[Ff]or|[Tt]hat|[Ww]hole|[Ee]ntire|[Ff]ull|[Aa]cross)|(?:the|The) ITU|\bITU) $"
)
"""What stands before "secretariat" and "membership" where they mean those of ITU."""
_THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Oo]ur) $")
_COUNTED = re.compile(r"(?:\b(?:[Tt]he|[Tt]his|[Ii]ts)|\d(?:st|nd|rd|th)|\bCWG[\w&-]*) $")
_NAMES_ITSELF = re.compile(r" (?:on|of|by|for|to|entitled)\b")
_TITLED = frozenset(("report", "reports", "outcomes", "document", "contribution", "event", "roadmap"))
_LEADS = {"secretariat": _BEFORE, "membership": _BEFORE, "meeting": _COUNTED, "meetings": _COUNTED}
_NAME_BEHIND = re.compile(
    r" (?:of (?:the )?(?:[A-Z]|experts?)|on [A-Z]|for [A-Z])|(?: (?!Member|Sector|Vice|Chair|Deputy)|-)[A-Z]| ?[/&]"
)
_PAIR = re.compile(
    r"(?<![\w&/+-])(?P<name>(?:[A-Z](?=[\w+&]*[A-Z\d])[\w+&]*+|Council|Action|Global|Regional|General))(?:['’]s)? "
    r"(?P<word>[A-Za-z][a-z]{3,})(?![\w-])"
)
_NOT_PLAIN = frozenset(("Member", "Members", "State", "States", "Sector", "Sectors", "Council", "Chair", "Secretary"))
_IN_TITLE = re.compile(
    r"\b[A-Z][a-z]+(?: (?:of|on) (?:the )?|[-–]| [-–] )$|\b[A-Z][\w+&]+ [A-Z][a-z]+ (?:for|to|towards?) (?:the )?$"
)
_CITED = frozenset(
    ("resolution", "resolutions", "decision", "decisions", "document", "documents", "article", "circular")
)
_NUMBER_BEHIND = re.compile(r":? \d")
_TITLE_GOES_ON = re.compile(r"(?! (?:Process|Report)\b)(?: (?:of |on |for |to |in )?(?:the )?|,? and |-|/)[A-Z\d]")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield words whose first letter isn't the one that the house, or else the document, gives them."""
    prose = prose_of(subject)
    seen: set[tuple[int, int]] = set()
    terms = [(term.write, form) for term in subject.house.capitals for form in term.unwanted]
    for hit in (*(hit for small, large in terms for hit in _of_house(prose, small, large)), *_of_document(prose)):
        if (hit.passage.number, hit.start) not in seen:
            seen.add((hit.passage.number, hit.start))
            yield hit


def _of_house(prose: Prose, small: str, large: str) -> Iterator[Hit]:
    """Yield a word with a capital letter where the document has it with a small one too; that one if it is rare."""
    before = _LEADS.get(small, _THE)
    found = {form: _alone(prose, form, before, titled=small in _TITLED) for form in (small, large)}
    if not found[large]:
        return
    many = len(found[large]) > 10 * len(found[small])
    if many:
        for at in found[small]:
            yield _hit(prose, at, small, large, f"'{small}' is written '{large}' elsewhere")
        if found[small]:
            return
    weaker = Severity.ADVICE if not found[small] else None
    for at in found[large]:
        yield _hit(prose, at, large, small, f"'{large}' is written '{small}'", weaker)


def _alone(prose: Prose, word: str, before: re.Pattern[str], *, titled: bool) -> list[int]:
    """Return where a word stands for itself in running text, and isn't part of a name."""
    return [
        at
        for at in prose.words.get(word, ())
        if before.search(prose.before(at))
        and not _NAME_BEHIND.match(prose.after(at + len(word)))
        and not (titled and _NAMES_ITSELF.match(prose.after(at + len(word))))
        and not prose.is_verbatim(at)
        and (not _is_title(prose, at) or word in ("Meeting", "Meetings"))
    ]


def _is_title(prose: Prose, at: int) -> bool:
    passage, _ = prose.place(at)
    return passage.is_heading or passage.is_signature


def _of_document(prose: Prose) -> Iterator[Hit]:
    """Yield words behind a name that the document writes otherwise more often."""
    pairs: dict[tuple[str, str], dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for one in prose.find(_PAIR):
        word = one.match["word"]
        behind = prose.after(one.at + one.end - one.start)
        if word in _NOT_PLAIN or one.passage.is_heading or one.passage.is_signature:
            continue
        if word.lower() in _CITED and _NUMBER_BEHIND.match(behind):
            continue
        if word[0].isupper() and (_TITLE_GOES_ON.match(behind) or _IN_TITLE.search(prose.before(one.at))):
            continue
        pairs[one.match["name"], word.lower()][word].append(one)
    for (name, _), forms in pairs.items():
        if len(forms) == 2:
            yield from _rarer(prose, name, forms)


def _rarer(prose: Prose, name: str, forms: Mapping[str, list[Found]]) -> Iterator[Hit]:
    """Yield the capital letters, the small ones where the document has far more capitals."""
    (large, capitals), (small, others) = sorted(forms.items())
    rare, usual, few = (large, small, capitals) if len(others) * 2 >= len(capitals) else (small, large, others)
    for one in few:
        at = one.at + one.match.start("word") - one.match.start()
        message = f"'{name} {rare}' stands beside '{name} {usual}'"
        weaker = Severity.ADVICE if len(others) == len(capitals) == 1 and name != "Council" else None
        yield _hit(prose, at, rare, usual, message, weaker)


def _hit(prose: Prose, at: int, word: str, right: str, message: str, severity: Severity | None = None) -> Hit:
    passage, start = prose.place(at)
    return Hit(passage, start, start + len(word), message, f"write '{right}'", Fix(right, safe=False), severity)
