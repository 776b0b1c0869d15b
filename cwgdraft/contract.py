"""The contract between records and templates: every field, filter and block kind that a template may use.

Drafting fills it (`drafting.front`, `drafting.compute`), typesetting prints it, and `template check` and `template
fields` tell the chair of it; a test holds the three together. Only words are here: what a field is, not its value.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from cwgdraft.draft import Kind, ListKind

PLACES: Mapping[str, str] = {
    "box": "labels and texts of the ruled box on the first page",
    "body": "the numbered text of the report",
    "signature": "the name and office of who signs",
}
"""The places of blocks, each alone in its paragraph: `{{p body }}`."""


class Shape(enum.StrEnum):
    """What a field holds. The values are the words that users read."""

    TEXT = "text"
    NUMBER = "number"
    SWITCH = "yes or no"
    LIST = "list"
    MAP = "group of fields"


class Where(enum.StrEnum):
    """Where a field may stand."""

    BOTH = "templates and phrases"
    TEMPLATE = "templates"
    PHRASES = "phrases"


class Needed(enum.StrEnum):
    """On whose first page a field must stand, as the Council's documents have it."""

    NEVER = ""
    COUNCIL = "documents of the Council"
    GROUP = "documents of the group"
    ALWAYS = "every document"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `path` with `[]` for each entry of a list (`meetings[].documents[].symbol`), what it is, what it holds.

    `recorded` is true where its words stand in the records, or are a date or number written out from them; false where
    they come from the phrase catalogue. `source` says where somebody would change it.
    """

    path: str
    what: str
    shape: Shape = Shape.TEXT
    recorded: bool = True
    source: str = ""
    where: Where = Where.BOTH
    needed: Needed = Needed.NEVER


def _front(name: str, what: str, source: str, needed: Needed = Needed.ALWAYS, *, recorded: bool = True) -> Field:
    return Field(f"front.{name}", what, Shape.TEXT, recorded, source, Where.TEMPLATE, needed)


_MEETINGS = "the records of the meetings"
_GROUP = "records/group.yaml"
_SESSIONS = "records/registers/sessions.yaml"
_PLAN = "the report's plan"

FIELDS: tuple[Field, ...] = (
    Field("front", "the facts of the first page", Shape.MAP, where=Where.TEMPLATE),
    _front("session", "name of the Council session", f"{_PLAN} (session), {_SESSIONS}", Needed.COUNCIL),
    _front("session_dates", "place and dates of the Council session", _SESSIONS, Needed.COUNCIL),
    _front("group", "name of the working group", _GROUP, Needed.GROUP),
    _front("meeting", "the meetings, with their places and dates", _MEETINGS, Needed.GROUP),
    _front("agenda_item", "agenda item; empty in a meeting's summary", f"{_PLAN} (agenda_item)"),
    _front("document", "the document's symbol behind the word for it", f"{_PLAN} (symbol)"),
    _front("symbol", "the document's symbol", f"{_PLAN} (symbol)"),
    _front("date", "date of the document", f"{_PLAN} (date)"),
    _front("original", "original language", f"{_PLAN} (original), or the phrase 'front: original'", recorded=False),
    _front("originator", "whose report it is", "the phrase 'front: originator'", recorded=False),
    _front("title", "title of the report", f"{_PLAN} (title), or a phrase 'front: title-…'", recorded=False),
    _front("website", "the Council's web address", f"{_GROUP} (council_website)"),
    Field(
        "labels",
        "the labels of the box by the name of the box's field: labels.purpose prints “Purpose”",
        Shape.MAP,
        source=f"{_SESSIONS} (boxes)",
        where=Where.TEMPLATE,
    ),
    Field("group", "the working group", Shape.MAP, source=_GROUP),
    Field("group.name", "its name", source=_GROUP),
    Field("group.long_name", "its name, spelt out", source=_GROUP),
    Field("group.originator", "its name in the line that says whose report it is", source=_GROUP),
    Field("group.acronym", "its acronym", source=_GROUP),
    Field("group.organization", "the organization that it belongs to", source=_GROUP),
    Field("group.website", "address of its web page", source=_GROUP),
    Field("group.council_website", "the Council's web address", source=_GROUP),
    Field("meetings", "the meetings of the report", Shape.LIST, source=_MEETINGS),
    Field("meetings[].number", "number of the meeting", Shape.NUMBER, source=_MEETINGS),
    Field("meetings[].ordinal", "number of the meeting, as an ordinal", source=_MEETINGS),
    Field("meetings[].named", "the meeting in words", source=_MEETINGS),
    Field("meetings[].dates", "its dates", source=f"{_MEETINGS} (dates)"),
    Field("meetings[].place", "its place; may be empty", source=f"{_MEETINGS} (place)"),
    Field("meetings[].room", "its room; may be empty", source=f"{_MEETINGS} (room)"),
    Field("meetings[].form", "physical, virtual or hybrid; may be empty", source=f"{_MEETINGS} (form)"),
    Field("meetings[].summary", "the reference to its summary; may be empty", source=f"{_MEETINGS} (summary)"),
    Field("meetings[].documents", "its documents", Shape.LIST, source=f"{_MEETINGS} (documents)"),
    Field("meetings[].documents[].number", "number of the document", source=f"{_MEETINGS} (documents)"),
    Field("meetings[].documents[].symbol", "symbol of the document", source=f"{_MEETINGS} (documents)"),
    Field("meetings[].documents[].title", "title of the document; may be empty", source=f"{_MEETINGS} (documents)"),
    Field("meetings[].documents[].submitters", "who submitted it", Shape.LIST, source=f"{_MEETINGS} (documents)"),
    Field("meetings[].documents[].submitters[]", "one of those who submitted it", source=f"{_MEETINGS} (documents)"),
    Field("meetings[].documents[].link", "address of the document; may be empty", source=f"{_MEETINGS}, {_GROUP}"),
    Field("meetings_named", "the meetings in words", source=_MEETINGS),
    Field("dates", "dates of all meetings; empty unless all are known", source=f"{_MEETINGS} (dates)"),
    Field("places", "the cities of the meetings", Shape.LIST, source=f"{_MEETINGS} (place)"),
    Field("places[]", "a city", source=f"{_MEETINGS} (place)"),
    Field("session", "the Council session that the report is addressed to; empty when there is none", Shape.MAP),
    Field("session.name", "its name", source=_SESSIONS),
    Field("session.place", "its place; may be empty", source=_SESSIONS),
    Field("session.form", "how it was held, where it had no place", source=_SESSIONS),
    Field("session.dates", "its dates", source=_SESSIONS),
    Field("since", "the Council session since which the report tells; empty when there is none", Shape.MAP),
    Field("since.name", "its name", source=_SESSIONS),
    Field("since.place", "its place; may be empty", source=_SESSIONS),
    Field("since.form", "how it was held, where it had no place", source=_SESSIONS),
    Field("since.dates", "its dates", source=_SESSIONS),
    Field("mandate", "the resolutions on which the group works, short", source="records/registers/resolutions.yaml"),
    Field("mandate_long", "the resolutions on which the group works", source="records/registers/resolutions.yaml"),
    Field("documents_counted", "numbers of the documents considered, in words", recorded=False, source=_MEETINGS),
    Field("chair", "name of who signs", source=f"{_MEETINGS} (chair)"),
    Field("chair_of", "office of who signs", recorded=False, source="the phrase 'forms: chair-of'"),
    Field("chairs_named", "who chaired the meetings, each once", Shape.LIST, source=f"{_MEETINGS} (chair)"),
    Field("chairs_named[]", "one of those who chaired", source=f"{_MEETINGS} (chair)"),
    Field("guests", "the guests", Shape.LIST, source=f"{_MEETINGS} (guests)"),
    Field("guests[]", "a guest, with title and office", source=f"{_MEETINGS} (guests)"),
    Field("guests_of", "the meetings at which the guests were", source=f"{_MEETINGS} (guests)"),
    Field("report", "the report itself", Shape.MAP, source=_PLAN),
    Field("report.kind", "council-report, cycle-report or meeting-summary", source=f"{_PLAN} (kind)"),
    Field("report.name", "name of its plan", source=_PLAN),
    Field("report.language", "its language", source=f"{_PLAN} (language)"),
    Field("attendance", "who attended, in groups of meetings", Shape.LIST, source=f"{_MEETINGS} (attendance)"),
    Field("attendance[].meetings_named", "of which meetings", source=_MEETINGS),
    Field("attendance[].count_of_meetings", "of how many meetings", Shape.NUMBER, source=_MEETINGS),
    Field("attendance[].count", "how many, in words", source=f"{_MEETINGS} (attendance)"),
    Field("attendance[].who", "who they were", source=f"{_MEETINGS} (attendance)"),
    Field("attendance[].manner", "how they attended; may be empty", recorded=False, source=f"{_MEETINGS} (form)"),
    Field("openings", "who opened the meetings", Shape.LIST, source=f"{_MEETINGS} (opening)"),
    Field("openings[].speakers", "who spoke", Shape.LIST, source=f"{_MEETINGS} (opening)"),
    Field("openings[].speakers[]", "a speaker, with title and office", source=f"{_MEETINGS} (opening)"),
    Field("openings[].all", "whether at all meetings", Shape.SWITCH),
    Field("openings[].meetings_named", "at which meetings", source=_MEETINGS),
    Field("chairs", "who chaired which meetings", Shape.LIST, source=f"{_MEETINGS} (chair)"),
    Field("chairs[].person", "who chaired", source=f"{_MEETINGS} (chair)"),
    Field("chairs[].all", "whether all meetings", Shape.SWITCH),
    Field("chairs[].meetings_named", "which meetings", source=_MEETINGS),
    Field("chairs[].count_of_meetings", "how many meetings", Shape.NUMBER, source=_MEETINGS),
    Field("vice_chairs", "the Vice-Chairs who took part", Shape.LIST, source=f"{_MEETINGS} (vice_chairs)"),
    Field("vice_chairs[].people", "who was present", Shape.LIST, source=f"{_MEETINGS} (vice_chairs)"),
    Field("vice_chairs[].people[]", "a Vice-Chair, with country and remark", source=f"{_MEETINGS} (vice_chairs)"),
    Field("vice_chairs[].represented", "who was represented", Shape.LIST, source=f"{_MEETINGS} (vice_chairs)"),
    Field("vice_chairs[].represented[].person", "who was represented", source=f"{_MEETINGS} (vice_chairs)"),
    Field("vice_chairs[].represented[].by", "by whom; may be empty", source=f"{_MEETINGS} (vice_chairs)"),
    Field("vice_chairs[].all", "whether at all meetings", Shape.SWITCH),
    Field("vice_chairs[].meetings_named", "at which meetings", source=_MEETINGS),
    Field("thanked", "who is thanked", Shape.MAP, source=f"{_MEETINGS} (thanks)"),
    Field("thanked.meetings_named", "for which meetings; may be empty", source=f"{_MEETINGS} (thanks)"),
    Field("thanked.vice_chairs", "Vice-Chairs who are thanked", Shape.LIST, source=f"{_MEETINGS} (thanks)"),
    Field("thanked.vice_chairs[]", "a Vice-Chair", source=f"{_MEETINGS} (thanks)"),
    Field("thanked.officials", "officials who are thanked", Shape.LIST, source=f"{_MEETINGS} (thanks)"),
    Field("thanked.officials[]", "an official, with office", source=f"{_MEETINGS} (thanks)"),
    Field(
        "thanked.secretariat", "members of the secretariat who are thanked", Shape.LIST, source=f"{_MEETINGS} (thanks)"
    ),
    Field("thanked.secretariat[]", "a member of the secretariat, with office", source=f"{_MEETINGS} (thanks)"),
    Field(
        "followed_by",
        "the content behind this sentence in its section; in sentences",
        recorded=False,
        source=f"{_PLAN} (sections)",
        where=Where.PHRASES,
    ),
    Field("value", "the value that the phrase is about; in 'front' and 'open'", where=Where.PHRASES),
    Field("documents", "the symbols of the documents, linked; in 'formulas'", where=Where.PHRASES),
    Field("count", "how many documents; in 'formulas'", Shape.NUMBER, where=Where.PHRASES),
)

FILTERS: Mapping[str, tuple[str, str]] = {
    "abs": ("the number without its sign", "{{ -3|abs }}"),
    "capitalize": ("a capital at the beginning", "{{ meetings_named|capitalize }}"),
    "count": ("how many there are", "{{ meetings|count }}"),
    "d": ("other words where the value isn't there: short for default", "{{ session.name|d('the Council') }}"),
    "default": ("other words where the value isn't there", "{{ front.agenda_item|default('none', true) }}"),
    "dictsort": (
        "the entries of a group of fields, in alphabetical order",
        "{% for name, value in front|dictsort %}…{% endfor %}",
    ),
    "e": ("the text as it is: every value is printed so anyway", "{{ front.title|e }}"),
    "escape": ("the text as it is: every value is printed so anyway", "{{ front.title|escape }}"),
    "first": ("the first entry of a list", "{{ meetings|map(attribute='dates')|first }}"),
    "float": ("a text as a number with a decimal point", "{{ '2.5'|float }}"),
    "groupby": ("the entries of a list in groups", "{% for place, group in meetings|groupby('place') %}…{% endfor %}"),
    "int": ("a text as a whole number", "{{ '43'|int }}"),
    "items": ("names and values of a group of fields", "{% for name, value in labels|items %}…{% endfor %}"),
    "join": ("the entries of a list with a sign between them", "{{ places|join(', ') }}"),
    "last": ("the last entry of a list", "{{ chairs_named|last }}"),
    "length": ("how many entries, or letters, there are", "{{ meetings|length }}"),
    "list": ("what a loop goes through, as a list", "{{ places|list|length }}"),
    "lower": ("small letters", "{{ front.session|lower }}"),
    "map": ("one field of each entry", "{{ meetings|map(attribute='dates')|join('; ') }}"),
    "max": ("the largest entry", "{{ meetings|map(attribute='number')|max }}"),
    "min": ("the smallest entry", "{{ meetings|map(attribute='number')|min }}"),
    "reject": ("the entries of a list without those that pass a test", "{{ places|reject('equalto', '')|join(', ') }}"),
    "rejectattr": (
        "entries of which a field doesn't pass a test",
        "{% for one in meetings|rejectattr('place') %}…{% endfor %}",
    ),
    "replace": ("other words in the place of some", "{{ front.session|replace('Council', 'the Council') }}"),
    "reverse": ("the entries the other way round", "{% for meeting in meetings|reverse %}…{% endfor %}"),
    "round": ("a number, rounded", "{{ 2.7|round|int }}"),
    "select": ("the entries of a list that pass a test", "{{ places|select|join(', ') }}"),
    "selectattr": (
        "entries of which a field passes a test",
        "{% for one in meetings|selectattr('place') %}…{% endfor %}",
    ),
    "sort": ("the entries in order", "{{ places|sort|join(', ') }}"),
    "string": ("a number as text", "{{ meetings|length|string }}"),
    "sum": ("the sum of numbers", "{{ chairs|sum(attribute='count_of_meetings') }}"),
    "title": ("a capital at the beginning of each word", "{{ front.session|title }}"),
    "trim": ("without spaces at the ends", "{{ front.session|trim }}"),
    "unique": ("each entry once", "{{ meetings|map(attribute='place')|unique|join(', ') }}"),
    "upper": ("capitals", "{{ front.session|upper }}"),
}
"""The filters of templates: what each gives, and how it is written. Phrases have these too, but for `e`."""

PHRASE_FILTERS: Mapping[str, tuple[str, str]] = {
    "listed": ("a list in words: a, b and c", "{{ places|listed }}"),
    "listed_long": ("a list whose entries hold commas", "{{ guests|listed_long }}"),
    "number": ("a number, in words where it is small", "{{ meetings|length|number }}"),
    "ordinal": ("a number as an ordinal", "{{ meetings[0].number|ordinal }}"),
    "plural": ("the first word for one, the second for several", "{{ meetings|length|plural('was', 'were') }}"),
}
"""The filters that only phrases have."""

KINDS: Mapping[str, str] = {
    **{f"heading {n}": f"heading of a section, level {n}" for n in range(1, 7)},
    **{f"numbered {n}": f"numbered paragraph, level {n}" for n in range(1, 7)},
    Kind.PARAGRAPH.value: "paragraph without a number",
    Kind.CONTINUATION.value: "paragraph without a number, under a numbered one",
    Kind.SUBHEADING.value: "heading without a number, inside a section",
    Kind.TABLE.value: "table: its first row is the look of the head, its second that of the other rows",
    Kind.FRONT_LABEL.value: "label in the box of the first page",
    Kind.FRONT_TEXT.value: "text in the box of the first page",
    Kind.FRONT_RULE.value: "rule in the box of the first page",
    Kind.SIGNATURE_NAME.value: "name of who signs",
    Kind.SIGNATURE_TITLE.value: "office of who signs",
    Kind.CLOSING_RULE.value: "rule at the end",
    ListKind.DASH.value: "item of a list, with a dash",
    ListKind.BULLET.value: "item of a list, with a bullet",
    ListKind.NUMBER_PAREN.value: "item of a list, 1)",
    ListKind.LETTER_PAREN.value: "item of a list, a)",
    ListKind.ROMAN_DOT.value: "item of a list, i.",
    ListKind.ROMAN_PAREN.value: "item of a list, i)",
    ListKind.NUMBER_DOT.value: "item of a list, 1.",
    "placeholder": "look of what stands for a fact that isn't known yet",
}
"""The kinds of blocks, each made after its sample: `{# sample: numbered 2 #}`."""

_BY_PATH: Mapping[str, Field] = {field.path: field for field in FIELDS}


def field_at(path: str, *, phrases: bool = False) -> Field | None:
    """Return the field at a path as `FIELDS` spells it, None where there is none.

    Any name below `labels` is one: which labels there are is in the records. `phrases` asks for those of phrases, else
    for those of templates.
    """
    found = _BY_PATH.get(path)
    if found is None and path.startswith("labels.") and path.count(".") == 1:
        found = Field(path, "a label of the box", Shape.TEXT, True, f"{_SESSIONS} (boxes)", Where.TEMPLATE)
    if found is None or found.where is (Where.TEMPLATE if phrases else Where.PHRASES):
        return None
    return found


def template_paths() -> tuple[str, ...]:
    """Return the paths of all fields that a template may print."""
    return tuple(field.path for field in FIELDS if field.where is not Where.PHRASES)
