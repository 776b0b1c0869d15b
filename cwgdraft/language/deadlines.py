"""Find by when something is due in a sentence of minutes: dates, and deadlines that are no dates."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cwgdraft.language.patterns import any_of, tree_of
from cwgdraft.language.plain_data import as_words, list_at, mapping_at, numbers_at, words_at
from cwgdraft.language.sentences import plain

Period = tuple[datetime.date, datetime.date]
_KEY = "deadlines"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is due.

    `text` is what the minutes say. `date` is the day they name ("before 11 October 2024" gives the 11th), the
    first day of the meeting they name, or the last day of the month they name; None when no day is known, and
    for "prior to Council 2027", which bounds it without naming one.
    `relative` says that the words count from an event instead of naming a day. `exact` says that `date`
    follows from the words alone or from the dates of a meeting that was held or is fixed; it is False where a
    year was supplied, where a month or a whole meeting is meant, and where no date is known.
    """

    text: str
    date: datetime.date | None
    relative: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the dates are counted from: the day `on` which the minutes were made, meetings, Council sessions."""

    on: datetime.date | None = None
    meetings: Mapping[int, Period] = field(default_factory=dict)
    sessions: Mapping[str, Period] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """The words of one language by which deadlines are recognised, compiled."""

    marks: frozenset[str]
    trigger: re.Pattern[str]
    firm: re.Pattern[str]
    soft: re.Pattern[str]
    delivery: re.Pattern[str]
    event_before: re.Pattern[str]
    day: re.Pattern[str]
    month: re.Pattern[str]
    leading: re.Pattern[str]
    count: re.Pattern[str]
    meeting: re.Pattern[str]
    next_meeting: re.Pattern[str]
    same_meeting: re.Pattern[str]
    sessions: tuple[tuple[str, re.Pattern[str]], ...]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, int]
    months_as_units: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> DeadlineWords:
        """Return the words compiled from the mapping under `deadlines`; raise ValueError naming a malformed key."""
        return _compile(mapping_at(data, _KEY))


def deadlines_in(
    text: str, words: DeadlineWords, when: Calendar, *, soft: bool = False, before: str = ""
) -> tuple[Deadline, ...]:
    """Return the deadlines that `text`, a clause or a sentence, names, in order.

    With `soft` also "in May 2027", "at the next meeting" or "to Council 2027" count where something is handed
    over (submitted, published ...): a caller sets it for what is asked or announced, since the same words
    elsewhere only say when something took place. `before` is the text that stands before in the sentence, to
    tell which meeting "the meeting" is. Dates of events ("will take place on 7 July") are none.
    """
    flat = plain(text)
    found: list[tuple[int, int, bool]] = []
    if may_hold_deadline(flat, words):
        starts = (words.firm.match(flat, trigger.start()) for trigger in words.trigger.finditer(flat))
        found = [(*match.span(), True) for match in starts if match]
    if soft:
        delivery = words.delivery.search(flat)
        if delivery:
            for match in words.soft.finditer(flat, delivery.start()):
                if not words.event_before.search(flat, 0, match.start()):
                    found.append((*match.span(), False))
    result: list[Deadline] = []
    end = -1
    for start, stop, firm in sorted(found, key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        deadline = _read(text[start:stop].strip(" ."), f"{before} {flat[:start]}", words, when)
        if deadline is not None and (firm or not _is_past(deadline, when)):
            result.append(deadline)
            end = stop
    return tuple(result)


def may_hold_deadline(flat: str, words: DeadlineWords) -> bool:
    """Return whether plain text holds a word without which no firm deadline is written; this is quick."""
    return not words.marks.isdisjoint(_WORD.findall(flat.lower()))


def is_deadline_at(text: str, position: int, words: DeadlineWords) -> bool:
    """Return whether a deadline begins at `position` of plain `text` ("by 4 March", but not "by the group")."""
    return words.firm.match(text, position) is not None


def leading_deadline(text: str, words: DeadlineWords, when: Calendar) -> tuple[Deadline, str] | None:
    """Return the date with which a step of a timetable begins, and the rest; None when it begins otherwise."""
    match = words.leading.match(plain(text))
    if match is None:
        return None
    deadline = _read(text[match.start("when") : match.end("when")].strip(), "", words, when)
    return (deadline, text[match.end() :].strip()) if deadline is not None else None


def _read(text: str, before: str, words: DeadlineWords, when: Calendar) -> Deadline | None:
    flat = plain(text)
    day = words.day.search(flat)
    if day:
        date, said = _date(day, words, when.on)
        return Deadline(text, date, False, said and date is not None)
    counted = words.count.search(flat)
    if counted:
        return _counted(text, counted, before, words, when)
    month = words.month.search(flat)
    at_meeting = words.next_meeting.search(flat) is not None or words.meeting.search(flat) is not None
    uncounted = words.before.search(flat) is not None
    start = _event_start(flat, before, words, when) if at_meeting and not uncounted else None
    if month:
        date = _month_date(month, words)
        if start is not None and (start.year, start.month) == (date.year, date.month):
            date = start
        return Deadline(text, date, at_meeting, False)
    return Deadline(text, start, True, False)


def _is_past(deadline: Deadline, when: Calendar) -> bool:
    return deadline.date is not None and when.on is not None and deadline.date <= when.on


def _counted(text: str, counted: re.Match[str], before: str, words: DeadlineWords, when: Calendar) -> Deadline:
    said = counted["number"].lower()
    number = int(said) if said.isdigit() else words.numbers[said]
    unit = " ".join(counted["unit"].lower().split())
    flat = plain(text)
    later = words.after.search(flat, counted.end()) is not None
    event = flat[counted.end() :].strip()
    start = _event_start(event, before, words, when) if event else when.on
    if start is None or not words.units[unit]:
        return Deadline(text, None, True, False)
    sign = 1 if later or not event else -1
    try:
        if unit in words.months_as_units:
            date = _months_from(start, sign * number)
        else:
            date = start + datetime.timedelta(days=sign * number * words.units[unit])
    except (OverflowError, ValueError):
        return Deadline(text, None, True, False)
    return Deadline(text, date, True, bool(event))


def _event_start(text: str, before: str, words: DeadlineWords, when: Calendar) -> datetime.date | None:
    """Return the first day of the meeting or session that `text` names, None when it is not known."""
    numbered = words.meeting.search(text)
    if numbered:
        period = when.meetings.get(int(numbered["ordinal"]))
        return period[0] if period else None
    for name, pattern in words.sessions:
        named = pattern.search(text)
        if named:
            year = next(group for group in named.groups() if group)
            period = when.sessions.get(name.format(year=year if len(year) == 4 else f"20{year}"))
            return period[0] if period else None
    if words.next_meeting.search(text) and when.on is not None:
        return min((first for first, _ in when.meetings.values() if first > when.on), default=None)
    if words.same_meeting.search(text):
        earlier = list(words.meeting.finditer(before))
        if earlier:
            period = when.meetings.get(int(earlier[-1]["ordinal"]))
            return period[0] if period else None
    return None


def _date(match: re.Match[str], words: DeadlineWords, on: datetime.date | None) -> tuple[datetime.date | None, bool]:
    """Return the date a match names, and whether the words say its year."""
    groups = match.groupdict()
    try:
        if groups["iso"]:
            return datetime.date.fromisoformat(groups["iso"]), True
        day, month = int(groups["day"] or groups["day2"]), words.months[(groups["month"] or groups["month2"]).lower()]
        year = groups["year"] or groups["year2"]
        if year:
            return datetime.date(int(year), month, day), True
    except ValueError:
        return None, False
    if on is None:
        return None, False
    for later in range(on.year, on.year + 9):  # a 29 February may be eight years away
        try:
            date = datetime.date(later, month, day)
        except ValueError:
            continue
        if date >= on:
            return date, False
    return None, False


def _month_date(match: re.Match[str], words: DeadlineWords) -> datetime.date:
    year = int(match["year"])
    if not match["month"]:
        return datetime.date(year, 12, 31)
    month = words.months[match["month"].lower()]
    if match["middle"]:
        return datetime.date(year, month, 15)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _months_from(start: datetime.date, months: int) -> datetime.date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _compile(data: Mapping[str, object]) -> DeadlineWords:
    def some(key: str) -> str:
        return any_of(words_at(data, key, _KEY))

    months: dict[str, int] = {}
    names = list_at(data, "months", _KEY)
    if len(names) != 12:
        raise ValueError(f"'{_KEY}.months' must be a list of 12 lists of words")
    for place, name in enumerate(names, 1):
        months.update((word.lower(), place) for word in as_words(name, f"{_KEY}.months"))
    numbers = {word.lower(): value for word, value in numbers_at(data, "numbers", _KEY).items()}
    units = numbers_at(data, "units", _KEY)
    ordinal = rf"\d+(?:{some('ordinal_endings')})\b"
    month = any_of(months)
    iso = r"(?P<iso>\d{4}-\d\d-\d\d)"
    day = (
        rf"\b(?:{iso}|(?:\d{{1,2}}\s*[-–]\s*)?(?P<day>\d{{1,2}}){some('ordinal_endings')}?\s+(?:of\s+)?(?P<month>{month})"
        rf"\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?|(?P<month2>{month})\s+(?P<day2>\d{{1,2}})(?!\d)"
        rf"(?:,\s*(?P<year2>(?:19|20)\d\d)\b)?)"
    )
    bare_day = re.sub(r"\?P<\w+>", "?:", day)
    period = (
        rf"\b(?:(?P<middle>{some('middles')})\s*)?(?:(?P<month>{month})\s+|{some('ends')}\s+)(?P<year>(?:19|20)\d\d)\b"
    )
    spoken_month = rf"(?:{month}\s+(?:19|20)\d\d\b)"
    middle, end = some("middles"), some("ends")
    bare_period = rf"(?:(?:the\s+)?(?:(?:{middle}\s*|{end}\s+)?{spoken_month}|{end}\s+(?:19|20)\d\d\b))"
    weekday = rf"(?:{some('weekdays')},?\s+)?"
    dated = rf"(?:(?:the\s+|its\s+|an?\s+)?{some('date_nouns')}\s+)?{weekday}(?:the\s+)?(?:{bare_day}|{bare_period})"
    sessions = _sessions(data)
    session = "(?:the\\s+)?(?:" + "|".join(re.sub(r"\((?!\?)", "(?:", p.pattern) for _, p in sessions) + ")"
    acronym = r"[A-Z][\w&+-]*"
    filler = rf"(?:(?!{some('event_fillers_not')}\b)[\w&+'-]+\s+){{0,4}}?"
    event = (
        rf"(?:{session}|(?:(?:{some('event_articles')})\s+)?(?:{filler}{some('events')}\b"
        rf"(?:\s+{some('event_of')}\s+(?:the\s+)?{acronym}(?:\s+{acronym})*)?|{ordinal}\s+{acronym}))"
    )
    number = rf"(?:\d+|{any_of(numbers)})"
    unit = any_of(units)
    before, after = some("before"), some("after")
    counted = rf"(?:{some('least')}\s+)?\b{number}\s+{unit}\s+(?:{before}|{after})\s+{event}"
    within = rf"{some('within')}\s+{number}\s+{unit}\b(?:\s+(?:of|{after})\s+{event})?"
    nearest = rf"{some('at')}\s+{some('next')}\s+(?:{filler})?{some('events')}\b(?:\s+{some('event_of')}\s+(?:the\s+)?"
    nearest += rf"{acronym}(?:\s+{acronym})*)?(?:\s+{some('in')}\s+{spoken_month})?"
    until = some("until")
    firm = (
        rf"\b(?:{until}\s+{dated}|{some('deadline_nouns')}\s+{dated}|{some('delivered_on')}\s+{dated}"
        rf"|{counted}|{within}|(?:{until}\s+)?{some('vague')}\s+{before}\s+{event}|{before}\s+{event}"
        rf"|{some('vague_alone')}\b)"
    )
    meeting_at = rf"{some('at')}\s+(?:{session}|{ordinal}\s+(?:{acronym}(?:\s+{some('events')})?|{some('events')})\b"
    meeting_at += rf"(?:\s+{some('event_of')}\s+(?:the\s+)?{acronym})?(?:\s+{some('in')}\s+{spoken_month})?)"
    soft = rf"\b(?:{nearest}|{meeting_at}|{some('in')}\s+{spoken_month})"
    openings = [
        word.lower().rstrip(":").split()
        for key in ("until", "deadline_nouns", "before", "within", "vague", "vague_alone", "delivered_on", "least")
        for word in words_at(data, key, _KEY)
    ]
    triggers = {opening[0] for opening in openings}
    ignore = re.IGNORECASE
    return DeadlineWords(
        marks=frozenset(max(words, key=len) for words in (*openings, *(name.lower().split() for name in units))),
        trigger=re.compile(rf"\b(?:{tree_of(triggers)}|{number}\s+{unit})\b", ignore),
        firm=re.compile(_case_blind_but(firm, acronym)),
        soft=re.compile(_case_blind_but(soft, acronym)),
        delivery=re.compile(rf"\b{some('deliveries')}\b", ignore),
        event_before=re.compile(rf"\b{some('event_nouns')}\s+(?:[\w'-]+\s+)?$", ignore),
        day=re.compile(day, ignore),
        month=re.compile(period, ignore),
        leading=re.compile(rf"\s*(?:[-–—•]\s*)?(?P<when>(?:{until}\s+)?{weekday}{bare_day})\s*(?:[-–—:]|,)\s*", ignore),
        count=re.compile(rf"\b(?P<number>{number})\s+(?P<unit>{unit})\b", ignore),
        meeting=re.compile(rf"\b(?P<ordinal>\d+){some('ordinal_endings')}\s+(?:{acronym}|{some('events')})"),
        next_meeting=re.compile(rf"\b{some('next')}\s+(?:[\w&+'-]+\s+){{0,3}}{some('same')}\b", ignore),
        same_meeting=re.compile(rf"\b{some('same')}\b", ignore),
        sessions=sessions,
        months=months,
        numbers=numbers,
        units=units,
        months_as_units=frozenset(words_at(data, "months_as_units", _KEY)),
        before=re.compile(rf"\b{before}\b", ignore),
        after=re.compile(rf"\s*(?:of|{after})\b", ignore),
    )


def _case_blind_but(pattern: str, acronym: str) -> str:
    """Return `pattern` blind to case, except where an acronym must begin with a capital letter."""
    return "(?i:" + pattern.replace(acronym, f"(?-i:{acronym})") + ")"


def _sessions(data: Mapping[str, object]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    result = []
    forms = mapping_at(data, "sessions", _KEY)
    for name in forms:
        words = sorted(words_at(forms, name, f"{_KEY}.sessions"), key=len, reverse=True)
        spelt = (re.escape(word).replace(r"\ ", r"\s+").replace(r"\{year\}", r"((?:20)?\d\d)\b") for word in words)
        result.append((name, re.compile(r"\b(?:" + "|".join(spelt) + ")")))
    return tuple(result)
