"""Recognise what a statement of minutes does: who asks, decides, notes or says what, of whom, by when.

Only the group decides. That is the vocabulary's table `forces`, and it is drawn so that no list of actions
can make an obligation of something weaker:

- what "some members" request is their view, whatever the verb;
- what one country, one paper or the Chair asks for is a proposal until the group takes it up: the Chair
  steers the meeting but does not bind it, and a request of the Chair's that the group shared is written
  as the group's;
- "the secretariat was requested" is the meeting's own report, hence a decision, but it names nobody: the
  actor is '' so that a list can keep it apart;
- "is to" and "should" say no more than what stood before them: behind a view they are part of the view.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.language.clauses import Clause, Span, Voice, agent_after, clauses_in
from cwgdraft.language.deadlines import Calendar, Deadline, Period, deadlines_in, leading_deadline
from cwgdraft.language.sentences import outline, plain, sentences_in, symbols_in
from cwgdraft.language.vocabulary import GROUP, NOBODY, Does, Force, Vocabulary

__all__ = ["Act", "Deadline", "Force", "Step", "Vocabulary", "recognise"]
_HANDOVERS = frozenset({Does.ASK, Does.DECIDE, Does.PROPOSE})
_NO_MEETINGS: Mapping[int, Period] = {}
_NO_SESSIONS: Mapping[str, Period] = {}


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step of a timetable: by when, and what."""

    deadline: Deadline
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """What one clause of a statement does.

    `actor` is '' when nobody is named, `verb` the form as written ("requested", "agreed to request", "is to"),
    `addressee` who is asked, told or thanked, '' when nobody is. `excerpt` is the text of the clause as it
    stands in the minutes. `asks` says that the verb asks something of the addressee, with whatever `force`.
    """

    actor: str
    verb: str
    addressee: str
    matter: str
    deadlines: tuple[Deadline, ...]
    steps: tuple[Step, ...]
    documents: tuple[str, ...]
    force: Force
    excerpt: str
    asks: bool = False


@dataclass(slots=True)
class _Reading:
    """What a paragraph has said so far: its acts, and whom the last subject and the last addressee named."""

    words: Vocabulary
    when: Calendar
    acts: list[Act] = field(default_factory=list)
    subject: str = ""
    person: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as written, as plain text, and as outline; all of one length."""

    text: str
    flat: str
    shape: str

    def part(self, start: int, end: int) -> str:
        """Return what is written from `start` to `end`, without blanks and final stops around it."""
        return self.text[start:end].strip(" \t\n\u00a0,;:").removesuffix(".").strip()


def recognise(
    text: str,
    vocabulary: Vocabulary,
    *,
    on: datetime.date | None = None,
    meetings: Mapping[int, Period] = _NO_MEETINGS,
    sessions: Mapping[str, Period] = _NO_SESSIONS,
    children: Sequence[tuple[int, str]] = (),
) -> tuple[Act, ...]:
    """Return the acts of one statement, in the order of its words; () when it only describes.

    `on` is the meeting's last day, from which a date without a year is understood; `meetings` and `sessions`
    (under names such as "Council 2027") give the first and last days that deadlines count from. `children`
    are the list items or numbered paragraphs below the statement, each with its depth: dated ones become the
    steps of the last act, ones that complete "agreed to:" or "requested the secretariat to:" acts of their own.
    """
    reading = _Reading(vocabulary, Calendar(on, meetings, sessions))
    for start, end in sentences_in(text, vocabulary.abbreviations):
        _read_sentence(text[start:end], reading)
    if children:
        _read_children(text, children, reading)
    return tuple(reading.acts)


def _read_sentence(text: str, reading: _Reading) -> None:
    flat = plain(text)
    sentence = _Sentence(text, flat, outline(flat))
    documents = symbols_in(text)
    clauses = clauses_in(flat, sentence.shape, reading.words)
    known_before = reading.subject
    subject = ""
    for place, clause in enumerate(clauses):
        if clause.subject is not None:
            subject = _name(sentence, clause.subject, reading)
            if clause.voice is not Voice.PASSIVE or not reading.words.grammar.impersonal.fullmatch(subject):
                subject = _resolved(subject, known_before, reading)
        act = _act(sentence, clause, subject if clause.subject else "", reading)
        if act is not None:
            before = sentence.flat[: clause.start] if place else ""
            reading.acts.append(replace(act, documents=documents, deadlines=_due(sentence, clause, act, before, reading)))
            reading.addressee = act.addressee or reading.addressee
            reading.person = act.actor or reading.person
    if subject and reading.words.grammar.impersonal.fullmatch(subject) is None:
        reading.subject = subject
    if not clauses:
        deadlines = deadlines_in(text, reading.words.deadlines, reading.when)
        if deadlines:
            whole = sentence.part(0, len(text))
            reading.acts.append(Act("", "", "", whole, deadlines, (), documents, _inherited(reading), text.strip()))


def _due(sentence: _Sentence, clause: Clause, act: Act, before: str, reading: _Reading) -> tuple[Deadline, ...]:
    soft = act.asks or clause.voice in {Voice.DUTY, Voice.LATER}
    words, when = reading.words.deadlines, reading.when
    if not soft and not words.trigger.search(sentence.flat, clause.start, clause.end):
        return ()
    head, tail = sentence.text[clause.start : clause.verb[0]], sentence.text[clause.verb[0] : clause.end]
    early = deadlines_in(head, words, when, before=before)
    return (*early, *deadlines_in(tail, words, when, soft=soft, before=f"{before} {plain(head)}"))


def _act(sentence: _Sentence, clause: Clause, subject: str, reading: _Reading) -> Act | None:
    """Return the act of a clause, without deadlines and documents; None when the clause does nothing."""
    if clause.voice is Voice.DUTY:
        return _duty(sentence, clause, subject, reading)
    if clause.voice is Voice.LATER:
        return _later(sentence, clause, subject, reading)
    if clause.form is None:
        return None
    if clause.voice is Voice.PASSIVE:
        return _passive(sentence, clause, subject, clause.form.does, reading)
    return _active(sentence, clause, subject, clause.form.does, reading)


def _active(sentence: _Sentence, clause: Clause, actor: str, does: Does, reading: _Reading) -> Act:
    words = reading.words
    speaker = words.speaker(actor)
    force = words.force(speaker, does)
    if clause.voice is Voice.ADDED and speaker != GROUP and force is Force.DECISION:
        force = Force.PROPOSAL
    if words.grammar.impersonal.fullmatch(actor) and not words.grammar.pronoun.fullmatch(actor):
        actor, force = "", words.force(NOBODY, does)
    verb, asks, addressee, matter = _object(sentence, clause.verb[1], clause.end, does, reading)
    verb = f"{_written(sentence, clause.verb)}{verb}"
    if clause.negated:
        asks, force, verb = False, _denied(force), f"not {verb}"
    return Act(actor, verb, addressee, matter, (), (), (), force, _excerpt(sentence, clause), asks)


def _passive(sentence: _Sentence, clause: Clause, subject: str, does: Does, reading: _Reading) -> Act:
    words, grammar = reading.words, reading.words.grammar
    after = clause.verb[1]
    verb = _written(sentence, clause.verb)
    agent = agent_after(sentence.shape, after, words)
    actor = _name(sentence, agent, reading) if agent else ""
    actor = _resolved(actor, reading.subject, reading) if actor else ""
    if agent:
        after = agent[1]
    to = grammar.infinitive.search(sentence.shape, after, clause.end)
    direct = to is not None and not sentence.shape[after : to.start()].strip(" ,")
    if does is not Does.ASK and verb in words.invites_in_passive and direct:
        does = Does.ASK
    force = words.force(words.speaker(actor), does)
    more, asks, addressee, matter = "", does is Does.ASK, "", ""
    if subject == "" or grammar.impersonal.fullmatch(subject) or (direct and does in {Does.DECIDE, Does.PROPOSE}):
        more, asks, addressee, matter = _object(sentence, after, clause.end, does, reading)
        if subject and not grammar.impersonal.fullmatch(subject):
            matter = f"{subject} {matter}".strip()
    elif does is Does.ASK and to is not None and (direct or words.is_body(subject)):
        addressee, matter = subject, sentence.part(to.end() - len(to.group().split()[-1]), clause.end)
    elif does in {Does.TELL, Does.THANK} or (does is Does.ASK and words.is_body(subject)):
        addressee = subject
        said = grammar.told.match(sentence.shape[after : clause.end].lstrip())
        skip = len(sentence.shape[after : clause.end]) - len(sentence.shape[after : clause.end].lstrip())
        matter = sentence.part(after + skip + (said.end() if said else 0), clause.end)
    else:
        matter = subject
    verb += more
    if clause.negated:
        asks, force, verb = False, _denied(force), f"not {verb}"
    return Act(actor, verb, addressee, matter, (), (), (), force, _excerpt(sentence, clause), asks)


def _duty(sentence: _Sentence, clause: Clause, subject: str, reading: _Reading) -> Act:
    """Return the act of "the secretariat is to ..."; of a thing ("the report is to be published") nobody is asked."""
    force = _capped(Force.DECISION, reading)
    matter = sentence.part(clause.verb[1], clause.end)
    verb = _written(sentence, clause.verb)
    is_thing = re.match(r"be\s", matter) is not None and not reading.words.is_body(subject)
    addressee = "" if is_thing else subject
    if is_thing:
        matter = f"{subject} {verb} {matter}"
    if clause.negated:
        verb = f"not {verb}"
    return Act("", verb, addressee, matter, (), (), (), force, _excerpt(sentence, clause), not is_thing)


def _later(sentence: _Sentence, clause: Clause, subject: str, reading: _Reading) -> Act | None:
    """Return the act of "will be presented" or "should remain", None when nothing hangs on it."""
    verb = _written(sentence, clause.verb)
    binds = verb.split()[0] in reading.words.grammar.binding
    is_body = reading.words.is_body(subject)
    dated = deadlines_in(sentence.text, reading.words.deadlines, reading.when, soft=True)
    if not dated and not (binds and is_body) and clause.form is None:
        return None
    force = _capped(_inherited(reading, Force.VIEW), reading) if binds else Force.INFORMATION
    matter = sentence.part(clause.verb[1], clause.end)
    if not is_body:
        matter = sentence.part(clause.start, clause.end)
    actor, addressee = (subject, "") if is_body and not binds else ("", subject if is_body else "")
    asks = binds and is_body
    return Act(actor, verb, addressee, matter, (), (), (), force, _excerpt(sentence, clause), asks)


def _object(sentence: _Sentence, start: int, end: int, does: Does, reading: _Reading) -> tuple[str, bool, str, str]:
    """Return what follows a verb: more of the verb, whether it asks, the addressee, and the matter."""
    grammar, shape = reading.words.grammar, sentence.shape[:end]
    if does in {Does.DECIDE, Does.PROPOSE}:
        asking = grammar.asks_next.match(shape, start)
        if asking:
            _, _, addressee, matter = _object(sentence, asking.end(), end, Does.ASK, reading)
            return f" {' '.join(asking.group().split())}", True, addressee, matter
    that = grammar.that.match(shape, start)
    if that and does in _HANDOVERS:
        addressee = _bound(sentence, that.end(), end, reading)
        return "", does is Does.ASK or bool(addressee), addressee, sentence.part(that.end(), end)
    if does is Does.ASK:
        return "", True, *_asked(sentence, start, end, reading)
    if does in {Does.TELL, Does.THANK}:
        return "", False, *_told(sentence, start, end, does, reading)
    to = grammar.infinitive.match(shape, start) if does is Does.DECIDE else None
    completed = does in _HANDOVERS and grammar.awaiting.fullmatch(shape, start)
    if completed:
        return " to", False, "", ""
    begin = to.end() - len(to.group().split()[-1]) if to else that.end() if that else start
    return (" to" if to else ""), False, "", sentence.part(begin, end)


def _asked(sentence: _Sentence, start: int, end: int, reading: _Reading) -> tuple[str, str]:
    """Return who is asked and what: the words before the first infinitive, and from it on."""
    words, shape = reading.words, sentence.shape
    whole = sentence.part(start, end)
    to = words.grammar.infinitive.search(shape, start, end)
    if to is None:
        completed = words.grammar.awaiting.search(shape[:end], start)
        if completed and _is_noun(shape[start : completed.start()].strip(), words):
            return _resolved(_name(sentence, (start, completed.start()), reading), "", reading), ""
        return "", whole
    noun = shape[start : to.start()]
    lead = re.match(r"\s*(?:for|on|upon)\s", noun)
    begin = start + (lead.end() if lead else 0)
    noun = noun[lead.end() if lead else 0 :]
    aside = re.search(r",\s*(?=" + words.grammar.preposition.pattern + ")", noun)
    if aside:
        noun = noun[: aside.start()]
    if not _is_noun(noun.strip(" ,"), words):
        return "", whole
    stop = begin + len(noun)
    name = _name(sentence, (begin, stop), reading, whole=True)
    name = _resolved(name, reading.addressee or reading.subject, reading)
    matter = sentence.part(to.end() - len(to.group().split()[-1]), end)
    return name, matter


def _is_noun(noun: str, words: Vocabulary) -> bool:
    """Return whether `noun` can be somebody who is asked."""
    if not noun or len(noun.split()) > 24 or words.grammar.auxiliary.search(f" {noun} "):
        return False
    return bool(noun[0].isupper() or words.grammar.quantifier.match(noun) or words.is_body(noun))


def _told(sentence: _Sentence, start: int, end: int, does: Does, reading: _Reading) -> tuple[str, str]:
    """Return who is told or thanked, and of what."""
    words, shape = reading.words, sentence.shape
    to = words.grammar.gratitude.match(shape, start) if does is Does.THANK else None
    begin = to.end() if to else start
    close = (words.grammar.thanked if does is Does.THANK else words.grammar.told).search(shape, begin, end)
    stop = close.start() if close else end
    noun = shape[begin:stop].strip(" .")
    said = close is not None and shape[close.start()] not in ",;:\x01"
    if not noun or not _is_noun(noun, words) or (does is Does.TELL and not said and not words.is_body(noun)):
        return "", sentence.part(start, end)
    if does is Does.TELL and not words.is_body(noun) and not noun[0].isupper() and len(noun.split()) > 4:
        return "", sentence.part(start, end)
    name = _resolved(_name(sentence, (begin, stop), reading, whole=True), reading.addressee, reading)
    return name, sentence.part(close.end() if close and said else stop, end)


def _bound(sentence: _Sentence, start: int, end: int, reading: _Reading) -> str:
    """Return who has to do what was agreed ("that the secretariat will ..."), '' when it is no known body."""
    words, shape = reading.words, sentence.shape[:end]
    duty = words.grammar.duty.search(shape, start)
    if duty and words.is_body(shape[start : duty.start()]):
        return _name(sentence, (start, duty.start()), reading)
    if duty:
        named = re.search(words.grammar.agent.pattern, shape[duty.end() :])
        agent = agent_after(shape, duty.end() + named.start(), words) if named else None
        name = _name(sentence, agent, reading) if agent else ""
        return name if name and words.is_body(name) else ""
    tokens = list(re.finditer(r"\S+", shape[start:]))[:7]
    for token in reversed(tokens):
        if words.is_body(shape[start : start + token.end()]):
            return _name(sentence, (start, start + token.end()), reading)
    return ""


def _name(sentence: _Sentence, span: Span, reading: _Reading, *, whole: bool = False) -> str:
    """Return the actor or addressee at `span` as a list prints it: no article, no aside."""
    grammar = reading.words.grammar
    shape = sentence.shape[slice(*span)]
    stop = len(shape)
    if not whole:
        comma = shape.find(",")
        if comma > 0 and not grammar.on_behalf.match(shape, comma):
            stop = comma
    relative = re.search(r",?\s+(?:who|which|that)\s", shape)
    if relative:
        stop = min(stop, relative.start())
    name = " ".join(sentence.text[span[0] : span[0] + stop].split()).strip(" ,;:.\"'“”")
    name = re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)
    printed = reading.words.printed.get(plain(name).lower())
    if printed:
        return printed
    first = name.split(" ", 1)[0]
    if grammar.determiner.fullmatch(first) or first.lower() in reading.words.printed:
        lowered = reading.words.printed.get(first.lower(), first.lower())
        return lowered + name[len(first) :]
    return name


def _resolved(name: str, known: str, reading: _Reading) -> str:
    """Return whom a pronoun stands for, as far as it is known; any other name as it is."""
    if reading.words.grammar.person.fullmatch(name):
        return reading.person or name
    return known if known and reading.words.grammar.pronoun.fullmatch(name) else name


def _written(sentence: _Sentence, span: Span) -> str:
    return " ".join(sentence.text[slice(*span)].split())


def _excerpt(sentence: _Sentence, clause: Clause) -> str:
    return sentence.text[clause.start : clause.end].strip()


def _denied(force: Force) -> Force:
    return Force.VIEW if force is Force.VIEW else Force.INFORMATION


def _inherited(reading: _Reading, otherwise: Force = Force.INFORMATION) -> Force:
    """Return the force of the last act that asked something, since a sentence that goes on adds none."""
    last = reading.acts[-1] if reading.acts else None
    return last.force if last is not None and (last.asks or not last.actor) else otherwise


def _capped(force: Force, reading: _Reading) -> Force:
    last = reading.acts[-1] if reading.acts else None
    return last.force if last is not None and last.force in {Force.VIEW, Force.PROPOSAL} else force


def _read_children(text: str, children: Sequence[tuple[int, str]], reading: _Reading) -> None:
    """Add what the items below a statement say to its acts."""
    head = reading.acts[-1] if reading.acts else None
    top = min(depth for depth, _ in children)
    items: list[list[str]] = []
    for depth, item in children:
        if depth == top or not items:
            items.append([item.strip()])
        else:
            items[-1].append(item.strip())
    completes = plain(text).rstrip().endswith((" to:", " to :", " to")) and head is not None and not head.matter
    if head is not None and completes:
        reading.acts.pop()
        for item in items:
            reading.acts.append(_completed(head, item, reading))
        return
    for item in items:
        _read_item(head, item, reading)


def _completed(head: Act, item: list[str], reading: _Reading) -> Act:
    """Return the act of an item that completes "agreed to:" or "requested the secretariat to:"."""
    words = reading.words
    text = item[0].rstrip(" ,;")
    flat = plain(text)
    sentence = _Sentence(text, flat, outline(flat))
    whole = "\n".join(item)
    verb, addressee, matter, asks = head.verb, head.addressee, sentence.part(0, len(text)), head.asks
    asking = words.grammar.asks_first.match(flat) if not head.asks else None
    if asking:
        verb = f"{head.verb.removesuffix(' to')} to {asking['base'].lower()}"
        asks = True
        addressee, matter = _asked(sentence, asking.end(), len(text), reading)
    elif not head.asks:
        verb = head.verb if head.verb.endswith(" to") else f"{head.verb} to"
    matter = " ".join((matter, *(below.strip(" ,;") for below in item[1:])))
    deadlines = (*head.deadlines, *deadlines_in(whole, words.deadlines, reading.when, soft=True))
    documents = tuple(dict.fromkeys((*head.documents, *symbols_in(whole))))
    return Act(head.actor, verb, addressee, matter, deadlines, (), documents, head.force, whole, asks)


def _read_item(head: Act | None, item: list[str], reading: _Reading) -> None:
    """Add an item to the last act of its statement as a step or as matter, or as acts of its own."""
    words, when = reading.words, reading.when
    place = reading.acts.index(head) if head is not None and head in reading.acts else None
    stepped = leading_deadline(item[0], words.deadlines, when)
    own = recognise_item(item, reading) if stepped is None else ()
    if own:
        reading.acts.extend(own)
        return
    if place is None:
        return
    act = next(a for a in reading.acts[place:] if a.excerpt == reading.acts[place].excerpt)
    whole = " ".join(item)
    dated = (stepped,) if stepped else ()
    if not dated:
        dated = tuple((deadline, whole.strip(" ,;")) for deadline in deadlines_in(whole, words.deadlines, when))
    steps = tuple(Step(deadline, " ".join((said, *item[1:])).strip() if stepped else said) for deadline, said in dated)
    matter = act.matter if steps else f"{act.matter} {whole.strip(' ,;')}".strip()
    documents = tuple(dict.fromkeys((*act.documents, *symbols_in(whole))))
    reading.acts[place] = replace(act, steps=(*act.steps, *steps), matter=matter, documents=documents)


def recognise_item(item: list[str], reading: _Reading) -> tuple[Act, ...]:
    """Return the acts that stand in an item itself, such as a numbered paragraph below a heading one."""
    return recognise(
        item[0],
        reading.words,
        on=reading.when.on,
        meetings=reading.when.meetings,
        sessions=reading.when.sessions,
        children=tuple((1, below) for below in item[1:]),
    )
