"""What record files may hold: the keys, their types and what they mean.

The models are the single source of the checks, of the messages about them and of the JSON Schema that
editors complete from.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from cwgdraft.records.values import DateRange, Day, LocalText, Moment, Text

FORMAT = 1


class Model(BaseModel):
    """A map of a record file: unknown keys are errors, nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, regex_engine="python-re")


class File(Model):
    """The top of a record file."""

    format: Literal["1"] = Field(description="Version of the record format; 1.", json_schema_extra={"enum": [1, "1"]})


def _short(key: str) -> Any:
    """Return a validator that reads a text alone as the map `{key: text}`."""

    def expand(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return expand


def short_form(model: type[Model], key: str) -> Any:
    """Return the JSON Schema of a model that may be written as the text of `key` alone."""
    return {"anyOf": [{"type": "string"}, {"$ref": f"#/$defs/{model.__name__}"}], "key": key}


# --- people -------------------------------------------------------------------------------------


class Person(Model):
    """A person of the register."""

    title: Text = Field("", description="Mr, Ms, Prof., H.E. …, as printed.")
    given: Text = Field("", description="Given names.")
    family: Text = Field(description="Family name; the signature prints it in capitals.")
    country: LocalText | None = Field(None, description="Country, as in the list of Member States.")
    organization: LocalText | None = Field(None, description="Organization, for guests and officials.")
    office: LocalText | None = Field(None, description="Office held, such as Deputy Secretary-General.")


class PeopleFile(File):
    """registers/people.yaml."""

    people: dict[str, Person] = Field({}, description="People by key; the key is used in records and in [[key]].")


class Attendee(Model):
    """A person in a list of a meeting: who, and how they took part."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return _short("person")(value)

    person: Text = Field(description="Key of the register, or the name as it is to be printed.")
    presence: Literal["present", "remote", "represented", "absent"] = Field(
        "present", description="How an officer took part."
    )
    by: Text = Field("", description="Who represented them.")
    as_: LocalText | None = Field(None, alias="as", description="Function in which they are named.")
    organization: LocalText | None = Field(None, description="Organization that they spoke for.")


# --- registers ----------------------------------------------------------------------------------


class Edition(Model):
    """One edition of a resolution."""

    edition: Text = Field(description="As printed in brackets: 'Rev. Bucharest, 2022', 'Modified 2024'.")
    from_: Moment = Field(alias="from", description="Day (or year, or month) of adoption; in force from then on.")


class Resolution(Model):
    """A resolution with its editions."""

    body: Literal["plenipotentiary", "council", "conference"] = Field(description="Who adopted it.")
    number: Text = Field(description="Its number.")
    title: LocalText | None = Field(None, description="Its title.")
    link: Text = Field("", description="Address of its text.")
    editions: list[Edition] = Field([], description="Editions, oldest first.")


class ResolutionsFile(File):
    """registers/resolutions.yaml."""

    resolutions: dict[str, Resolution] = Field({}, description="By key, such as 'PP 140' or 'C 1332'.")


class BoxField(Model):
    """One field of the front box."""

    field: Literal["purpose", "action", "strategic_link", "financial", "references", "rule", "summary"] = Field(
        description="Which field; 'rule' is the line of underscores."
    )
    label: LocalText | None = Field(None, description="Label printed above the text.")

    @model_validator(mode="after")
    def _labelled(self) -> BoxField:
        if self.field != "rule" and self.label is None:
            raise ValueError(f"the field '{self.field}' has no label")
        return self


class Session(Model):
    """A Council session."""

    name: LocalText = Field(description="As printed: Council 2026.")
    place: LocalText | None = Field(None, description="City.")
    form: LocalText | None = Field(None, description="'virtual consultation of councillors', where there was no place.")
    dates: DateRange = Field(description="First and last day.")
    box: Text = Field(description="Key of the box layout of its documents.")


class SessionsFile(File):
    """registers/sessions.yaml."""

    boxes: dict[str, list[BoxField]] = Field({}, description="Layouts of the front box.")
    sessions: dict[str, Session] = Field({}, description="Council sessions by key, such as C26.")


# --- group --------------------------------------------------------------------------------------


class DocumentSeries(Model):
    """How the group's documents are named and where they are kept."""

    symbol: Text = Field(description="Pattern of a symbol: '{group}-{meeting}/{number}'.")
    information: Text = Field(description="Pattern of an information document's symbol.")
    series: Text = Field("", description="Name of the series in the document system, such as CWGWSIS{meeting}.")
    link: Text = Field("", description="Pattern of a document's address.")
    information_link: Text = Field("", description="Pattern of an information document's address.")

    @field_validator("symbol", "information", "series", "link", "information_link", mode="after")
    @classmethod
    def _fits(cls, pattern: str) -> str:
        try:
            pattern.format(group="G", meeting=1, number=1, yy="25", series="S")
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ValueError(
                f"the pattern '{pattern}' can't be filled ({error}); it may use {{group}}, {{meeting}}, {{number}}, "
                "{yy}, {series}"
            ) from None
        return pattern


class Topic(Model):
    """A topic of the outline: the stable key under which items of several meetings come together."""

    key: Text = Field(description="Stable key, used in minutes as topic=key.", pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: LocalText = Field(description="Heading of its section in reports.")
    topics: list[Topic] = Field([], description="Topics below it.")


class DefaultPlans(Model):
    """Plans without meetings, used for meetings that have no plan of their own."""

    one: Text = Field("", description="Plan for a single meeting.")
    several: Text = Field("", description="Plan for several meetings.")


class GroupFile(File):
    """group.yaml."""

    name: LocalText = Field(description="Full name of the group.")
    long_name: LocalText | None = Field(None, description="Name with the organization, for running text.")
    originator: LocalText | None = Field(None, description="Name as the originator line prints it; else the name.")
    acronym: Text = Field(description="Acronym, also in symbols: CWG-WSIS&SDG.")
    organization: Text = Field("ITU", description="Organization.")
    website: Text = Field("", description="Address of the group's page.")
    council_website: Text = Field("https://www.itu.int/en/council", description="Address in the first page's footer.")
    language: Text = Field("en", description="Language of reports whose plan names none.")
    mandate: list[Text] = Field([], description="Keys of the resolutions that the group works under, in order.")
    plans: DefaultPlans = Field(DefaultPlans(), description="Default plans.")
    documents: DocumentSeries | None = Field(None, description="The group's series of documents.")
    topics: list[Topic] = Field([], description="Outline of topics in the order of a report.")

    @field_validator("website", "council_website", mode="after")
    @classmethod
    def _web(cls, address: str) -> str:
        return web_address(address)


def web_address(address: str) -> str:
    """Return an address that a document may link to; raises ValueError for any other."""
    if address and not re.fullmatch(r"(https?://|mailto:)[^\s<>\"\\]+", address):
        raise ValueError(f"'{address}' is no address that a document may link to; http, https and mailto are")
    return address


# --- meetings -----------------------------------------------------------------------------------


class Attendance(Model):
    """How many took part."""

    count: int = Field(ge=0, description="Number of participants.")
    about: LocalText | None = Field(None, description="'more than', 'about': printed before the number.")
    who: LocalText | None = Field(None, description="What they are called; else 'delegates'.")


class Totals(Model):
    """Stated numbers of documents."""

    contributions: int | None = Field(None, ge=0, description="Contributions.")
    information: int | None = Field(None, ge=0, description="Information documents.")


class MeetingDocument(Model):
    """A document of a meeting."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return _short("title")(value)

    title: LocalText | None = Field(None, description="Title.")
    revision: int = Field(0, ge=0, description="Number of the last revision: 1 prints (Rev.1).")
    addendum: int = Field(0, ge=0, description="Number of the addendum: 1 prints (Add.1).")
    corrigendum: int = Field(0, ge=0, description="Number of the corrigendum: 1 prints (Corr.1).")
    kind: Literal["contribution", "information", "agenda", "summary"] | None = Field(
        None, description="INF/ documents are information, others contributions; agenda and summary aren't counted."
    )
    submitters: list[Text] = Field([], description="Who submitted it.")
    presenter: Text = Field("", description="Who presented it, where that isn't the submitters.")
    withdrawn: bool = Field(False, description="Whether it was withdrawn.")
    topic: Text = Field("", description="Topic that it belongs to.")
    url: Annotated[str, BeforeValidator(lambda v: web_address(str(v)))] = Field("", description="Its address.")


class Summary(Model):
    """Where a meeting's summary is found."""

    document: Text = Field("", description="Its number among the meeting's documents.")
    url: Annotated[str, BeforeValidator(lambda v: web_address(str(v)))] = Field("", description="Its address.")


class Thanks(Model):
    """Who is thanked, in order of precedence."""

    vice_chairs: list[Attendee] = Field([], description="Vice-Chairs.")
    officials: list[Attendee] = Field([], description="Elected officials.")
    secretariat: list[Attendee] = Field([], description="Staff.")


class Opening(Model):
    """Who opened a meeting."""

    speaker: Attendee = Field(description="Who spoke.")


class Approval(Model):
    """When a meeting's summary was approved."""

    date: Day = Field(description="Day of approval.")


class NextMeeting(Model):
    """What is known of the meeting after this one."""

    number: int | None = Field(None, ge=1, description="Its number.")
    dates: DateRange | None = Field(None, description="Its dates.")


class MeetingFile(File):
    """meetings/NN.yaml: the facts of one meeting."""

    number: int = Field(ge=1, description="Number of the meeting.")
    dates: DateRange | None = Field(None, description="A day, or a range: 2025-02-10/11.")
    place: LocalText | None = Field(None, description="City.")
    room: LocalText | None = Field(None, description="Room.")
    form: Literal["physical", "virtual", "hybrid"] | None = Field(None, description="How it was held.")
    attendance: Attendance | None = Field(None, description="How many took part.")
    chair: Attendee | None = Field(None, description="Who chaired.")
    vice_chairs: list[Attendee] = Field([], description="Vice-Chairs, in order.")
    opening: Opening | None = Field(None, description="Who delivered the welcoming remarks.")
    documents: dict[str, MeetingDocument] = Field({}, description="Documents by number: 12, INF/4.")
    totals: Totals | None = Field(None, description="Stated totals; they win over counting the list.")
    summary: Summary | None = Field(None, description="The meeting's summary.")
    approval: Approval | None = Field(None, description="Approval of the summary.")
    thanks: Thanks | None = Field(None, description="Who is thanked.")
    guests: list[Attendee] = Field([], description="Guests.")
    next_meeting: NextMeeting | None = Field(None, description="The next meeting.")

    @field_validator("documents", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        for number in value if isinstance(value, dict) else ():
            if not re.fullmatch(r"(INF/|ADM/|DT/)?\d{1,4}", str(number)):
                raise ValueError(f"'{number}' is no number of a document; write 12 or INF/4, and revision: 1 below it")
        return value


# --- plans --------------------------------------------------------------------------------------


class Shared(Model):
    """Facts that are known only for several meetings together."""

    meetings: list[int] = Field([], description="The meetings; else all of the plan's.")
    attendance: Attendance | None = Field(None, description="How many took part.")
    totals: Totals | None = Field(None, description="Stated numbers of documents.")
    thanks: Thanks | None = Field(None, description="Who is thanked.")
    guests: list[Attendee] = Field([], description="Guests.")


Opens = Literal["phrase", "inside", "subheading", "none"]


class Section(Model):
    """A section of a report."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {"key": "agenda", "content": ["agenda"]} if value == "agenda" else value

    key: Text = Field("", description="Stable key; a section with a topic takes the topic's.")
    topic: Text = Field("", description="Topic whose items stand here.")
    title: LocalText | None = Field(None, description="Heading; else the outline's.")
    opening: Opens | None = Field(None, description="How a meeting's part opens.")
    content: list[Text] | None = Field(None, description="Sentences, 'words' and 'items', in order.")
    meetings: list[int] = Field([], description="Only these meetings, in this order.")
    items: Literal["fused", "titled"] | None = Field(None, description="Whether items keep their titles.")
    numbering: Literal["paragraphs", "headings"] | None = Field(None, description="Whether paragraphs are numbered.")
    run_in: bool = Field(False, description="Whether the heading runs into the first sentence.")
    sections: list[Section] = Field([], description="Sections below it.")


class LeaveOut(Model):
    """Something that a report does not carry, and why."""

    what: Text = Field(description="41/INF/3, 41#opening, 'meeting 41', 'topic agenda', 'document 41/3'.")
    reason: Text = Field(description="Why.", min_length=3)


class Merge(Model):
    """Statements of several meetings that are printed once."""

    statements: list[Text] = Field(description="The statements: 41#id.", min_length=2)
    keep: Text = Field(description="The one that is printed.")


class PlanFile(File):
    """reports/NAME.yaml: the recipe of a report."""

    kind: Literal["meeting-summary", "council-report", "cycle-report"] = Field(description="Kind of report.")
    meetings: list[int] = Field([], description="Meetings; none in a pattern that serves any meetings.")
    session: Text = Field("", description="Council session that it is addressed to.")
    since: Text = Field("", description="Session since which it reports; else the one before.")
    template: Text = Field(description="Name of the Word template.")
    language: Text = Field("", description="Language; else the group's.")
    title: LocalText | None = Field(None, description="Title; else the phrase catalogue's.")
    symbol: Text = Field("", description="Symbol of the document, without language: C26/8.")
    agenda_item: Text = Field("", description="Agenda item: PL 1.5.")
    date: Day | None = Field(None, description="Date of the document.")
    original: LocalText | None = Field(None, description="What stands below the date; else 'Original: English'.")
    box_layout: Text = Field("", description="Layout of the front box; else the session's.")
    box: dict[
        Literal["purpose", "action", "strategic_link", "financial", "references", "summary"], LocalText
    ] = Field({}, description="Texts of front fields that aren't computed; [[references]] may stand in them.")
    numbering: Literal["paragraphs", "headings"] = Field("paragraphs", description="Whether paragraphs are numbered.")
    opening: Opens = Field("none", description="How a meeting's part opens in a section.")
    signature: Attendee | None = Field(None, description="Who signs; else the Chair of the last meeting.")
    shared: list[Shared] = Field([], description="Facts known only for meetings together.")
    sections: list[Section] = Field([], description="Sections in order; else those of the default plan.")
    merge: list[Merge] = Field([], description="Statements that are printed once.")
    leave_out: list[LeaveOut] = Field([], description="What the report does not carry, and why.")


FILES: dict[str, type[File]] = {
    "group": GroupFile,
    "people": PeopleFile,
    "resolutions": ResolutionsFile,
    "sessions": SessionsFile,
    "meeting": MeetingFile,
    "plan": PlanFile,
}
"""The kinds of record files by the name of their JSON Schema."""

KIND_NAMES = {
    GroupFile: "the group",
    PeopleFile: "the people's register",
    ResolutionsFile: "the resolutions' register",
    SessionsFile: "the sessions' register",
    MeetingFile: "a meeting",
    PlanFile: "a plan",
    Person: "a person",
    Attendee: "a person in a list",
    MeetingDocument: "a document",
    Section: "a section",
}
