"""Read what follows a verb: who is asked, told or thanked, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cwgdraft.language.clauses import Span, agent_after
from cwgdraft.language.sentences import plain
from cwgdraft.language.vocabulary import Does, Vocabulary

_HANDOVERS = frozenset({Does.ASK, Does.DECIDE, Does.PROPOSE})


@dataclass(slots=True)
class Known:
    """Whom the sentences so far have named: what a pronoun can stand for."""

    words: Vocabulary
    subject: str = ""
    person: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written, as plain text, and as outline; all of one length."""

    text: str
    flat: str
    shape: str

    def part(self, start: int, end: int) -> str:
        """Return what is written from `start` to `end`, without blanks and final stops around it."""
        return self.text[start:end].strip(" \t\n\u00a0,;:").removesuffix(".").strip()


def object_of(sentence: Sentence, start: int, end: int, does: Does, known: Known) -> tuple[str, bool, str, str]:
    """Return what follows a verb: more of the verb, whether it asks, the addressee, and the matter."""
    grammar, shape = known.words.grammar, sentence.shape[:end]
    if does in {Does.DECIDE, Does.PROPOSE}:
        asking = grammar.asks_next.match(shape, start)
        if asking:
            _, _, addressee, matter = object_of(sentence, asking.end(), end, Does.ASK, known)
            return f" {' '.join(asking.group().split())}", True, addressee, matter
    that = grammar.that.match(shape, start)
    if that and does in _HANDOVERS:
        addressee = _bound(sentence, that.end(), end, known)
        return "", does is Does.ASK or bool(addressee), addressee, sentence.part(that.end(), end)
    if does is Does.ASK:
        return "", True, *asked_of(sentence, start, end, known)
    if does in {Does.TELL, Does.THANK}:
        return "", False, *_told(sentence, start, end, does, known)
    to = grammar.infinitive.match(shape, start) if does is Does.DECIDE else None
    completed = does in _HANDOVERS and grammar.awaiting.fullmatch(shape, start)
    if completed:
        return f" {completed.group().strip(' :.')}", False, "", ""
    of = grammar.of.match(shape, start) if does is Does.NOTE else None
    begin = to.end() - len(to.group().split()[-1]) if to else that.end() if that else of.end() if of else start
    more = f" {to.group().split()[0]}" if to else ""
    return more, False, "", sentence.part(begin, end)


def asked_of(sentence: Sentence, start: int, end: int, known: Known) -> tuple[str, str]:
    """Return who is asked and what: the words before the first infinitive, and from it on."""
    words, shape = known.words, sentence.shape
    whole = sentence.part(start, end)
    to = words.grammar.infinitive.search(shape, start, end)
    if to is None:
        completed = words.grammar.awaiting.search(shape[:end], start)
        if completed and _is_noun(shape[start : completed.start()].strip(), words):
            return resolved(name_at(sentence, (start, completed.start()), known), "", known), ""
        return "", whole
    noun = shape[start : to.start()]
    lead = words.grammar.ask_lead.match(noun)
    begin = start + (lead.end() if lead else 0)
    noun = noun[lead.end() if lead else 0 :]
    aside = words.grammar.aside.search(noun)
    if aside:
        noun = noun[: aside.start()]
        to = _main_infinitive(shape, start, end, words) or to
    if not _is_noun(noun.strip(" ,"), words):
        return "", whole
    stop = begin + len(noun)
    name = name_at(sentence, (begin, stop), known, whole=True)
    name = resolved(name, known.addressee or known.subject, known)
    matter = sentence.part(to.end() - len(to.group().split()[-1]), end)
    return name, matter


def _main_infinitive(shape: str, start: int, end: int, words: Vocabulary) -> re.Match[str] | None:
    """Return the infinitive behind a long aside, which may itself hold a "to be"."""
    found = list(words.grammar.infinitive.finditer(shape, start, end))
    return next((match for match in found if not words.grammar.be.match(f"{match.group().split()[-1]} ")), None)


def _is_noun(noun: str, words: Vocabulary) -> bool:
    """Return whether `noun` can be somebody who is asked."""
    if not noun or len(noun.split()) > 24 or words.grammar.auxiliary.search(f" {noun} "):
        return False
    return bool(noun[0].isupper() or words.grammar.quantifier.match(noun) or words.is_body(noun))


def _told(sentence: Sentence, start: int, end: int, does: Does, known: Known) -> tuple[str, str]:
    """Return who is told or thanked, and of what."""
    words, shape = known.words, sentence.shape
    to = words.grammar.gratitude.match(shape, start) if does is Does.THANK else None
    begin = to.end() if to else start
    close = (words.grammar.thanked if does is Does.THANK else words.grammar.told).search(shape, begin, end)
    stop = close.start() if close else end
    noun = shape[begin:stop].strip(" .")
    said = close is not None and shape[close.start()] not in ",;:\x01"
    is_thing = does is Does.THANK and words.grammar.possessive.match(noun)
    if not noun or is_thing or not _is_noun(noun, words):
        return "", sentence.part(start, end)
    is_name = words.is_body(noun) or (said and (noun[0].isupper() or len(noun.split()) <= 4))
    if does is Does.TELL and not is_name:
        return "", sentence.part(start, end)
    name = resolved(name_at(sentence, (begin, stop), known, whole=True), known.addressee, known)
    return name, sentence.part(close.end() if close and said else stop, end)


def _bound(sentence: Sentence, start: int, end: int, known: Known) -> str:
    """Return who has to do what was agreed ("that the secretariat will ..."), '' when it is no known body."""
    words, shape = known.words, sentence.shape[:end]
    duty = words.grammar.duty.search(shape, start)
    if duty and words.is_body(shape[start : duty.start()]):
        return name_at(sentence, (start, duty.start()), known)
    if duty:
        named = words.grammar.agent.search(shape, duty.end())
        agent = agent_after(shape, named.start(), words) if named else None
        name = name_at(sentence, agent, known) if agent else ""
        return name if name and words.is_body(name) else ""
    tokens = list(re.finditer(r"\S+", shape[start:]))[:7]
    for token in reversed(tokens):
        if words.is_body(shape[start : start + token.end()]):
            return name_at(sentence, (start, start + token.end()), known)
    return ""


def name_at(sentence: Sentence, span: Span, known: Known, *, whole: bool = False) -> str:
    """Return the actor or addressee at `span` as a list prints it: no article, no aside."""
    grammar = known.words.grammar
    shape = sentence.shape[slice(*span)]
    stop = len(shape)
    if not whole:
        comma = shape.find(",")
        if comma > 0 and not grammar.on_behalf.match(shape, comma):
            stop = comma
    relative = grammar.relative_within.search(shape)
    if relative:
        stop = min(stop, relative.start())
    name = " ".join(sentence.text[span[0] : span[0] + stop].split()).strip(" ,;:.\"'“”")
    name = grammar.article.sub("", name)
    printed = known.words.printed.get(plain(name).lower())
    if printed:
        return printed
    first = name.split(" ", 1)[0]
    if grammar.determiner.fullmatch(first) or first.lower() in known.words.printed:
        lowered = known.words.printed.get(first.lower(), first.lower())
        return lowered + name[len(first) :]
    return name


def resolved(name: str, stands_for: str, known: Known) -> str:
    """Return whom a pronoun stands for, as far as it is known; any other name as it is."""
    if known.words.grammar.person.fullmatch(name):
        return known.person or name
    return stands_for if stands_for and known.words.grammar.pronoun.fullmatch(name) else name


def written_at(sentence: Sentence, span: Span) -> str:
    """Return the words at `span` as written, with single blanks."""
    return " ".join(sentence.text[slice(*span)].split())
