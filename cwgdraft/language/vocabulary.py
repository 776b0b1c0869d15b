"""The words by which acts are recognised, read from plain data and compiled once."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cwgdraft.language.deadlines import DeadlineWords
from cwgdraft.language.patterns import any_of, tree_of
from cwgdraft.language.plain_data import list_at, mapping_at, word_at, words_at
from cwgdraft.language.sentences import plain


class Force(enum.StrEnum):
    """What an act is worth: only a decision lays anything on anybody."""

    DECISION = "decision"
    VIEW = "view"
    PROPOSAL = "proposal"
    INFORMATION = "information"


class Does(enum.StrEnum):
    """What a verb does; the values are the keys of the vocabulary's verbs."""

    ASK = "ask"
    DECIDE = "decide"
    PROPOSE = "propose"
    NOTE = "note"
    SAY = "say"
    THANK = "thank"
    TELL = "tell"
    PRESENT = "present"


class Tense(enum.Enum):
    """How a form of a verb is used."""

    BASE = enum.auto()
    THIRD = enum.auto()
    PAST = enum.auto()
    PARTICIPLE = enum.auto()
    GERUND = enum.auto()


_TENSES = (Tense.THIRD, Tense.PAST, Tense.PARTICIPLE, Tense.GERUND)
GROUP, NOBODY, OTHER = "group", "nobody", "other"
_SPEAKERS = (GROUP, NOBODY, "members", "chair", "paper", "text", OTHER)
_NAME_LETTERS = r"[\w&+./'-]"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: what the verb does, and the tenses that look like this."""

    does: Does
    tenses: frozenset[Tense]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of one language, compiled; each pattern looks at plain text."""

    articles: re.Pattern[str]
    article: re.Pattern[str]
    definite: re.Pattern[str]
    proper: re.Pattern[str]
    joiner: re.Pattern[str]
    last_capitals: re.Pattern[str]
    ask_lead: re.Pattern[str]
    be: re.Pattern[str]
    before_words: frozenset[str]
    adverb_endings: tuple[str, ...]
    before_verb: re.Pattern[str]
    obligation: re.Pattern[str]
    modal: re.Pattern[str]
    binding: frozenset[str]
    negation: re.Pattern[str]
    infinitive: re.Pattern[str]
    noun_after_to: re.Pattern[str]
    impersonal_before: re.Pattern[str]
    conditional: re.Pattern[str]
    earlier: re.Pattern[str]
    nobody: re.Pattern[str]
    aside: re.Pattern[str]
    awaiting: re.Pattern[str]
    agent: re.Pattern[str]
    that: re.Pattern[str]
    relative: re.Pattern[str]
    relative_within: re.Pattern[str]
    impersonal: re.Pattern[str]
    coordinated: re.Pattern[str]
    boundary: re.Pattern[str]
    opener: re.Pattern[str]
    listed_opener: re.Pattern[str]
    possessive: re.Pattern[str]
    preposition: re.Pattern[str]
    listed_preposition: re.Pattern[str]
    auxiliary: re.Pattern[str]
    finite: re.Pattern[str]
    determiner: re.Pattern[str]
    quantifier: re.Pattern[str]
    pronoun: re.Pattern[str]
    on_behalf: re.Pattern[str]
    after_participle: re.Pattern[str]
    after_noun: re.Pattern[str]
    closing: re.Pattern[str]
    last_adverb: re.Pattern[str]
    person: re.Pattern[str]
    of: re.Pattern[str]
    told: re.Pattern[str]
    thanked: re.Pattern[str]
    gratitude: re.Pattern[str]
    papers: re.Pattern[str]
    asks_next: re.Pattern[str]
    asks_first: re.Pattern[str]
    duty: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language by which acts and deadlines are recognised."""

    language: str
    abbreviations: frozenset[str]
    forms: Mapping[str, Form]
    finder: re.Pattern[str]
    invites_in_passive: frozenset[str]
    grammar: Grammar
    speakers: tuple[tuple[str, re.Pattern[str]], ...]
    bodies: re.Pattern[str]
    printed: Mapping[str, str]
    forces: Mapping[tuple[str, Does], Force]
    deadlines: DeadlineWords

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Vocabulary:
        """Return the vocabulary that `data` (a parsed acts.*.yaml) describes.

        Raises ValueError that names the key when something is missing or has another shape.
        """
        language = word_at(data, "language")
        forms, bases = _forms(data)
        obligations = words_at(mapping_at(data, "grammar"), "obligation", "grammar")
        bodies = words_at(data, "bodies")
        sentences = mapping_at(data, "sentences")
        return cls(
            language=language,
            abbreviations=frozenset(w.lower() for w in words_at(sentences, "abbreviations", "sentences")),
            forms=forms,
            finder=re.compile(rf"(?<![\w'-]){tree_of((*forms, *obligations))}(?![\w-])"),
            invites_in_passive=frozenset(words_at(data, "invites_in_passive")),
            grammar=_grammar(data, bases),
            speakers=_speakers(data),
            bodies=_names(bodies),
            printed={name.lower(): name for name in bodies if "*" not in name},
            forces=_forces(data),
            deadlines=DeadlineWords.from_data(data),
        )

    def speaker(self, name: str) -> str:
        """Return the class of the actor `name`: group, members, chair, paper, text, other; nobody for ''."""
        bare = self.bare(plain(name).partition(",")[0]).lower()
        if not bare:
            return NOBODY
        return next((kind for kind, pattern in self.speakers if pattern.fullmatch(bare)), OTHER)

    def bare(self, name: str) -> str:
        """Return `name` without its article and ordinal ("the 41st meeting" gives "meeting")."""
        return self.grammar.articles.sub("", name, count=1).strip()

    def is_body(self, name: str) -> bool:
        """Return whether `name` is somebody who can be asked, or a group of actors that is known."""
        bare = self.bare(plain(name)).lower()
        return bool(bare) and (
            self.bodies.fullmatch(bare) is not None or self.speaker(name) in {GROUP, "members", "chair"}
        )

    def force(self, speaker: str, does: Does) -> Force:
        """Return what an act is worth when a speaker of this class does this."""
        return self.forces[speaker, does]


def _forms(data: Mapping[str, object]) -> tuple[dict[str, Form], tuple[str, ...]]:
    """Return every form of every verb, and the bases of the verbs that ask."""
    verbs = mapping_at(data, "verbs")
    forms: dict[str, Form] = {}
    asking: list[str] = []
    nouns = words_at(data, "also_nouns")
    for kind in verbs:
        if kind not in set(Does):
            raise ValueError(f"'verbs.{kind}' is no kind of verb: {', '.join(Does)}")
    for does in Does:
        kinds = mapping_at(verbs, does, "verbs")
        for base in kinds:
            tensed = words_at(kinds, base, f"verbs.{does}")
            if len(tensed) != len(_TENSES):
                raise ValueError(f"'verbs.{does}.{base}' must be a list of {len(_TENSES)} forms")
            if does is Does.ASK:
                asking.append(base)
            for tense, form in ((Tense.BASE, base), *zip(_TENSES, tensed, strict=True)):
                if tense is Tense.THIRD and form in nouns:
                    continue
                earlier = forms.get(form)
                tenses = earlier.tenses if earlier else frozenset[Tense]()
                forms[form] = Form(earlier.does if earlier else does, tenses | {tense})
    for noun in words_at(data, "proposal_nouns"):
        forms[noun] = Form(Does.PROPOSE, frozenset({Tense.GERUND}))
    return forms, tuple(asking)


def _speakers(data: Mapping[str, object]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    speakers = []
    for place, entry in enumerate(list_at(data, "actors"), 1):
        where = f"actors.{place}"
        if not isinstance(entry, Mapping):
            raise ValueError(f"'{where}' must be a mapping of words")
        kind = word_at(entry, "class", where)
        if kind not in _SPEAKERS:
            raise ValueError(f"'{where}.class' must be one of {', '.join(_SPEAKERS)}")
        speakers.append((kind, _names(words_at(entry, "names", where))))
    return tuple(speakers)


def _forces(data: Mapping[str, object]) -> dict[tuple[str, Does], Force]:
    forces: dict[tuple[str, Does], Force] = {}
    table = mapping_at(data, "forces")
    for speaker in _SPEAKERS:
        row = mapping_at(table, speaker, "forces")
        for does in Does:
            value = word_at(row, does, f"forces.{speaker}")
            if value not in set(Force):
                raise ValueError(f"'forces.{speaker}.{does}' must be one of {', '.join(Force)}")
            forces[speaker, does] = Force(value)
    return forces


def _names(names: Iterable[str]) -> re.Pattern[str]:
    def spelt(name: str) -> str:
        return re.escape(name.lower()).replace(r"\*\*", ".*").replace(r"\*", f"{_NAME_LETTERS}*").replace(r"\ ", r"\s+")

    return re.compile("|".join(map(spelt, names)))


def _grammar(data: Mapping[str, object], asking: tuple[str, ...]) -> Grammar:
    table = mapping_at(data, "grammar")
    ordinal = rf"\d+{any_of(words_at(mapping_at(data, 'deadlines'), 'ordinal_endings', 'deadlines'))}"

    def some(key: str) -> str:
        return any_of(words_at(table, key, "grammar"))

    def pattern(expression: str, *, blind: bool = True) -> re.Pattern[str]:
        return re.compile(expression, re.IGNORECASE if blind else 0)

    endings = any_of(words_at(table, "adverb_endings", "grammar"))
    adverb = rf"(?:{some('adverbs')}|[a-z]+{endings})"
    adverbs = rf"(?:{adverb},?\s+)*"
    been = rf"(?:{some('perfect')}\s+{adverbs}{some('been')})"
    not_after = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in words_at(table, "before_to", "grammar"))
    infinitive, that = some("infinitive"), some("that")
    coordinator = rf"(?:{some('coordinators')}|{some('subordinators')})"
    finite = rf"(?:{some('finite')}\b|(?!need|speed|indeed)[a-z]+{some('finite_endings')}\b)"
    modal = some("modals")
    auxiliary = rf"\s(?:{some('passive')}|{some('perfect')}|{modal})\s"
    name = rf"(?:[A-Z]{_NAME_LETTERS}*|{some('joiners')})"
    duty = rf"(?:{some('obligation')}|{modal})"
    return Grammar(
        articles=pattern(rf"^\s*(?:{some('articles')}\s+)?(?:{ordinal}\s+)?"),
        article=pattern(rf"^{some('articles')}\s+"),
        definite=pattern(rf"(?<![\w-]){some('definite')}\s"),
        proper=pattern(rf"{name}(?:\s+(?:{name}|\x01+))*", blind=False),
        joiner=pattern(some("joiners")),
        last_capitals=pattern(rf"(?<!{_NAME_LETTERS})[A-Z]{_NAME_LETTERS}*(?:\s+{name})*$", blind=False),
        ask_lead=pattern(rf"\s*{some('ask_leads')}\s"),
        be=pattern(rf"{some('be')}\s"),
        before_words=frozenset(
            word.split()[-1].lower()
            for key in ("negated", "be", "been", "passive", "perfect", "adverbs")
            for word in words_at(table, key, "grammar")
        ),
        adverb_endings=words_at(table, "adverb_endings", "grammar"),
        before_verb=pattern(
            rf"(?:^|(?<=[\s,;:\x01]))(?:(?:(?P<negated>{some('negated')})|(?P<modal>{modal}\s+{adverbs}{some('be')})"
            rf"|(?P<been>{been})|(?P<passive>{some('passive')})|(?P<perfect>{some('perfect')}))\s+)?"
            rf"(?P<adverbs>{adverbs})$"
        ),
        obligation=pattern(some("obligation")),
        modal=pattern(rf"\b(?P<modal>{modal})\s+{adverbs}(?:{some('be')}\s+(?P<participle>[\w-]+))?", blind=False),
        binding=frozenset(words_at(table, "binding_modals", "grammar")),
        negation=pattern(rf"\b{some('negations')}\b"),
        infinitive=pattern(rf"\s*(?<![\w-]){not_after}{infinitive}\s+(?!{some('nouns_after_to')}\b)(?-i:[a-z][\w-]*)"),
        conditional=pattern(rf"(?:^|[\s(]){some('conditionals')}\s[^,;:]*$"),
        earlier=pattern(rf"\b{some('pluperfect')}\s+{adverbs}$"),
        nobody=pattern(rf"\s*{some('nobody')}\b"),
        impersonal_before=pattern(rf"[\w-]\s+{some('impersonal')}\s*$"),
        noun_after_to=pattern(rf"\s+(?:{some('nouns_after_to')}\b|(?-i:[A-Z])|\d)"),
        aside=pattern(rf",\s*(?={some('prepositions')}\b)|,?\s+{some('addressee_ends')}\b"),
        awaiting=pattern(rf"\s+{infinitive}\s*[:.]*\s*$"),
        agent=pattern(rf"\s*{some('agent')}\s+"),
        that=pattern(rf"\s*(?:,\s*)?{adverbs}{that}\b,?\s*"),
        relative=pattern(rf"(?:^|\s){some('relatives')}\s*$"),
        relative_within=pattern(rf"\s{some('relatives')}\s"),
        impersonal=pattern(rf"\s*{some('impersonal')}\s*"),
        coordinated=pattern(rf"(?:[,;]|(?<![\w-]){coordinator},?)\s*$"),
        boundary=pattern(rf"(?:[,;:]\s*)?(?<![\w-]){coordinator}\b,?\s+|[;:,]\s+"),
        opener=pattern(rf"{some('openers')}\b|[a-z]+{some('opener_endings')}\b"),
        listed_opener=pattern(rf"{some('openers')}\b"),
        listed_preposition=pattern(some("prepositions")),
        possessive=pattern(rf"{some('possessives')}\b"),
        preposition=pattern(rf"(?:{some('prepositions')}|{some('relatives')}|[a-z]+ing)\b"),
        auxiliary=pattern(auxiliary),
        finite=pattern(rf"(?<=[\s\x01]){finite}"),
        determiner=pattern(rf"{some('determiners')}\b"),
        quantifier=pattern(rf"(?:{some('determiners')}|{some('pronouns')})\b"),
        pronoun=pattern(some("pronouns")),
        on_behalf=pattern(rf",?\s*{some('on_behalf')}\b"),
        after_participle=pattern(rf"\s+{some('after_participle')}\b"),
        after_noun=pattern(rf"\s*(?:[,.;:]|{some('after_noun')}\b|$)"),
        closing=pattern(rf"[,;:]|(?<![\w-])(?:{coordinator}|{that}|{some('relatives')})\b"),
        last_adverb=pattern(rf"\s+{adverb}\s*$"),
        person=pattern(some("persons")),
        of=pattern(rf"\s*{some('of')}\s+"),
        told=pattern(rf"[,;:\x01]|\b{some('told')}\b"),
        thanked=pattern(rf"[,;:\x01]|\b{some('thanked')}\b"),
        gratitude=pattern(rf"\s*{some('gratitude')}\s+"),
        papers=pattern(rf"\b{some('papers')}\b|/\d"),
        asks_next=pattern(rf"\s*{infinitive}\s+{adverbs}(?P<base>{any_of(asking)})\b"),
        asks_first=pattern(rf"\s*(?:{infinitive}\s+)?{adverbs}(?P<base>{any_of(asking)})\b"),
        duty=pattern(rf"\s+{adverbs}(?P<duty>{duty})\b"),
    )
