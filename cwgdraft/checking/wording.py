"""What kind of words a passage has: a sentence, a stock sentence that may stand anywhere, an end."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|should|shall|would|can|could|may|must|does|did|took|made|gave|held|"
    r"noted|presented|provided|thanked|informed|expressed|invited|requested|encouraged|highlighted|agreed|appreciated|"
    r"welcomed|recognized|recognised|acknowledged|emphasized|emphasised|stressed|underlined|underscored|commended|"
    r"congratulated|supported|proposed|suggested|stated|introduced|reported|recommended|decided|approved|adopted|"
    r"considered|discussed|reviewed|recalled|reiterated|reaffirmed|clarified|explained|opened|closed|announced|"
    r"delivered|shared|confirmed|concluded|urged|asked|called|drew|pointed|indicated|instructed|endorsed|reminded|"
    r"participated|attended|contributed|met)\b"
)
_ACTOR = (
    r"(?:(?:the|this|some|several|many|other|a few|all) )?"
    r"(?:(?:council )?working group|expert group|group|meeting|council|"
    r"secretariat|chair(?:man|person)?|vice-chair(?:man)?s?|cwg[\w&-]*|eg[\w-]*|members?(?: states?)?|delegates|"
    r"participants|representatives?[^,.;:]{0,60}|deputy secretary-general|secretary-general|director[^,.;:]{0,40}|"
    r"administrations?|countries)"
)
_BEGINS = re.compile(
    rf"(?:(?:closing|opening|at|during|in|following|after|on)\b[^.;:]{{0,100}}, )?"
    rf"{_ACTOR}\b[^.;:()]{{0,80}}?{_FINITE.pattern}",
    re.I,
)
_STOCK = re.compile(
    rf"(?:the )?(?:{_ACTOR}\b(?: (?:of|from|on|for|also|then|further|duly|with appreciation)\b[^.;:]{{0,40}}?)? "
    r"(?:also )?(?:noted|took note|thanked|appreciated|expressed|extended|welcomed|commended|congratulated|approved|"
    r"adopted|endorsed|agreed with|accepted|supported)\b|(?:this |the |these )?(?:documents?|reports?|contributions?|"
    r"agenda|updates?|presentations?|information|proposals?)\b[^.;:]{0,80} (?:was|were) (?:also )?"
    r"(?:noted|approved|adopted|presented|introduced|appreciated|welcomed|endorsed))",
    re.I,
)
_NAMED = re.compile(r"\d|(?<![.!?] )\b[A-Z]")
_ENDED = re.compile(r"[.!?…:;,][\"”’»)\]]*\s*\Z|[.!?][\"”’»)\]]*\s*\d{0,2}\s*\Z")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\s*\Z|\S+@\S+\s*\Z|\S+\.(?:int|org|com|net|aspx|html?|pdf)\S*\s*\Z", re.I)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, signs left out."""
    return _WORD.findall(text.lower())


def word_places(text: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Return the words of a text in small letters, and where each begins and ends."""
    found = list(_WORD.finditer(text.lower()))
    return tuple(one[0] for one in found), tuple(one.span() for one in found)


def has_verb(text: str) -> bool:
    """Return whether a text has a finite verb that reports use."""
    return _FINITE.search(text) is not None


def is_statement(text: str) -> bool:
    """Return whether a text says that somebody did something: `The group noted …`."""
    return _BEGINS.match(text) is not None


def names_something(text: str) -> bool:
    """Return whether a text has a figure, or a capital inside a sentence: what it says fits one matter only."""
    return _NAMED.search(text, 1) is not None


def is_stock(text: str) -> bool:
    """Return whether a text is a sentence that ends many items: documents noted, people thanked, reports approved."""
    return _STOCK.match(text) is not None


def is_ended(text: str) -> bool:
    """Return whether a text ends with a stop of any kind, or with an address, behind which many leave it out."""
    end = text.rstrip()[-80:]
    return _ENDED.search(end[-8:]) is not None or _ADDRESS.search(end) is not None


def excerpt(text: str, longest: int = 60) -> str:
    """Return a text, cut at a word where it is long."""
    short = " ".join(text.split())
    if len(short) <= longest:
        return short
    return f"{short[:longest].rsplit(' ', 1)[0]}…"
