"""Words that don't go together: plural and singular, verbs in a form that their neighbour forbids.

The nouns and verbs are those of reports. A pattern says nothing where the next word could turn the sense round:
"several document numbers", "these report to the Council".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cwgdraft.checking.english import AGREEMENT, CONFUSED, FORM, NUMBER, PHRASE, Kind


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NOUNS = _words(
    "activity administration agency amendment annex aspect challenge clarification conference consultation "
    "contribution councillor country deadline decision delegate delegation effort element entity event expert forum "
    "framework goal government guideline indicator initiative intervention item mechanism meeting member objective "
    "opinion opportunity option organization organisation outcome paper paragraph participant partner policy "
    "presentation principle priority procedure proposal provision recommendation region representative requirement "
    "resolution resource revision section session stakeholder statement strategy suggestion technology theme topic "
    "trend version workshop"
)
_ACTING_NOUNS = _words(
    "benefit change comment concern document input issue measure plan point programme project question report "
    "request result review risk service standard step task update view"
)
"""Nouns that may be verbs: "these report to …"."""
_VERBS = _words(
    "achieve acknowledge adopt agree announce appreciate approve attach commend complete consider contribute "
    "deliver develop discuss emerge emphasize encourage endorse ensure establish finalize highlight identify "
    "implement include inform introduce invite organize postpone prepare propose provide publish reaffirm receive "
    "recognize recommend reiterate remind revise strengthen submit summarize support"
)
_FIRM_VERBS = frozenset(_VERBS) - {"complete", "support", "highlight"}
"""Verbs whose first form is nothing else, neither noun nor adjective."""
_LINKS = (
    "was|were|is|are|has|have|had|will|should|can|may|to|of|on|in|for|by|with|from|at|that|which|who|as|supported|"
    "asked|spoke|expressed|noted|presented|proposed|requested|thanked|agreed|stated|received|submitted"
)
_NEXT = rf"(?=\s+(?:{_LINKS})\b|[.,;:)]|$)"
_BE_NEXT = r"(?=\s+(?:was|were|is|are|has|have|had)\b|[.;]|$)"
_START = r"(?:^|(?<=[.;:] ))(?:[A-Z][^,.;:()\n]{0,80}, )?"
_BETWEEN = (
    r"(?:(?!(?:of|on|in|for|by|with|from|at|to|that|which|who|whose|and|or|the|a|an|this|these|its|their|as|is|are|was|"
    r"were|"
    r"has|have|had|not|if|whether|between|than|each|every|all)\b)[A-Za-z-]+(?<!ed) ){0,2}?"
)
_COUNTS = "two|three|four|five|six|seven|eight|nine|ten|various|numerous"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeo":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("x", "s", "ch")) else f"{noun}s"


def _participle(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb == "submit":
        return "submitted"
    return f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}ed"


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PLURALS = {_plural(noun): noun for noun in [*_NOUNS, *_ACTING_NOUNS]}
_SINGULARS = {noun: plural for plural, noun in _PLURALS.items()}
_THIRDS = {_plural(verb): verb for verb in _VERBS}
_SURE, _ACTING = _any(_NOUNS), _any(_ACTING_NOUNS)
_SURE_PLURAL = _any([_plural(noun) for noun in _NOUNS])
_ACTING_PLURAL = _any([_plural(noun) for noun in _ACTING_NOUNS])
_ONE = _any([*_NOUNS, *_ACTING_NOUNS, "Chair", "agenda", "draft", "roadmap"])
_FIRM = _any(sorted(_FIRM_VERBS))
_PAST = _any([_participle(verb) for verb in _VERBS if verb not in {"agree", "include"}] + ["noted", "presented"])


_PLURAL_VERBS = {"was": "were", "is": "are", "has": "have", "does": "do"}
_SINGULAR_VERBS = {plural: singular for singular, plural in _PLURAL_VERBS.items()}


@dataclass(frozen=True, slots=True)
class Clash:
    """A pattern of words that don't go together; `right` makes the words for its group `wrong`."""

    pattern: re.Pattern[str]
    kind: Kind
    right: Callable[[str], str]


def _gerund(verb: str) -> str:
    if verb == "submit":
        return "submitting"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def _instead(new: str) -> Callable[[str], str]:
    return lambda wrong: new[:1].upper() + new[1:] if wrong[:1].isupper() else new


def _singular(pattern: str) -> Clash:
    """Return a pattern whose group is a singular that should be a plural."""
    return Clash(re.compile(pattern, re.M), NUMBER, lambda wrong: _SINGULARS[wrong])


def _many(pattern: str) -> Clash:
    """Return a pattern whose group is a plural that should be a singular."""
    return Clash(re.compile(pattern, re.M), NUMBER, lambda wrong: _PLURALS[wrong])


def _verb(pattern: str, forms: dict[str, str]) -> Clash:
    """Return a pattern whose group is a verb that doesn't agree with its subject."""
    return Clash(re.compile(pattern, re.M), AGREEMENT, lambda wrong: forms[wrong])


def _form(pattern: str, right: Callable[[str], str]) -> Clash:
    """Return a pattern whose group is a verb in a form that its neighbour forbids."""
    return Clash(re.compile(pattern), FORM, right)


def _word(pattern: str, new: str, kind: Kind = PHRASE) -> Clash:
    """Return a pattern whose group is a word or phrase for which another is right."""
    return Clash(re.compile(pattern, re.I), kind, _instead(new))


_SEVERAL = rf"[Ss]everal|[Mm]any|[Tt]hese|[Tt]hose|{_COUNTS}"
_MODALS = "can|could|will|would|shall|should|may|might|must|cannot"

CLASHES: Sequence[Clash] = (
    _singular(rf"\b(?:{_SEVERAL}|few) (?P<wrong>{_SURE}){_NEXT}"),
    _singular(rf"\b(?:{_COUNTS}) (?P<wrong>{_ACTING}){_BE_NEXT}"),
    _singular(rf"\b(?:{_SEVERAL}) (?P<wrong>{_ACTING})(?=\s+(?:was|were|is|are|has|have|had)\b)"),
    _singular(rf"\b[Bb]oth (?P<wrong>{_SURE})(?=\s+(?:was|were|is|are|have|had)\b|[.;])"),
    _singular(
        rf"\b[Aa]ll (?P<wrong>participant|member|delegate|councillor|representative|stakeholder|proposal){_NEXT}"
    ),
    _singular(rf"\b[Oo]ne of (?:the|its|our|their|these|those) (?P<wrong>{_SURE}){_NEXT}"),
    _singular(rf"\b(?:number|range|series|variety|majority) of (?P<wrong>{_SURE}|issue){_NEXT}"),
    _many(rf"\b(?:[Tt]his|[Ee]ach|[Ee]very|[Aa]nother|an?) (?P<wrong>{_SURE_PLURAL})\b{_NEXT}"),
    _many(rf"\b(?:[Tt]his|[Ee]ach|[Ee]very|an?) (?P<wrong>{_ACTING_PLURAL})\b{_BE_NEXT}"),
    _verb(
        rf"{_START}(?:[Tt]he|{_SEVERAL}|[Aa]ll|[Ss]ome|Two) {_BETWEEN}"
        rf"(?:{_SURE_PLURAL}|{_ACTING_PLURAL}|Member States|Sector Members) (?P<wrong>was|is|has|does)\b",
        _PLURAL_VERBS,
    ),
    _verb(rf"{_START}(?:Member States|Sector Members) (?P<wrong>was|is|has|does)\b", _PLURAL_VERBS),
    _verb(
        rf"{_START}(?:[Tt]he|[Tt]his|That|[Ee]ach|[Ee]very) {_BETWEEN}(?:{_ONE}) (?P<wrong>are|were|have)\b",
        _SINGULAR_VERBS,
    ),
    _verb(
        rf"\b[Tt]here (?P<wrong>is|was) (?:several|many|numerous|{_COUNTS})(?= [a-z])(?! (?:a|per cent|or)\b)",
        _PLURAL_VERBS,
    ),
    _verb(rf"\b[Tt]here (?P<wrong>are|were) an? (?:\w+ )?(?:{_ONE}|need|lack)\b{_NEXT}", _SINGULAR_VERBS),
    _form(rf"\b(?:{_MODALS})(?: not| also| further)? (?P<wrong>{_any([*_THIRDS])})\b", lambda wrong: _THIRDS[wrong]),
    _form(r"\b(?P<wrong>(?:should|must|shall|could|would) to)(?= [a-z])", lambda wrong: wrong.removesuffix(" to")),
    _form(rf"\b(?:be|been|being|was|were) (?P<wrong>{_FIRM})\b", _participle),
    _form(rf"\b(?:has|have|had)(?: also| not)? (?P<wrong>{_FIRM})\b", _participle),
    _form(
        rf"\b(?:has|have|had)(?: also| not)? (?P<wrong>{_any([_plural(verb) for verb in _FIRM_VERBS])})\b",
        lambda wrong: _participle(_THIRDS[wrong]),
    ),
    _form(r"\b(?:was|were|been) (?P<wrong>request) to\b", _instead("requested")),
    _form(r"\b(?P<wrong>is recommend)(?= (?:that|to)\b)", _instead("is recommended")),
    _form(rf"\blook(?:s|ed|ing)? forward to (?P<wrong>{_FIRM}|meet|continue|work|participate)\b(?! of)", _gerund),
    _form(r"\b(?:was|were|is|are|been|be) (?P<wrong>lead) by\b", _instead("led")),
    _form(r"\b(?:was|were|been|be) (?P<wrong>send)(?= (?:to|by|out)\b)", _instead("sent")),
    _word(rf"\b(?:{_SURE_PLURAL}|documents|issues|reports) (?P<wrong>where) (?:also )?(?:{_PAST})\b", "were", CONFUSED),
    _word(r"\b(?P<wrong>their) (?:are|is|was|were)\b", "there", CONFUSED),
    _word(r"\b(?:of|in|with|for|by|to|on|within|from) (?P<wrong>it['’]s) [a-z]+", "its", CONFUSED),
    _word(r"\b(?:its|an?|the|for|of|legal|further|their) (?P<wrong>advise)\b(?! (?:the|on how))", "advice", CONFUSED),
    _word(r"\b(?P<wrong>in to) (?:account|consideration)\b", "into"),
    _word(r"\b(?P<wrong>as result) of\b", "as a result"),
    _word(r"\b(?P<wrong>in the other hand)\b", "on the other hand"),
    _word(r"\b(?P<wrong>in accordance to)\b", "in accordance with"),
    _word(r"\b(?P<wrong>in compliance to)\b", "in compliance with"),
    _word(r"\b(?P<wrong>responsible of)\b(?! course)", "responsible for"),
    _word(r"\b(?P<wrong>due the)(?= (?:fact|lack|late|short|large|time))", "due to the"),
    _word(r"\b(?P<wrong>due to fact)\b", "due to the fact"),
    _word(r"\b(?P<wrong>(?:in|with) regards to)\b", "with regard to"),
    _word(r"\b(?P<wrong>took note)(?= the\b)", "took note of"),
)
