"""English as Harper checks it: those of its rules that are nearly always right in reports, said in our own words.

Harper (`harper-py`) has some 900 rules, most of them for letters and chats. Every rule was tried on half a million
words of edited, formal English; those that are named here found hardly anything there that wasn't wrong. Its import and
its dictionary take up to a second, so they wait until somebody asks. What other rules of ours find (words that stand
twice, ordinals, spaces, quotation marks) isn't asked here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harper import Lint, Linter

SPELLING = "SpellCheck"
_LINE = 12
_LONGEST = 8_000
"""How many signs of a paragraph Harper is given at once."""
_LONGEST_WORD = 100
"""How many letters of a word Harper is given: for a million it wants more memory than there is, and aborts."""
_SHORT = 800
"""A paragraph of so many signs is prose if half of them are letters."""
_INSERT = 2
_UNKNOWN = "say it in other words"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: what is said of the words, and what to do; `{new}` stands for the words that are right."""

    message: str
    help: str = "write '{new}'"

    def helps(self, new: str | None) -> str:
        """Return what to do, with the words that are right where they are known."""
        return _UNKNOWN if new is None and "{new}" in self.help else self.help.format(new=new)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong in a text, from `start` to `end`; `new` are the right words, None where unknown."""

    start: int
    end: int
    kind: Kind
    new: str | None


ARTICLE = Kind("'{words}' has the wrong article")
FORM = Kind("'{words}' has a verb in the wrong form")
AGREEMENT = Kind("'{words}': verb and subject don't agree")
NUMBER = Kind("'{words}': one word is singular, the other plural")
UNCOUNTED = Kind("'{words}' can't be counted: no plural, no 'a'")
PHRASE = Kind("'{words}' isn't said in English")
CONFUSED = Kind("'{words}' confuses two words")
APART = Kind("'{words}' is one word")
DECADE = Kind("'{words}' has an apostrophe")
CAPITAL = Kind("'{words}' has a small letter")
COMMA = Kind("'{words}' opens the sentence without a comma")
ALLOWED = Kind("'{words}' doesn't say who is allowed", "say who: '… members to …', or write '…ing'")

_KINDS: Mapping[Kind, str] = {
    ARTICLE: "AnA AnAnother AnotherAn SomeWithoutArticle TheAnother TheMy",
    FORM: (
        "BeAllowed DidPast DoMistake DontCan DoubleModal HelpedPast IsBeenAuxSequence IsKnownFor LetToDo "
        "LookForwardTo MakeItSeem ModalOf ModalSeem NotBeAfterNot NowKnownAs ProgressiveNeedsBe RegularIrregulars "
        "Respond SimplePastToPastParticiple SingleBe SupposedTo ThreatenVerb ToAdverb UseToUsedTo WillContain "
        "WillGonna WillNonLemma WorthToDo"
    ),
    AGREEMENT: "PronounInflectionBe PronounVerbAgreement",
    NUMBER: "AnotherOnes AnotherThings CriteriaPhenomena OneOfTheSingular ThisTypeOfThing",
    UNCOUNTED: "MassNouns",
    PHRASE: (
        "AccuseOf AndTheLike ArriveTo AsComparedTo AsFollows AsMuchAs AsOpposedTo AspireTo AwaitFor AwareOf "
        "ComprisesOf ConstituteAs DateBackFrom DespiteItIs DespiteOf Discuss DuringAges EachAndEveryOne "
        "EverySingleOneOf ExceptOf ForTheMostPart ForTheNthTime ImplementIn Impressed InDetail InDueCourse "
        "InFavourOfDoing InLieuOf InNeedOf InRetaliationTo InspiredBy InterestedIn InTheFirstPlace InTheSameVein "
        "InThisThatRegard LeadRiseTo LevelOfDetails MoreBetter MostNumber MostOfTheTimes NoLonger NorModalPronoun "
        "NotOnly NotOnlyInversion OneAndTheSame PerSe PlayAFactor QuiteMany ReasonForDoing RedundantSuperlatives "
        "ResponsibilityFor ResponsibleFor RiseTheQuestion SameAs SimilarLike SinceDuration StateOfTheArt "
        "TakeALookTo TakeCareOf TakeControlOf TakePrideIn TheDifferenceBetween TheEntiretyOf TheLastDays "
        "ThePointFor ThriveOn Towards TrialAndError UnderneathOf Unless VeryKnown VeryUnique ViceVersa "
        "WholeEntire WidelyAccepted WithoutOut WorstCaseScenario"
    ),
    CONFUSED: (
        "ApartFrom AtLeasToLeast AtLestToLeast BareInMind BellowBelow CeaseTo Confident ConfirmThat "
        "ConvenientStore DoesOrDose DoToDueTo DueDiligence EludedTo EverSince ExtendOrExtent FlauntForFlout "
        "ForNoun HavePassed HumanLife InAnyWay InflectionPoint ItsPossessive LetAlone MakeDoWith MootPoint "
        "NounVerbConfusion OfCourse OughtToBe Payed PeaceOfMind PiqueInterest PrincipleToPrincipalRoleNoun "
        "RegimenRegiment RelayOnForRely SafeToSave SaveToSafe SeamToSeem SoughtAfter SpecialAttention "
        "StatuteOfLimitations SummarySummery ThatThis ThenThan ThereOwn ThereToTheir ThesesThese "
        "TheWhetherWeather TheyreToTheir ThoughtProcess WasAloud WorseOrWorst"
    ),
    APART: (
        "Alongside Beforehand Furthermore Henceforth However Insofar Instead InsteadOf Itself Likewise Meanwhile "
        "Misspell Nonetheless Notwithstanding Nowadays OnTopOf Proofread Regardless Shortcoming Shortcomings "
        "Therefore Thereupon Whereas Whereupon Without Worthwhile"
    ),
    DECADE: "PluralDecades",
    CAPITAL: "Countries Months NationalCapitals OrthographicConsistency UnitedOrganizations",
    COMMA: "DiscourseMarkers",
    ALLOWED: "AllowTo",
}
CHOSEN: Mapping[str, Kind] = {rule: kind for kind, rules in _KINDS.items() for rule in rules.split()}
"""Harper's rules that are asked, by name."""

_CAPITALS = re.compile(r"[A-Z][A-Z0-9&]+s?\Z")
_CLAUSE = re.compile(r"(?:\A|[.;:,(]|\b(?:that|and|but|when|if|because|as|which|while|where))\s*\Z", re.I)
_BE_PRONOUN = re.compile(r"\b(?:he|she|it|they|we)\s\Z", re.I)
_OPENERS = frozenset({"however", "furthermore", "moreover", "nevertheless", "nonetheless", "additionally"})
_SUBJECTS = re.compile(
    r"\s(?:[A-Z]|(?:the|a|an|it|this|these|those|some|other|many|several|there|he|she|they|we|its|their|no|all|in|for)\b)"
)
_LETTERED = re.compile(r"\b(?:annex|option|part|group|item|point|section|paragraph|schedule)s? \Z", re.I)
_NOT_BETWEEN = frozenset({"of", "two", "three", "and", "or", "may", "can", "will", "should", "is", "was", "has", "had"})
_ONE_OF = re.compile(r"\bone of [^.;]{0,60}\Z", re.I)
_UNCOUNTED = frozenset(
    {"information", "equipment", "advice", "software", "hardware", "feedback", "evidence", "knowledge", "research"}
)


def faults(texts: Iterable[str]) -> Iterator[tuple[Fault, ...]]:
    """Yield for each paragraph what is wrong in it, in its order; offsets are in its signs."""
    linter = _asked(frozenset(CHOSEN))
    for text in texts:
        found = [
            replace(fault, start=fault.start + at, end=fault.end + at)
            for at, piece in _pieces(text)
            for rule, lints in linter.organized_lints(piece, language="plaintext").items()
            for lint in lints
            if (fault := _fault(rule, lint, piece)) is not None
        ]
        yield tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a paragraph, with 0; one without end in pieces, with where each begins, those that are no prose left out.

    Harper's time grows with the square of a paragraph's length where it is full of brackets or pictures.
    """
    at = 0
    while len(text) - at > _LONGEST:
        space = text.rfind(". ", at, at + _LONGEST) + 1 or text.rfind(" ", at, at + _LONGEST)
        end = space + 1 if space > at else at + _LONGEST
        yield from _prose(at, text[at:end])
        at = end
    yield from _prose(at, text[at:])


def _prose(at: int, piece: str) -> Iterator[tuple[int, str]]:
    if len(piece) < _SHORT or sum(map(str.isalpha, piece)) * 2 > len(piece):
        yield at, piece


def unknown_words(words: Sequence[str], *, american: bool = False) -> dict[str, tuple[str, ...]]:
    """Return those of the words that are in no dictionary, each with the words that it may be, the likeliest first."""
    speller = _asked(frozenset({SPELLING}), american=american)
    found: dict[str, tuple[str, ...]] = {}
    short = [word for word in words if len(word) <= _LONGEST_WORD]
    for at in range(0, len(short), _LINE):
        for lint in speller.lint(", ".join(short[at : at + _LINE]) + ".", language="plaintext"):
            found[lint.problem_text] = tuple(
                one.replacement_text for one in lint.suggestions if not set("'’") & set(one.replacement_text)
            )
    return found


def _asked(rules: frozenset[str], *, american: bool = False) -> Linter:
    """Return Harper with these rules on and no others."""
    linter = _harper(american=american)
    linter.set_lint_config({rule: rule in rules for rule in linter.get_default_lint_config()})
    return linter


@cache
def _harper(*, american: bool = False) -> Linter:
    """Return Harper; the first takes half a second and more, which its dictionary wants, another one nothing."""
    from harper import Dialect, Linter

    return Linter(Dialect.AMERICAN if american else Dialect.BRITISH)


def _fault(rule: str, lint: Lint, text: str) -> Fault | None:
    """Return what a finding of Harper says, None where it can't be trusted."""
    start, end = lint.span.start, lint.span.end
    if "-" in (text[end : end + 1], text[start - 1 : start]):
        return None
    new = _new(rule, lint)
    trusted = _TRUSTED.get(rule)
    if trusted is not None and not trusted(_Said(text[:start], text[start:end], text[end:], new or "")):
        return None
    shown = _shown(rule, text, start, end)
    if new is not None:
        new = text[shown[0] : start] + new + text[end : shown[1]]
    return Fault(*shown, CHOSEN[rule], new)


def _new(rule: str, lint: Lint) -> str | None:
    """Return the words that Harper would write, None where it has no suggestion or takes words out."""
    if not lint.suggestions:
        return None
    if rule == "MassNouns" and (single := re.fullmatch(r"(an? )(\w+)", lint.problem_text, re.I)):
        return single[2].capitalize() if single[1][0] == "A" else single[2]
    first = lint.suggestions[0]
    new = f"{lint.problem_text}{first.replacement_text}" if first.kind == _INSERT else first.replacement_text
    return "An" if new == "AN" else new or None


def _shown(rule: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the words to be shown: those that are wrong, with a neighbour where they say nothing alone."""
    if rule == "OneOfTheSingular" and (one := _ONE_OF.search(text[:start])):
        return one.start(), end
    if rule in _WITH_NEXT:
        following = re.match(r"\s+[^\s,.;:()]+", text[end:])
        return start, end + (following.end() if following else 0)
    if rule in _WITH_PREVIOUS:
        previous = re.search(r"(?:\S+ not |\S+\s+)\Z", text[:start])
        return previous.start() if previous else start, end
    return start, end


@dataclass(frozen=True, slots=True)
class _Said:
    """What Harper found: the words, the text before and behind them, the words that it would write."""

    before: str
    words: str
    after: str
    new: str


def _article(said: _Said) -> bool:
    """Return whether an article is wrong for certain: acronyms that are read as words are left alone."""
    following = re.match(r" ([^\s,.;:)]+)", said.after)
    if following is None or (said.words[0] == "A" and _CLAUSE.search(said.before.rstrip(" ")) is None):
        return False
    if _LETTERED.search(said.before):
        return False
    word = following[1]
    if _CAPITALS.match(word):
        return _acronym_takes(word) == said.new.lower()
    if word[1:] != word[1:].lower() or not re.search(r"[aeiouy]", word[:3], re.I):
        return False
    return not re.match(r"(?:histo|hotel|herb|unanim|(?:an?|and|or|of|in|is|as)\Z)", word, re.I)


def _acronym_takes(word: str) -> str:
    """Return the article that an acronym takes, empty where it depends on how it is read."""
    if word[0] in "AEIO":
        return "an"
    if word[0] in "BCDGJKPQTVWYZ" or word in {"UN", "UK", "US", "USA", "UNESCO", "UNDP", "UNICEF", "UAE"}:
        return "a"
    consonants = word[0] in "FHLMNRSX" and not set("AEIOU") & set(word[1:])
    return "an" if consonants or word in {"NGO", "HLE"} else ""


def _be(said: _Said) -> bool:
    pronoun = _BE_PRONOUN.search(said.before)
    return pronoun is not None and _CLAUSE.search(said.before[: pronoun.start()]) is not None


def _opener(said: _Said) -> bool:
    return said.words.lower() in _OPENERS and _SUBJECTS.match(said.after) is not None


def _uncounted(said: _Said) -> bool:
    word = said.words.split()[-1].lower()
    return word in _UNCOUNTED or (word.endswith("s") and word[:-1] in _UNCOUNTED)


def _effect(said: _Said) -> bool:
    """Return whether `affect` and `effect` are confused for certain; "effect change" may be meant."""
    if said.words.lower().rstrip("s") not in {"affect", "effect"}:
        return True
    if said.new.lower().startswith("effect"):
        return re.search(r"\b(?:an?|the|no|any|adverse|negative|positive) \Z", said.before, re.I) is not None
    return re.match(r" (?:the|all|its|their|our|members?|countries)\b", said.after) is not None


def _small(said: _Said) -> bool:
    name = (
        len(said.words) > 4 and said.words.replace(" ", "").isalpha() and said.words != "blanche" and said.new.istitle()
    )
    return name and said.words == said.words.lower() == said.new.lower()


def _one_of(said: _Said) -> bool:
    between = re.search(r"\b[Oo]ne of (?:the|its|our|their|these|those)((?: [a-z-]+){0,3}) \Z", said.before)
    if between is None or len(said.words) < 4 or not said.words.islower() or said.after.startswith(" of "):
        return False
    return _NOT_BETWEEN.isdisjoint(between[1].split())


def _followed_by(pattern: str, *, wanted: bool = True) -> Callable[[_Said], bool]:
    compiled = re.compile(pattern)
    return lambda said: (compiled.match(said.after) is not None) is wanted


def _preceded_by(pattern: str) -> Callable[[_Said], bool]:
    compiled = re.compile(rf"(?:{pattern})\Z", re.I)
    return lambda said: compiled.search(said.before) is not None


_TRUSTED: Mapping[str, Callable[[_Said], bool]] = {
    "AnA": _article,
    "PronounInflectionBe": _be,
    "PronounVerbAgreement": _preceded_by(r"\b(?:he|she|it|they|we)\s"),
    "DiscourseMarkers": _opener,
    "MassNouns": _uncounted,
    "NounVerbConfusion": _effect,
    "OrthographicConsistency": _small,
    "OneOfTheSingular": _one_of,
    "ThenThan": _preceded_by(r"\b(?:more|less|fewer|rather|other|\w+er)\s"),
    "Whereas": _followed_by(r" (?:many|much|few|well)\b", wanted=False),
    "ThereToTheir": _followed_by(r" [a-z]+s\b"),
    "DoToDueTo": _followed_by(r" (?:the|a|an|its|their|lack|time)\b"),
    "ItsPossessive": _followed_by(r" [a-z]+"),
    "SimplePastToPastParticiple": _preceded_by(r"\b(?:has|have|had|been|was|were|be)\s"),
}

_WITH_NEXT = frozenset(
    {"AnA", "ItsPossessive", "ThereToTheir", "PrincipleToPrincipalRoleNoun", "NoLonger", "DoToDueTo"}
)
_WITH_PREVIOUS = frozenset(
    {"PronounInflectionBe", "PronounVerbAgreement", "SimplePastToPastParticiple", "DidPast", "HelpedPast", "ThenThan"}
    | {"InterestedIn", "NounVerbConfusion", "CriteriaPhenomena", "RegularIrregulars", "SingleBe"}
)
