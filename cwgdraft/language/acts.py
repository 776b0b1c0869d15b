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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.language.clauses import Clause, Voice, agent_after, clauses_in
from cwgdraft.language.deadlines import Calendar, Deadline, Period, deadlines_in, leading_deadline, may_hold_deadline
from cwgdraft.language.objects import Known, Sentence, asked_of, name_at, object_of, resolved, written_at
from cwgdraft.language.sentences import outline, plain, sentences_in, symbols_in
from cwgdraft.language.vocabulary import GROUP, NOBODY, Does, Force, Vocabulary

__all__ = ["Act", "Deadline", "Force", "Step", "Vocabulary", "recognise"]
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
    """What a paragraph has said so far."""

    words: Vocabulary
    when: Calendar
    known: Known
    acts: list[Act] = field(default_factory=list)


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
    reading = _Reading(vocabulary, Calendar(on, meetings, sessions), Known(vocabulary))
    for start, end in sentences_in(text, vocabulary.abbreviations):
        _read_sentence(text[start:end], reading)
    if children:
        _read_children(text, children, reading)
    return tuple(reading.acts)


def _read_sentence(text: str, reading: _Reading) -> None:
    flat = plain(text)
    sentence = Sentence(text, flat, outline(flat))
    documents = symbols_in(text)
    clauses = clauses_in(flat, sentence.shape, reading.words)
    known_before = reading.known.subject
    subject = ""
    for place, clause in enumerate(clauses):
        if clause.subject is not None:
            subject = name_at(sentence, clause.subject, reading.known)
            if clause.voice is not Voice.PASSIVE or not reading.words.grammar.impersonal.fullmatch(subject):
                subject = resolved(subject, known_before, reading.known)
        act = _act(sentence, clause, subject if clause.subject else "", reading)
        if act is not None:
            act = _as_meant(act, sentence, clause, reading)
            before = sentence.flat[: clause.start] if place else ""
            deadlines = _due(sentence, clause, act, before, reading)
            reading.acts.append(replace(act, documents=documents, deadlines=deadlines))
            reading.known.addressee = act.addressee or reading.known.addressee
            reading.known.person = act.actor or reading.known.person
    if subject and reading.words.grammar.impersonal.fullmatch(subject) is None:
        reading.known.subject = subject
    if not clauses:
        deadlines = deadlines_in(text, reading.words.deadlines, reading.when)
        if deadlines:
            whole = sentence.part(0, len(text))
            reading.acts.append(Act("", "", "", whole, deadlines, (), documents, _inherited(reading), text.strip()))


def _as_meant(act: Act, sentence: Sentence, clause: Clause, reading: _Reading) -> Act:
    """Return an act that only seems one (asked, supposed, told of earlier, not done) as one that asks nothing."""
    grammar = reading.words.grammar
    before = sentence.flat[: clause.verb[0]]
    only_seems = (
        sentence.flat.rstrip().endswith("?")
        or grammar.conditional.search(before)
        or grammar.earlier.search(before)
        or grammar.nobody.match(sentence.flat, clause.start)
    )
    return replace(act, asks=False, force=_denied(act.force)) if only_seems else act


def _due(sentence: Sentence, clause: Clause, act: Act, before: str, reading: _Reading) -> tuple[Deadline, ...]:
    soft = act.asks or clause.voice in {Voice.DUTY, Voice.LATER}
    words, when = reading.words.deadlines, reading.when
    if not soft and not may_hold_deadline(sentence.flat[clause.start : clause.end], words):
        return ()
    head, tail = sentence.text[clause.start : clause.verb[0]], sentence.text[clause.verb[0] : clause.end]
    early = deadlines_in(head, words, when, before=before)
    return (*early, *deadlines_in(tail, words, when, soft=soft, before=f"{before} {plain(head)}"))


def _act(sentence: Sentence, clause: Clause, subject: str, reading: _Reading) -> Act | None:
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


def _active(sentence: Sentence, clause: Clause, actor: str, does: Does, reading: _Reading) -> Act:
    words = reading.words
    speaker = words.speaker(actor)
    force = words.force(speaker, does)
    if clause.voice is Voice.ADDED and speaker != GROUP and force is Force.DECISION:
        force = Force.PROPOSAL
    if words.grammar.impersonal.fullmatch(actor) and not words.grammar.pronoun.fullmatch(actor):
        actor, force = "", words.force(NOBODY, does)
    verb, asks, addressee, matter = object_of(sentence, clause.verb[1], clause.end, does, reading.known)
    verb = f"{written_at(sentence, clause.verb)}{verb}"
    if clause.negated:
        asks, force, verb = False, _denied(force), f"not {verb}"
    return Act(actor, verb, addressee, matter, (), (), (), force, _excerpt(sentence, clause), asks)


def _passive(sentence: Sentence, clause: Clause, subject: str, does: Does, reading: _Reading) -> Act:
    words, grammar = reading.words, reading.words.grammar
    after = clause.verb[1]
    verb = written_at(sentence, clause.verb)
    agent = agent_after(sentence.shape, after, words)
    actor = name_at(sentence, agent, reading.known) if agent else ""
    actor = resolved(actor, reading.known.subject, reading.known) if actor else ""
    if agent:
        after = agent[1]
    to = grammar.infinitive.search(sentence.shape, after, clause.end)
    direct = to is not None and not sentence.shape[after : to.start()].strip(" ,")
    if does is not Does.ASK and verb in words.invites_in_passive and direct:
        does = Does.ASK
    force = words.force(words.speaker(actor), does)
    more, asks, addressee, matter = "", does is Does.ASK, "", ""
    if clause.subject is None:
        last = reading.acts[-1].matter if clause.start and reading.acts else ""
        matter = last or grammar.relative.sub("", sentence.flat[: clause.verb[0]].rsplit(",", 1)[0]).strip()
    elif subject == "" or grammar.impersonal.fullmatch(subject) or (direct and does in {Does.DECIDE, Does.PROPOSE}):
        more, asks, addressee, matter = object_of(sentence, after, clause.end, does, reading.known)
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


def _duty(sentence: Sentence, clause: Clause, subject: str, reading: _Reading) -> Act:
    """Return the act of "the secretariat is to ..."; of a thing ("the report is to be published") nobody is asked."""
    force = _capped(Force.DECISION, reading)
    matter = sentence.part(clause.verb[1], clause.end)
    verb = written_at(sentence, clause.verb)
    written = sentence.part(clause.start, clause.verb[0]).strip().lower()
    is_body = reading.words.is_body(subject) and not reading.words.grammar.impersonal.fullmatch(written)
    is_thing = reading.words.grammar.be.match(matter) is not None and not is_body
    addressee = "" if is_thing else subject
    if is_thing:
        matter = f"{written if reading.words.is_body(subject) else subject} {verb} {matter}"
    if clause.negated:
        verb = f"not {verb}"
    return Act("", verb, addressee, matter, (), (), (), force, _excerpt(sentence, clause), not is_thing)


def _later(sentence: Sentence, clause: Clause, subject: str, reading: _Reading) -> Act | None:
    """Return the act of "will be presented" or "should remain", None when nothing hangs on it."""
    verb = written_at(sentence, clause.verb)
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


def _excerpt(sentence: Sentence, clause: Clause) -> str:
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
    place = len(reading.acts) - 1
    top = min(depth for depth, _ in children)
    items: list[list[str]] = []
    for depth, below in children:
        said = reading.words.grammar.coordinated.sub("", below.strip()).rstrip(" ,;")
        if depth == top or not items:
            items.append([said])
        else:
            items[-1].append(said)
    head = reading.acts[place] if reading.acts else None
    if head is not None and not head.matter and reading.words.grammar.awaiting.search(plain(text)):
        reading.acts.pop()
        reading.acts.extend(_completed(head, item, reading) for item in items)
        return
    for item in items:
        _read_item(place, item, reading)


def _completed(head: Act, item: list[str], reading: _Reading) -> Act:
    """Return the act of an item that completes "agreed to:" or "requested the secretariat to:"."""
    words = reading.words
    text = item[0]
    flat = plain(text)
    sentence = Sentence(text, flat, outline(flat))
    whole = "\n".join(item)
    verb, addressee, matter, asks = head.verb, head.addressee, sentence.part(0, len(text)), head.asks
    asking = None if asks else words.grammar.asks_first.match(flat)
    if asking:
        verb, asks = f"{verb} {asking['base'].lower()}", True
        addressee, matter = asked_of(sentence, asking.end(), len(text), reading.known)
    matter = " ".join((matter, *item[1:]))
    deadlines = (*head.deadlines, *deadlines_in(whole, words.deadlines, reading.when, soft=True))
    documents = tuple(dict.fromkeys((*head.documents, *symbols_in(whole))))
    return Act(head.actor, verb, addressee, matter, deadlines, (), documents, head.force, whole, asks)


def _read_item(place: int, item: list[str], reading: _Reading) -> None:
    """Add an item to the act at `place` as a step or as matter, or to the acts as some of its own."""
    words, when = reading.words, reading.when
    stepped = leading_deadline(item[0], words.deadlines, when)
    below = tuple((1, text) for text in item[1:])
    if stepped is None:
        own = recognise(item[0], words, on=when.on, meetings=when.meetings, sessions=when.sessions, children=below)
        if any(act.verb for act in own) or place < 0:
            reading.acts.extend(own)
            return
    if place < 0:
        return
    act = reading.acts[place]
    whole = " ".join(item)
    if stepped:
        steps: tuple[Step, ...] = (Step(stepped[0], " ".join((stepped[1], *item[1:]))),)
    else:
        steps = tuple(Step(deadline, whole) for deadline in deadlines_in(whole, words.deadlines, when))
    matter = act.matter if steps else "; ".join(part for part in (act.matter, whole) if part)
    documents = tuple(dict.fromkeys((*act.documents, *symbols_in(whole))))
    reading.acts[place] = replace(act, steps=(*act.steps, *steps), matter=matter, documents=documents)
