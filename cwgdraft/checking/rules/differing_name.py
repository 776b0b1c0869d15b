"""One thing has several names in one document.

A reader takes two names for two things. The house style (house.yaml, `names`) says how events, documents and bodies
are called: "AI for Good", "Summit of the Future". Besides, the document is held against itself: a word with and
without a hyphen ("multi-country", "multicountry"), an event and its year ("HLPF 2024", "HLPF-2024", "IGF-24"), a name
whose small words differ ("Partnership on …", "Partnership for …").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cwgdraft.checking.departures import departures
from cwgdraft.checking.prose import Found, Prose, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_EVENT = re.compile(r"(?<![\w&/+.-])(?P<name>[A-Z][A-Z&]{1,7})(?P<join>[- ]?)(?P<year>20\d\d|\d\d)(?![\w/-]|[.,]\d)")
_CONFERENCES = frozenset(("PP", "WTDC", "WTSA", "WRC", "RA", "WCIT", "WTPF", "CPM", "GSR"))
_SMALL = r"(?:of|on|for|the|in|to|at|by|with|towards?)"
_NAME = re.compile(
    r"(?!The |This |These |In |At |On |For |During )"
    rf"[A-Z][\w+&-]{{1,40}}(?: (?:{_SMALL} ){{0,2}}[A-Z][\w+&-]{{1,40}}){{2,9}}"
)
_SMALL_WORD = re.compile(rf" {_SMALL}(?= )")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield names that the house or the document writes otherwise."""
    prose = prose_of(subject)
    taken: set[int] = set()
    for one in departures(prose, subject.house.names, subject.house.keep):
        taken |= set(range(one.at, one.at + len(one.words)))
        yield Hit(
            one.passage,
            one.start,
            one.end,
            f"'{one.words}' is called '{one.new}'",
            f"write '{one.new}'",
            Fix(one.new, safe=False),
            one.severity,
        )
    settled = {form.lower() for term in subject.house.names for form in (term.write, *term.unwanted)}
    for hit, at in (*_hyphens(prose, settled), *_events(prose), *_small_words(prose)):
        if at not in taken:
            yield hit


def _hyphens(prose: Prose, settled: set[str]) -> Iterator[tuple[Hit, int]]:
    """Yield words with a hyphen that stand elsewhere without, or the other way round: the rarer form.

    Words that the house has `settled` aren't looked at.
    """
    joined: dict[str, list[str]] = {word.lower().replace("-", ""): [] for word in prose.words if "-" in word}
    for word in prose.words:
        places = joined.get(word.lower().replace("-", "") if "-" in word else word.lower())
        if places is not None and word[1:].islower():
            places.append(word)
    for words in joined.values():
        forms: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for word in words:
            if "'" not in word and "’" not in word and min(map(len, word.split("-"))) > 1:
                forms[word.lower()] += [(word, at) for at in prose.words[word] if not prose.is_verbatim(at)]
        if len(forms) < 2 or not any("-" in form for form in forms) or not settled.isdisjoint(forms):
            continue
        ranked = sorted(forms.items(), key=lambda item: (-len(item[1]), "-" not in item[0]))
        usual = ranked[0][0]
        for _, few in ranked[1:]:
            for word, at in few:
                message = f"'{word}' stands beside '{usual}'"
                yield _hit(prose, at, word, usual if word.islower() else usual.capitalize(), message), at


def _events(prose: Prose) -> Iterator[tuple[Hit, int]]:
    """Yield events with their year in a form that the document doesn't have elsewhere."""
    events: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for one in prose.find(_EVENT):
        year, join = one.match["year"], one.match["join"]
        if len(year) == 2 and (join != "-" or not 0 <= int(year) <= 40):
            continue
        events[one.match["name"]][f"{join}{len(year)}"].append(one)
    for name, forms in events.items():
        if len(forms) < 2:
            continue
        usual = "-2" if name in _CONFERENCES else " 4"
        usual = usual if usual in forms else max(forms, key=lambda form: len(forms[form]))
        for form, places in forms.items():
            for one in places if form != usual else ():
                year = one.match["year"]
                right = f"{name} 20{year[-2:]}" if usual == " 4" else f"{name}{usual[:-1]}{year[-int(usual[-1]) :]}"
                message = f"'{one.match[0]}' stands beside the form '{forms[usual][0].match[0]}'"
                yield _hit(prose, one.at, one.match[0], right, message), one.at


def _small_words(prose: Prose) -> Iterator[tuple[Hit, int]]:
    """Yield names of three words or more whose small words differ from those that they have more often."""
    names: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for one in prose.find(_NAME):
        if not one.passage.is_signature:
            names[_SMALL_WORD.sub("", one.match[0])][one.match[0]].append(one)
    for forms in names.values():
        if len(forms) < 2:
            continue
        ranked = sorted(forms.items(), key=lambda item: (-len(item[1]), -len(item[0])))
        usual, most = ranked[0]
        for rare, few in ranked[1:]:
            for one in few:
                message = f"'{rare}' stands beside '{usual}'"
                weaker = Severity.ADVICE if len(few) * 2 > len(most) else None
                yield _hit(prose, one.at, rare, usual, message, weaker), one.at


def _hit(prose: Prose, at: int, words: str, right: str, message: str, severity: Severity | None = None) -> Hit:
    passage, start = prose.place(at)
    return Hit(passage, start, start + len(words), message, f"write '{right}'", Fix(right, safe=False), severity)
