"""Find the clauses of a sentence that report something done: the verb, its voice and its subject.

The reading is shallow. A known form of a verb opens a clause when it stands after a subject, or directly
after "and" or a comma behind an earlier clause; the same form elsewhere is a participle ("the documents
presented") or belongs to a reported or relative clause ("informed that ...", "which requests ...").
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace

from cwgdraft.language.deadlines import is_deadline_at
from cwgdraft.language.sentences import BLOT
from cwgdraft.language.vocabulary import GROUP, OTHER, Does, Form, Tense, Vocabulary

Span = tuple[int, int]
_REACH = 48  # how far before a verb its auxiliary and adverbs are looked for


class Voice(enum.Enum):
    """How a clause's subject stands to its verb."""

    ACTIVE = enum.auto()
    PASSIVE = enum.auto()
    DUTY = enum.auto()  # "is to continue"
    LATER = enum.auto()  # "will be presented", "should remain"
    ADDED = enum.auto()  # "..., requesting the secretariat to ..."


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence; spans are offsets in the sentence, `subject` is None when there is none."""

    start: int
    end: int
    verb: Span
    voice: Voice
    form: Form | None
    subject: Span | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A known form in a sentence, with the auxiliary and adverbs before it."""

    begin: int
    verb: Span
    voice: Voice
    form: Form | None
    negated: bool
    word: str


def clauses_in(flat: str, shape: str, words: Vocabulary) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order; they cover it from the first clause's start to its end.

    `flat` is the sentence as plain text, `shape` its outline, without parentheses and quotations.
    """
    found: list[Clause] = []
    for match in words.finder.finditer(shape):
        hit = _hit(shape, match, words)
        if hit is None:
            continue
        clause = _clause(shape, hit, found, words)
        if clause is not None:
            found.append(clause)
    if not found:
        later = _later(shape, words)
        found = [later] if later else []
    return tuple(_ended(flat, found, words))


def _hit(shape: str, match: re.Match[str], words: Vocabulary) -> _Hit | None:
    start, end = match.span()
    word = " ".join(match.group().split())
    left = None
    last = shape[max(0, start - _REACH) : start].rstrip(" ,").rpartition(" ")[2].lower()
    if last in words.grammar.before_words or last.endswith(words.grammar.adverb_endings):
        left = words.grammar.before_verb.search(shape, max(0, start - _REACH), start)
    begin, negated = (left.start(), words.grammar.negation.search(left.group()) is not None) if left else (start, False)
    form = words.forms.get(word)
    if form is None:
        # "how important the group is to its members", "how important it is to meet" lay no duty on anybody.
        if words.grammar.noun_after_to.match(shape, end) or words.grammar.impersonal_before.search(shape, 0, begin):
            return None
        return _Hit(begin, (start, end), Voice.DUTY, None, negated, word)
    tenses = form.tenses
    voice = None
    if left and left["negated"]:
        voice = Voice.ACTIVE if Tense.BASE in tenses else None
        negated = True
    elif left and left["modal"]:
        voice = None
    elif left and (left["passive"] or left["been"]):
        is_going_on = Tense.GERUND in tenses and Tense.PARTICIPLE not in tenses
        voice = Voice.ADDED if is_going_on else Voice.PASSIVE if Tense.PARTICIPLE in tenses else None
    elif left and left["perfect"]:
        voice = Voice.ACTIVE if Tense.PARTICIPLE in tenses else None
    elif Tense.PAST in tenses or Tense.THIRD in tenses:
        voice = Voice.ACTIVE
    elif Tense.GERUND in tenses and form.does in {Does.ASK, Does.PROPOSE}:
        voice = Voice.ADDED
    elif Tense.BASE in tenses and form.does is Does.ASK:
        voice = Voice.ACTIVE
    return _Hit(begin, (start, end), voice, form, negated, word) if voice else None


def _clause(shape: str, hit: _Hit, found: list[Clause], words: Vocabulary) -> Clause | None:
    """Return the clause that a hit opens, None when it opens none."""
    if hit.voice is Voice.ADDED:
        return _added(shape, hit, found, words)
    has_auxiliary = hit.begin < hit.verb[0] and words.grammar.auxiliary.search(f" {shape[hit.begin : hit.verb[0]]}")
    is_bare = hit.voice is Voice.ACTIVE and not has_auxiliary and not hit.negated
    if is_bare and _is_participle(shape, hit, words):
        return None
    previous = found[-1] if found else None
    if is_bare and hit.form is not None and hit.form.tenses == {Tense.THIRD}:
        is_present = previous is None or previous.form is None or Tense.THIRD in previous.form.tenses
        if not is_present or words.grammar.after_noun.match(shape, hit.verb[1]):
            return None
    left = shape[previous.verb[1] : hit.begin] if previous else shape[: hit.begin]
    if previous and words.grammar.coordinated.search(left):
        return _continued(shape, hit, previous, words)
    if hit.form is not None and is_bare and Tense.BASE in hit.form.tenses and Tense.PAST not in hit.form.tenses:
        return None
    clause = _own(shape, hit, previous.verb[1], words) if previous else _first(shape, hit, words)
    if clause is not None and is_bare and clause.subject and _describes(shape, hit, clause.subject, words):
        return None
    return clause


def _is_participle(shape: str, hit: _Hit, words: Vocabulary) -> bool:
    """Return whether a bare form is one, as in "the report presented by ..." or "the documents submitted were"."""
    end = hit.verb[1]
    last = f"{shape[: hit.begin].rstrip().rpartition(' ')[2]} "
    if words.grammar.article.match(last) or words.grammar.possessive.match(last):
        return True
    agent = words.grammar.agent.match(shape, end)
    if agent and not is_deadline_at(shape, end + len(agent.group()) - len(agent.group().lstrip()), words.deadlines):
        return True
    auxiliary = words.grammar.auxiliary.search(shape, end)
    if auxiliary is None:
        return False
    between = shape[end : auxiliary.start()]
    return not between.strip() or (len(between.split()) <= 6 and not words.grammar.closing.search(between))


def _describes(shape: str, hit: _Hit, subject: Span, words: Vocabulary) -> bool:
    """Return whether "adopted at ..." or "outlined in ..." only describes the noun before it."""
    noun = shape[slice(*subject)]
    return (
        hit.form is not None
        and hit.form.does in {Does.PRESENT, Does.DECIDE}
        and words.grammar.after_participle.match(shape, hit.verb[1]) is not None
        and not words.is_body(noun)
        and words.speaker(noun) == OTHER
        and words.grammar.proper.fullmatch(noun) is None
    )


def _continued(shape: str, hit: _Hit, previous: Clause, words: Vocabulary) -> Clause | None:
    """Return the clause of a verb directly after "and" or a comma: it shares the earlier clause's subject."""
    form, voice = hit.form, hit.voice
    tail = shape[hit.verb[1] :]
    left = shape[previous.verb[1] : hit.begin]
    if form is not None and voice is Voice.ACTIVE and hit.begin == hit.verb[0]:
        is_to = words.grammar.infinitive.match(tail)
        if previous.voice is Voice.PASSIVE and Tense.PARTICIPLE in form.tenses and form.does is Does.ASK and is_to:
            voice = Voice.PASSIVE
        elif (
            Tense.BASE in form.tenses
            and Tense.PAST not in form.tenses
            and (words.grammar.infinitive.search(left) or left.rstrip().endswith(","))
        ):
            return None  # "to support it and encourage ..."; "noted it and encourage ..." is a slip for the past
    if previous.voice is Voice.ADDED and previous.subject is None:
        return None
    return Clause(hit.begin, len(shape), hit.verb, voice, form, previous.subject, hit.negated)


def _first(shape: str, hit: _Hit, words: Vocabulary) -> Clause | None:
    """Return the first clause of a sentence, with the subject that stands before its verb."""
    grammar = words.grammar
    before = shape[: hit.begin]
    if grammar.relative.search(before.rstrip()):
        return _relative(shape, hit, 0, words)
    subject = _subject(before, words)
    if subject is None:
        return _own(shape, hit, 0, words)
    start, end = subject
    noun = shape[start:end]
    finite = grammar.finite.search(noun)
    if grammar.coordinated.search(before) and (finite or not before.rstrip().endswith(",")):
        if finite is None:
            return None
        noun = words.grammar.last_adverb.sub("", noun[: finite.start()])
        subject = (start, start + len(noun))
    elif finite and (own := _own(shape, hit, start + finite.end(), words, follows=True)):
        return replace(own, start=0)
    elif grammar.auxiliary.search(noun) or _is_inside_relative(noun, words):
        return _own(shape, hit, 0, words)
    return Clause(0, len(shape), hit.verb, hit.voice, hit.form, _trimmed(shape, subject), hit.negated)


def _own(shape: str, hit: _Hit, since: int, words: Vocabulary, *, follows: bool = False) -> Clause | None:
    """Return a later clause with a subject of its own ("..., and the secretariat was requested to ...").

    With `follows` another verb, an unknown one, is known to stand before, so any "and the ..." may be one.
    """
    grammar = words.grammar
    text = shape[since : hit.begin]
    if grammar.relative.search(text.rstrip()):
        return _relative(shape, hit, since, words)
    reported = grammar.that.search(f" {text}") is not None
    for boundary in reversed(list(grammar.boundary.finditer(text))):
        noun = text[boundary.end() :].strip()
        if not noun or grammar.that.match(noun):
            return None
        if len(noun.split()) > 25:
            return None
        if grammar.preposition.match(noun) or grammar.auxiliary.search(f"{noun} "):
            continue
        is_known = words.is_body(noun) or words.speaker(noun) != OTHER or grammar.impersonal.fullmatch(noun)
        is_weak = boundary.group().strip() in {",", ":"}
        if is_weak and reported:
            continue
        if hit.voice is Voice.ACTIVE or reported:
            is_name = words.grammar.proper.fullmatch(noun) is not None
            is_name = is_name or (follows and words.grammar.determiner.match(noun) is not None)
            is_subject = is_known or (not is_weak and not reported and is_name)
        else:
            is_subject = bool(is_known) or not is_weak or since > 0
        if is_subject:
            start = since + boundary.end()
            subject = _trimmed(shape, (start, hit.begin))
            return Clause(start, len(shape), hit.verb, hit.voice, hit.form, subject, hit.negated)
    return None


def _relative(shape: str, hit: _Hit, since: int, words: Vocabulary) -> Clause | None:
    """Return the clause "which was appreciated by the group": only the group's own word counts there."""
    if hit.form is not None and hit.form.tenses == {Tense.GERUND}:
        return None
    if hit.voice is not Voice.PASSIVE or agent_after(shape, hit.verb[1], words, {GROUP}) is None:
        return None
    if not since and words.grammar.opener.match(shape):
        return None
    return Clause(hit.begin if since else 0, len(shape), hit.verb, hit.voice, hit.form, None, hit.negated)


def _added(shape: str, hit: _Hit, found: list[Clause], words: Vocabulary) -> Clause | None:
    """Return the clause of "requesting ..." behind a clause that asks nothing itself, None elsewhere.

    After a comma it is the speaker's own ("the group noted the report, inviting ..."). Without one it belongs
    to the paper that was presented, so it counts only behind a verb that presents or tells.
    """
    previous = found[-1] if found else None
    if previous is None or previous.form is None or previous.voice is not Voice.ACTIVE or previous.subject is None:
        return None
    does = previous.form.does
    left = shape[previous.verb[1] : hit.begin].rstrip()
    if does is Does.PROPOSE and words.grammar.agent.match(f" {left.split()[-1] if left else ''} "):
        return Clause(hit.begin, len(shape), hit.verb, Voice.ADDED, hit.form, previous.subject)
    last = left.split()[-1] if left.split() else ""
    if words.grammar.preposition.fullmatch(last) and not words.grammar.relative.search(left):
        return None
    is_group = words.speaker(shape[slice(*previous.subject)]) == GROUP
    if does in {Does.PRESENT, Does.PROPOSE} and not is_group and words.grammar.papers.search(left):
        return Clause(hit.begin, len(shape), hit.verb, Voice.ADDED, hit.form, previous.subject)
    has_comma = left.endswith(",")
    if has_comma and does in {Does.NOTE, Does.THANK} and not words.grammar.relative.search(left.split(",")[-2] or " "):
        return Clause(hit.begin, len(shape), hit.verb, Voice.ADDED, hit.form, previous.subject)
    if has_comma and does in {Does.PRESENT, Does.TELL}:
        return Clause(hit.begin, len(shape), hit.verb, Voice.ADDED, hit.form, previous.subject)
    return None


def _later(shape: str, words: Vocabulary) -> Clause | None:
    """Return the clause of "will be presented" or "should remain", for a sentence that has no other."""
    for match in words.grammar.modal.finditer(shape):
        before = shape[: match.start()]
        if words.grammar.relative.search(before.rstrip()):
            continue
        subject = _subject(before, words)
        if subject is not None and not _is_inside_relative(shape[slice(*subject)], words):
            participle = match["participle"]
            form = words.forms.get(participle) if participle else None
            end = match.end() if participle else match.end("modal")
            return Clause(0, len(shape), (match.start(), end), Voice.LATER, form, _trimmed(shape, subject))
    return None


def agent_after(shape: str, position: int, words: Vocabulary, kinds: set[str] | None = None) -> Span | None:
    """Return where the actor named by "by ..." at `position` stands, None when nobody is named there.

    With `kinds` only an actor of one of these classes counts. "by 4 March" names nobody.
    """
    agent = words.grammar.agent.match(shape, position)
    if agent is None:
        return None
    begin = position + len(agent.group()) - len(agent.group().lstrip())
    start = agent.end()
    if is_deadline_at(shape, begin, words.deadlines):
        return None
    if not (words.grammar.determiner.match(shape, start) or shape[start : start + 1].isupper()):
        return None
    end = start
    for word in re.finditer(r"\S+\s*", shape[start:]):
        token = word.group().strip()
        if end > start and words.grammar.preposition.fullmatch(token) and not words.grammar.joiner.fullmatch(token):
            break
        end = start + word.end()
        if token[-1] in f",.;:{BLOT}":
            break
    span = _trimmed(shape, (start, end))
    if span is None or (kinds and words.speaker(shape[slice(*span)]) not in kinds):
        return None
    return span


def _subject(before: str, words: Vocabulary) -> Span | None:
    """Return where the subject stands in `before`, what comes before the first verb of a sentence."""
    grammar = words.grammar
    text = before.rstrip()
    colon = text.rfind(": ")
    start = colon + 2 if colon >= 0 and text[colon + 2 : colon + 3].isupper() else 0
    start += len(text[start:]) - len(text[start:].lstrip(" \"'" + BLOT))
    rest = text[start:]
    if not grammar.articles.sub("", f"{rest} ", count=1).strip(" ,"):
        return None
    is_opened = grammar.opener.match(rest) and ("," in rest or grammar.listed_opener.match(rest))
    if not is_opened:
        comma = rest.rfind(", ")
        if comma >= 0 and words.is_body(rest[comma + 2 :]) and words.grammar.determiner.match(rest, comma + 2):
            start += comma + 2
        return (start, len(text))
    while rest.endswith(",") and rest.count(",") > 1:
        rest = rest[: rest[:-1].rindex(",")]
    comma = rest.rfind(",")
    if comma >= 0 and rest[comma + 1 :].strip():
        begin = start + comma + 1
        noun = text[begin : start + len(rest)]
        if not grammar.preposition.match(noun.strip()) or "," not in rest[:comma]:
            return (begin, start + len(rest)) if not grammar.preposition.match(noun.strip()) else None
        return _subject(text[: start + comma], words) if not grammar.opener.match(noun.strip()) else None
    return _unopened(rest, start, words)


def _unopened(rest: str, start: int, words: Vocabulary) -> Span | None:
    """Return the subject behind an opening phrase that no comma closes ("At the 42nd meeting the group")."""
    last_word = rest.split()[-1]
    if last_word[0].isupper() and words.speaker(last_word) == GROUP:
        return (start + len(rest) - len(last_word), start + len(rest))
    places = [match.start() for match in words.grammar.definite.finditer(rest)]
    for place in reversed(places):
        if words.is_body(rest[place:]) or words.speaker(rest[place:]) != OTHER:
            return (start + place, start + len(rest))
    for place in reversed(places):
        earlier = rest[:place].split()
        if earlier and not words.grammar.listed_preposition.fullmatch(earlier[-1]):
            return (start + place, start + len(rest))
    last = words.grammar.last_capitals.search(rest)
    if last and last.start() > 0 and not words.grammar.listed_preposition.fullmatch(rest[: last.start()].split()[-1]):
        return (start + last.start(), start + len(rest))
    return None


def _is_inside_relative(noun: str, words: Vocabulary) -> bool:
    """Return whether `noun` ends within "which the Council ...", so that a verb after it isn't the sentence's."""
    parts = words.grammar.relative_within.split(noun)
    return len(parts) > 1 and not parts[-1].rstrip().endswith(",") and not words.grammar.finite.search(f" {parts[-1]}")


def _trimmed(shape: str, span: Span) -> Span | None:
    start, end = span
    text = shape[start:end]
    start += len(text) - len(text.lstrip(" ,;:"))
    end -= len(text) - len(text.rstrip(" ,;:." + BLOT))
    return (start, end) if start < end else None


def _ended(flat: str, found: list[Clause], words: Vocabulary) -> list[Clause]:
    """Return the clauses, each ending where the next begins, without the "and" between them."""
    ended = []
    for place, clause in enumerate(found):
        stop = found[place + 1].start if place + 1 < len(found) else len(flat)
        text = flat[clause.start : stop].rstrip()
        if place + 1 < len(found):
            while True:
                shorter = words.grammar.relative.sub("", words.grammar.coordinated.sub("", text)).rstrip()
                if shorter == text:
                    break
                text = shorter
        ended.append(replace(clause, end=clause.start + len(text)))
    return ended
