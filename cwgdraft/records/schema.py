"""What record files may hold: the keys, their types and what they mean.

The models are the single source of the checks, of the messages about them and of the JSON Schema that
editors complete from.
"""

from __future__ import annotations

import itertools
from typing import ClassVar, Literal

from cwgdraft.records.shape import Field, Shape, WrongValueError
from cwgdraft.records.values import (
    Count,
    DateRange,
    Day,
    DocumentNumber,
    FileName,
    Filled,
    Key,
    LanguageTag,
    Link,
    LinkPattern,
    LocalText,
    Moment,
    Number,
    PlainPattern,
    SectionKey,
    SymbolPattern,
    Text,
    TopicKey,
    YesNo,
)


class File(Shape):
    """The top of a record file."""

    format: Literal["1"] = Field(description="Version of the record format; 1.")


# --- people -------------------------------------------------------------------------------------


class Person(Shape):
    """A person of the register."""

    called: ClassVar[str] = "a person"

    title: Text = Field(default="", description="Mr, Ms, Prof., H.E. …, as printed.")
    given: Text = Field(default="", description="Given names.")
    family: Filled = Field(description="Family name; the signature prints it in capitals.")
    country: LocalText | None = Field(default=None, description="Country, as in the list of Member States.")
    organization: LocalText | None = Field(default=None, description="Organization, for guests and officials.")
    office: LocalText | None = Field(default=None, description="Office held, such as Deputy Secretary-General.")


class PeopleFile(File):
    """registers/people.yaml."""

    called: ClassVar[str] = "the people's register"

    people: dict[Key, Person] = Field(
        default={}, description="People by key; the key is used in records and in [[key]]."
    )


class Attendee(Shape):
    """A person in a list of a meeting: who, and how they took part."""

    called: ClassVar[str] = "a person in a list"
    short: ClassVar[str] = "person"

    person: Filled = Field(description="Key of the register, or the name as it is to be printed.")
    presence: Literal["present", "remote", "represented", "absent"] = Field(
        default="present", description="How an officer took part."
    )
    by: Text = Field(default="", description="Who represented them.")
    as_: LocalText | None = Field(default=None, alias="as", description="Function in which they are named.")
    organization: LocalText | None = Field(default=None, description="Organization that they spoke for.")


# --- registers ----------------------------------------------------------------------------------


class Edition(Shape):
    """One edition of a resolution."""

    called: ClassVar[str] = "an edition"

    edition: Filled = Field(description="As printed in brackets: 'Rev. Bucharest, 2022', 'Modified 2024'.")
    from_: Moment = Field(alias="from", description="Day (or year, or month) of adoption; in force from then on.")


class Resolution(Shape):
    """A resolution with its editions."""

    called: ClassVar[str] = "a resolution"

    body: Literal["plenipotentiary", "council", "conference"] = Field(description="Who adopted it.")
    number: Filled = Field(description="Its number.")
    title: LocalText | None = Field(default=None, description="Its title.")
    link: Link = Field(default="", description="Address of its text.")
    editions: list[Edition] = Field(default=[], description="Editions, oldest first.")

    def check(self) -> None:
        """Raise `WrongValueError` when the editions aren't in order."""
        for before, after in itertools.pairwise(self.editions):
            if after.from_ <= before.from_:
                message = f"'{after.edition}' isn't later than '{before.edition}'"
                raise WrongValueError(message, "put the oldest edition first", "editions")


class ResolutionsFile(File):
    """registers/resolutions.yaml."""

    called: ClassVar[str] = "the resolutions' register"

    resolutions: dict[Key, Resolution] = Field(default={}, description="By key, such as 'PP 140' or 'C 1332'.")


class BoxField(Shape):
    """One field of the front box."""

    called: ClassVar[str] = "a field of a front box"

    field: Literal["purpose", "action", "strategic_link", "financial", "references", "rule", "summary"] = Field(
        description="Which field; 'rule' is the line of underscores."
    )
    label: LocalText | None = Field(default=None, description="Label printed above the text.")

    def check(self) -> None:
        """Raise `WrongValueError` for a field that would print no label."""
        if self.field != "rule" and self.label is None:
            raise WrongValueError(f"the field '{self.field}' has no label", "add 'label: …'")


class Session(Shape):
    """A Council session."""

    called: ClassVar[str] = "a Council session"

    name: LocalText = Field(description="As printed: Council 2026.")
    place: LocalText | None = Field(default=None, description="City.")
    form: LocalText | None = Field(
        default=None, description="'virtual consultation of councillors', where there was no place."
    )
    dates: DateRange = Field(description="First and last day.")
    box: Filled = Field(description="Key of the box layout of its documents.")


class SessionsFile(File):
    """registers/sessions.yaml."""

    called: ClassVar[str] = "the sessions' register"

    boxes: dict[Key, list[BoxField]] = Field(default={}, description="Layouts of the front box.")
    sessions: dict[Key, Session] = Field(default={}, description="Council sessions by key, such as C26.")


# --- group --------------------------------------------------------------------------------------


class DocumentSeries(Shape):
    """How the group's documents are named and where they are kept."""

    called: ClassVar[str] = "the series of documents"

    symbol: SymbolPattern = Field(description="Pattern of a symbol: '{group}-{meeting}/{number}'.")
    information: SymbolPattern = Field(description="Pattern of an information document's symbol.")
    series: PlainPattern = Field(
        default="", description="Name of the series in the document system, such as CWGWSIS{meeting}."
    )
    link: LinkPattern = Field(default="", description="Pattern of a document's address.")
    information_link: LinkPattern = Field(default="", description="Pattern of an information document's address.")


class Topic(Shape):
    """A topic of the outline: the stable key under which items of several meetings come together."""

    called: ClassVar[str] = "a topic"

    key: TopicKey = Field(description="Stable key, used in minutes as topic=key.")
    title: LocalText = Field(description="Heading of its section in reports.")
    topics: list[Topic] = Field(default=[], description="Topics below it.")


class DefaultPlans(Shape):
    """Plans without meetings, used for meetings that have no plan of their own."""

    called: ClassVar[str] = "the default plans"

    one: Text = Field(default="", description="Plan for a single meeting.")
    several: Text = Field(default="", description="Plan for several meetings.")


class GroupFile(File):
    """group.yaml."""

    called: ClassVar[str] = "the group"

    name: LocalText = Field(description="Full name of the group.")
    long_name: LocalText | None = Field(default=None, description="Name with the organization, for running text.")
    originator: LocalText | None = Field(
        default=None, description="Name as the originator line prints it; else the name."
    )
    acronym: Filled = Field(description="Acronym, also in symbols: CWG-WSIS&SDG.")
    organization: Text = Field(default="ITU", description="Organization.")
    website: Link = Field(default="", description="Address of the group's page.")
    council_website: Link = Field(
        default="https://www.itu.int/en/council", description="Address in the first page's footer."
    )
    language: LanguageTag = Field(default="en", description="Language of reports whose plan names none.")
    mandate: list[Filled] = Field(
        default=[], description="Keys of the resolutions that the group works under, in order."
    )
    plans: DefaultPlans = Field(default_factory=DefaultPlans, description="Default plans.")
    documents: DocumentSeries | None = Field(default=None, description="The group's series of documents.")
    topics: list[Topic] = Field(default=[], description="Outline of topics in the order of a report.")


# --- meetings -----------------------------------------------------------------------------------


class Attendance(Shape):
    """How many took part."""

    called: ClassVar[str] = "'attendance'"

    count: Count = Field(description="Number of participants.")
    about: LocalText | None = Field(default=None, description="'more than', 'about': printed before the number.")
    who: LocalText | None = Field(default=None, description="What they are called; else 'delegates'.")


class Totals(Shape):
    """Stated numbers of documents."""

    called: ClassVar[str] = "'totals'"

    contributions: Count | None = Field(default=None, description="Contributions.")
    information: Count | None = Field(default=None, description="Information documents.")


class MeetingDocument(Shape):
    """A document of a meeting."""

    called: ClassVar[str] = "a document"
    short: ClassVar[str] = "title"

    title: LocalText | None = Field(default=None, description="Title.")
    revision: Count = Field(default=0, description="Number of the last revision: 1 prints (Rev.1).")
    addendum: Count = Field(default=0, description="Number of the addendum: 1 prints (Add.1).")
    corrigendum: Count = Field(default=0, description="Number of the corrigendum: 1 prints (Corr.1).")
    kind: Literal["contribution", "information", "agenda", "summary"] | None = Field(
        default=None,
        description="INF/ documents are information, others contributions; agenda and summary aren't counted.",
    )
    submitters: list[Filled] = Field(default=[], description="Who submitted it.")
    presenter: Text = Field(default="", description="Who presented it, where that isn't the submitters.")
    withdrawn: YesNo = Field(default=False, description="Whether it was withdrawn.")
    topic: Text = Field(default="", description="Topic that it belongs to.")
    url: Link = Field(default="", description="Its address.")


class Summary(Shape):
    """Where a meeting's summary is found."""

    called: ClassVar[str] = "'summary'"

    document: Text = Field(default="", description="Its number among the meeting's documents.")
    url: Link = Field(default="", description="Its address.")


class Thanks(Shape):
    """Who is thanked, in order of precedence."""

    called: ClassVar[str] = "'thanks'"

    vice_chairs: list[Attendee] = Field(default=[], description="Vice-Chairs.")
    officials: list[Attendee] = Field(default=[], description="Elected officials.")
    secretariat: list[Attendee] = Field(default=[], description="Staff.")


class Opening(Shape):
    """Who opened a meeting."""

    called: ClassVar[str] = "'opening'"

    speaker: Attendee = Field(description="Who spoke.")


class Approval(Shape):
    """When a meeting's summary was approved."""

    called: ClassVar[str] = "'approval'"

    date: Day = Field(description="Day of approval.")


class MinutesState(Shape):
    """How far a meeting's minutes have come; `minutes: draft` says it in a word."""

    called: ClassVar[str] = "'minutes'"
    short: ClassVar[str] = "state"

    state: Literal["draft", "bracketed", "agreed"] = Field(
        description="'bracketed': words are still under discussion; 'agreed': nobody changes them any more."
    )
    date: Day | None = Field(default=None, description="Day on which they were agreed.")
    digest: Text = Field(default="", description="What 'cwgdraft agree' knows the agreed words by.")

    def check(self) -> None:
        """Raise `WrongValueError` for minutes that were agreed on no day."""
        if self.state == "agreed" and self.date is None:
            raise WrongValueError("the minutes are agreed, and no day is given", "add 'date: 2025-02-11'")


class NextMeeting(Shape):
    """What is known of the meeting after this one."""

    called: ClassVar[str] = "'next_meeting'"

    number: Number | None = Field(default=None, description="Its number.")
    dates: DateRange | None = Field(default=None, description="Its dates.")


class MeetingFile(File):
    """meetings/NN.yaml: the facts of one meeting."""

    called: ClassVar[str] = "a meeting"

    number: Number = Field(description="Number of the meeting.")
    dates: DateRange | None = Field(default=None, description="A day, or a range: 2025-02-10/11.")
    place: LocalText | None = Field(default=None, description="City.")
    room: LocalText | None = Field(default=None, description="Room.")
    form: Literal["physical", "virtual", "hybrid"] | None = Field(default=None, description="How it was held.")
    attendance: Attendance | None = Field(default=None, description="How many took part.")
    chair: Attendee | None = Field(default=None, description="Who chaired.")
    vice_chairs: list[Attendee] = Field(default=[], description="Vice-Chairs, in order.")
    opening: Opening | None = Field(default=None, description="Who delivered the welcoming remarks.")
    documents: dict[DocumentNumber, MeetingDocument] = Field(default={}, description="Documents by number: 12, INF/4.")
    totals: Totals | None = Field(default=None, description="Stated totals; they win over counting the list.")
    summary: Summary | None = Field(default=None, description="The meeting's summary.")
    approval: Approval | None = Field(default=None, description="Approval of the summary.")
    minutes: MinutesState | None = Field(default=None, description="How far the minutes have come; else 'draft'.")
    thanks: Thanks | None = Field(default=None, description="Who is thanked.")
    guests: list[Attendee] = Field(default=[], description="Guests.")
    next_meeting: NextMeeting | None = Field(default=None, description="The next meeting.")


# --- plans --------------------------------------------------------------------------------------


class Shared(Shape):
    """Facts that are known only for several meetings together."""

    called: ClassVar[str] = "an entry of 'shared'"

    meetings: list[Number] = Field(default=[], description="The meetings; else all of the plan's.")
    attendance: Attendance | None = Field(default=None, description="How many took part.")
    totals: Totals | None = Field(default=None, description="Stated numbers of documents.")
    thanks: Thanks | None = Field(default=None, description="Who is thanked.")
    guests: list[Attendee] = Field(default=[], description="Guests.")


Opens = Literal["phrase", "inside", "subheading", "none"]


class Section(Shape):
    """A section of a report."""

    called: ClassVar[str] = "a section"

    @classmethod
    def written_out(cls, value: object) -> object:
        """Return the map that a value stands for; the word `agenda` is a section that holds the whole agenda."""
        return {"key": "agenda", "content": ["agenda"]} if value == "agenda" else super().written_out(value)

    key: SectionKey = Field(default="", description="Stable key; a section with a topic takes the topic's.")
    topic: Text = Field(default="", description="Topic whose items stand here.")
    title: LocalText | None = Field(default=None, description="Heading; else the outline's.")
    opening: Opens | None = Field(default=None, description="How a meeting's part opens.")
    content: list[Filled] | None = Field(default=None, description="Sentences, 'words' and 'items', in order.")
    meetings: list[Number] = Field(default=[], description="Only these meetings, in this order.")
    items: Literal["fused", "titled"] | None = Field(default=None, description="Whether items keep their titles.")
    numbering: Literal["paragraphs", "headings"] | None = Field(
        default=None, description="Whether paragraphs are numbered."
    )
    run_in: YesNo = Field(default=False, description="Whether the heading runs into the first sentence.")
    sections: list[Section] = Field(default=[], description="Sections below it.")


class LeaveOut(Shape):
    """Something that a report does not carry, and why."""

    called: ClassVar[str] = "an entry of 'leave_out'"

    what: Filled = Field(description="41/INF/3, 41#opening, 'meeting 41', 'topic agenda', 'document 41/3'.")
    reason: Filled = Field(description="Why.")


class Merge(Shape):
    """Statements of several meetings that are printed once."""

    called: ClassVar[str] = "an entry of 'merge'"

    statements: list[Filled] = Field(description="The statements: 41#id.", at_least=2)
    keep: Filled = Field(description="The one that is printed.")


class PlanFile(File):
    """reports/NAME.yaml: the recipe of a report."""

    called: ClassVar[str] = "a plan"

    kind: Literal["meeting-summary", "council-report", "cycle-report"] = Field(description="Kind of report.")
    meetings: list[Number] = Field(default=[], description="Meetings; none in a pattern that serves any meetings.")
    session: Text = Field(default="", description="Council session that it is addressed to.")
    since: Text = Field(default="", description="Session since which it reports; else the one before.")
    template: FileName = Field(description="Name of the Word template.")
    language: LanguageTag = Field(default="", description="Language; else the group's.")
    title: LocalText | None = Field(default=None, description="Title; else the phrase catalogue's.")
    symbol: Text = Field(default="", description="Symbol of the document, without language: C26/8.")
    agenda_item: Text = Field(default="", description="Agenda item: PL 1.5.")
    date: Day | None = Field(default=None, description="Date of the document.")
    original: LocalText | None = Field(
        default=None, description="What stands below the date; else 'Original: English'."
    )
    box_layout: Text = Field(default="", description="Layout of the front box; else the session's.")
    box: dict[Literal["purpose", "action", "strategic_link", "financial", "references", "summary"], LocalText] = Field(
        default={}, description="Texts of front fields that aren't computed; [[references]] may stand in them."
    )
    numbering: Literal["paragraphs", "headings"] = Field(
        default="paragraphs", description="Whether paragraphs are numbered."
    )
    opening: Opens = Field(default="none", description="How a meeting's part opens in a section.")
    signature: Attendee | None = Field(default=None, description="Who signs; else the Chair of the last meeting.")
    closing: list[Literal["signature", "rule"]] | None = Field(
        default=None, description="What ends it; else the signature, and below that of a meeting's summary the rule."
    )
    shared: list[Shared] = Field(default=[], description="Facts known only for meetings together.")
    sections: list[Section] = Field(default=[], description="Sections in order; else those of the default plan.")
    merge: list[Merge] = Field(default=[], description="Statements that are printed once.")
    leave_out: list[LeaveOut] = Field(default=[], description="What the report does not carry, and why.")


# --- house style --------------------------------------------------------------------------------


class Wording(Shape):
    """Words that the house writes in one way."""

    called: ClassVar[str] = "an entry of the house style"

    write: Filled = Field(description="What is written.")
    not_: list[Filled] = Field(alias="not", description="Forms that aren't; an empty list drops the entry.")
    but: list[Filled] = Field(default=[], description="Phrases in which such a form is right.")
    mixed: YesNo = Field(default=False, description="Whether it counts only where a document writes both.")


class RuleChoice(Shape):
    """Which rules of `cwgdraft check` are on, and how much they weigh."""

    called: ClassVar[str] = "'rules'"

    on: list[Filled] = Field(default=[], description="Rules that are off by themselves.")
    off: list[Filled] = Field(default=[], description="Rules that nobody wants here.")
    severity: dict[Text, Literal["error", "warning", "advice"]] = Field(
        default={}, description="Rules by name that weigh otherwise than they do by themselves."
    )


class HouseFile(File):
    """house.yaml: how the house writes."""

    called: ClassVar[str] = "the house style"

    language: LanguageTag = Field(default="", description="Language that it is about; else English.")
    terms: list[Wording] = Field(default=[], description="Words and their capitals.")
    spelling: list[Wording] = Field(default=[], description="Words that have two spellings.")
    names_: list[Wording] = Field(default=[], alias="names", description="One name for one thing, through a document.")
    capitals: list[Wording] = Field(default=[], description="Words with a small letter, where a document mixes both.")
    titles: list[Filled] = Field(default=[], description="Titles of persons that have no full stop: Mr.")
    keep: list[Filled] = Field(default=[], description="Proper names that keep their spelling.")
    acronyms: list[Filled] = Field(default=[], description="Acronyms that need no introduction.")
    expansions: dict[Text, Filled] = Field(default={}, description="What acronyms stand for.")
    figures_from: Count | None = Field(default=None, description="The first number that is written in figures.")
    rules: RuleChoice = Field(default_factory=RuleChoice, description="Which rules are on.")


FILES: dict[str, type[File]] = {
    "group": GroupFile,
    "people": PeopleFile,
    "resolutions": ResolutionsFile,
    "sessions": SessionsFile,
    "meeting": MeetingFile,
    "plan": PlanFile,
    "house": HouseFile,
}
"""The kinds of record files by the name of their JSON Schema."""
