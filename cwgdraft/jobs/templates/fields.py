"""What a template or a phrase may use: fields, places, filters, kinds of blocks, with examples from the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cwgdraft.contract import FIELDS, FILTERS, KINDS, PHRASE_FILTERS, PLACES, Field, Shape, Where
from cwgdraft.draft import Block, Draft, Kind
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.jobs.templates.reports import Drafted, drafted_reports
from cwgdraft.jobs.templates.tags import ready_tag
from cwgdraft.language.near import near_miss
from cwgdraft.language.watching import WatchedCatalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.load import load_records
from cwgdraft.workspace import Workspace, is_litter

FRONT, LABELS, GROUP, MEETINGS, SESSIONS, PEOPLE, REPORT, OWN, PLACES_OF, FILTERS_OF, BLOCKS = (
    "First page",
    "Labels of the box",
    "The group",
    "The meetings",
    "Council sessions and resolutions",
    "People",
    "The report",
    "In some phrases only",
    "Places for the blocks",
    "Filters",
    "Kinds of blocks, each made after its sample",
)
_SECTIONS = {
    "front": FRONT, "labels": LABELS, "group": GROUP, "meetings": MEETINGS, "meetings_named": MEETINGS,
    "dates": MEETINGS, "places": MEETINGS, "documents_counted": MEETINGS, "attendance": MEETINGS, "session": SESSIONS,
    "since": SESSIONS, "mandate": SESSIONS, "mandate_long": SESSIONS, "report": REPORT,
    "followed_by": OWN, "value": OWN, "documents": OWN, "count": OWN,
}  # fmt: skip
"""Under which heading a field stands by its first name; any other is about people."""
_ORDER = (FRONT, LABELS, GROUP, MEETINGS, SESSIONS, PEOPLE, REPORT, OWN, PLACES_OF, FILTERS_OF, BLOCKS)
_LONGEST = 90
_OPEN = re.compile(r"\[[^\]]+\]")
"""How a fact that isn't known is printed."""
_INSTEAD = {
    "front.session": "session.name",
    "front.agenda_item": "session.place",
    "front.title": "report.name",
    "front|": "session|",
    "labels|": "group|",
}
"""What phrases have in the place of facts that only templates have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a template may use.

    `tag` is what to copy, empty for what only holds other fields; `source` says where somebody would change it;
    `used` names the templates that use it.
    """

    section: str
    name: str
    what: str
    tag: str
    example: str = ""
    holds: str = ""
    source: str = ""
    used: tuple[str, ...] = ()

    @property
    def found_by(self) -> str:
        """Return the text in which words are looked for."""
        return f"{self.name} {self.what} {self.example}".casefold()

    def as_data(self) -> dict[str, object]:
        """Return the entry as plain data for JSON."""
        data = {"section": self.section, "name": self.name, "what": self.what, "tag": self.tag}
        more = {"example": self.example, "holds": self.holds, "source": self.source, "used": list(self.used)}
        return {**data, **{key: value for key, value in more.items() if value}}


def entries(workspace: Workspace, *, phrases: bool = False) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return everything that a template may use (with `phrases`, a phrase), and which templates can't be read.

    Raises `RecordsError` when the records or the phrases can't be loaded.
    """
    records = load_records(workspace)
    catalogue = WatchedCatalogue(load_catalogue(workspace, records.group.language))
    drafted = drafted_reports(workspace, catalogue, records)
    usage, findings = ({}, ()) if phrases else _usage(workspace)
    found = [*_fields(drafted, catalogue, phrases=phrases), *_filters(catalogue, drafted, phrases=phrases)]
    if not phrases:
        found += [Entry(PLACES_OF, name, what, f"{{{{p {name} }}}}") for name, what in PLACES.items()]
        found += _kinds(drafted)
    with_use = [
        Entry(
            *(one.section, one.name, one.what, one.tag, one.example, one.holds, one.source),
            tuple(name for name, names in usage.items() if _key(one) in names),
        )
        for one in found
    ]
    return tuple(sorted(with_use, key=lambda one: _ORDER.index(one.section))), findings


def matching(found: Iterable[Entry], words: Sequence[str]) -> tuple[Entry, ...]:
    """Return the entries in which every word stands, in any letters; raises `CwgdraftError` where there are none."""
    every = tuple(found)
    shown = tuple(one for one in every if all(word.casefold() in one.found_by for word in words))
    if shown or not words:
        return shown
    names = {name for one in every for name in (one.name, one.name.rpartition(".")[2].removesuffix("[]"))}
    alone = [word for word in words if not any(word.casefold() in one.found_by for one in every)]
    near = near_miss(alone[0], names) if alone else None
    hint = f"; did you mean '{near}'?" if near else ""
    quoted = " and ".join(f"'{word}'" for word in words)
    raise CwgdraftError(f"nothing that is listed has {quoted} in it{hint}", "list everything: cwgdraft template fields")


# --- examples -------------------------------------------------------------------------------------


def _fields(drafted: Sequence[Drafted], catalogue: WatchedCatalogue, *, phrases: bool) -> Iterator[Entry]:
    wanted = Where.PHRASES if phrases else Where.TEMPLATE
    contexts = [context_of(one) for one in drafted if one.report]
    for field in FIELDS:
        if field.where not in (Where.BOTH, wanted):
            continue
        section = _SECTIONS.get(field.path.partition(".")[0].removesuffix("[]"), PEOPLE)
        example = _in_phrases(field, catalogue) if section == OWN else _first(contexts, field)
        tag = ready_tag(field, phrases=phrases)
        yield Entry(section, field.path, field.what, tag, example, _holds(field), field.source)
        if field.path == "labels":
            yield from _labels(contexts, field)


def _labels(contexts: Sequence[Mapping[str, object]], field: Field) -> Iterator[Entry]:
    """Yield an entry for each label that a report's box has."""
    every = [labels for context in contexts if isinstance(labels := context.get("labels"), Mapping)]
    for name in dict.fromkeys(name for labels in every for name in labels):
        text = next(labels[name] for labels in every if name in labels)
        what = f"label of the box's field '{name}'"
        if any(name not in labels for labels in every):
            what += "; not in the box of every report, so ask for it: {% if labels." + name + " is defined %}"
        yield Entry(LABELS, f"labels.{name}", what, f"{{{{ labels.{name} }}}}", text, source=field.source)


def context_of(drafted: Drafted) -> Mapping[str, object]:
    """Return the data that a template gets for a report."""
    report = drafted.report
    if report is None:
        return {}
    return {**report.data, "front": dict(report.draft.front), "labels": labels_of(report.draft)}


def labels_of(draft: Draft) -> dict[str, str]:
    """Return the labels of the front box by field, as `typesetting.filling` gives them to a template."""
    return {
        block.origin.removeprefix("front:").removesuffix("/label"): block.text
        for block in draft.blocks
        if block.kind is Kind.FRONT_LABEL
    }


def _holds(field: Field) -> str:
    return "" if field.shape is Shape.TEXT else field.shape.value


def _first(contexts: Iterable[Mapping[str, object]], field: Field) -> str:
    """Return the value of a field in the first report that has one, in words; a placeholder where none knows it."""
    steps = field.path.split(".")
    texts = [text for context in contexts for value in _values(context, steps) if (text := _shown(value))]
    known = (text for text in texts if not _OPEN.search(text))
    return next(known, texts[0] if texts else "")


def _values(value: object, steps: Sequence[str]) -> Iterator[object]:
    """Yield the values that a path leads to, of a list those of every entry."""
    if not steps:
        yield value
        return
    inner = value.get(steps[0].removesuffix("[]")) if isinstance(value, Mapping) else None
    if steps[0].endswith("[]"):
        for one in inner if isinstance(inner, list) else ():
            yield from _values(one, steps[1:])
    else:
        yield from _values(inner, steps[1:])


def _shown(value: object) -> str:
    """Return a value as an example: yes for a switch, the entries of a list, nothing for a group of fields."""
    if value is True:
        return "yes"
    if isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        return (
            short("; ".join(texts)) if texts or not value else f"{len(value)} entr{'y' if len(value) == 1 else 'ies'}"
        )
    return short(str(value)) if isinstance(value, str | int) and value is not False else ""


def short(text: str) -> str:
    """Return a text on one line, its end cut off where it is long."""
    text = " ".join(text.split(" ")).strip().replace("\n", " ")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]} …"


def _in_phrases(field: Field, catalogue: WatchedCatalogue) -> str:
    """Return what a field that only some phrases have was, in the first phrase that had it."""
    for fills in catalogue.fills.values():
        for fill in fills:
            value = fill.data.get(field.path)
            if value and isinstance(value, str | int):
                return short(fill.shelf.plain(str(value)) if fill.shelf else str(value))
    return ""


# --- filters, kinds --------- -----------------------------------------------------------------------


def _filters(catalogue: WatchedCatalogue, drafted: Sequence[Drafted], *, phrases: bool) -> Iterator[Entry]:
    known = {**{name: one for name, one in FILTERS.items() if name not in ("e", "escape")}, **PHRASE_FILTERS}
    context = next((context_of(one) for one in drafted if one.report), {})
    for name, (what, tag) in sorted(known.items()) if phrases else FILTERS.items():
        for front, own in _INSTEAD.items() if phrases else ():
            tag = tag.replace(front, own)
        yield Entry(FILTERS_OF, name, what, tag, short(_printed(catalogue, tag, context)))


def _printed(catalogue: WatchedCatalogue, tag: str, context: Mapping[str, object]) -> str:
    """Return what a tag prints, nothing where it is only an example of how to write it."""
    from jinja2 import TemplateError

    if not context or "%}" in tag:
        return ""
    try:
        return catalogue.filling.fill(tag.replace("|escape", "").replace("|e ", " "), context, None)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError):
        return ""


def _kinds(drafted: Sequence[Drafted]) -> Iterator[Entry]:
    from cwgdraft.typesetting.template import sample_of

    first: dict[str, Block] = {}
    for one in drafted:
        for block in one.report.draft.blocks if one.report else ():
            if block.text.strip():
                first.setdefault(sample_of(block), block)
            if any(run.open for run in block.runs):
                first.setdefault("placeholder", Block(Kind.PARAGRAPH, tuple(run for run in block.runs if run.open)))
    for name, what in KINDS.items():
        found = first.get(name)
        text = f"{found.label} {found.text}".strip() if found else ""
        yield Entry(BLOCKS, name, what, f"{{# sample: {name} #}}", short(text.replace("\t", " | ")))


# --- where it is used -----------------------------------------------------------------------------


def _usage(workspace: Workspace) -> tuple[dict[str, frozenset[str]], tuple[Finding, ...]]:
    """Return by template the names of what it uses, and a finding for each that can't be read."""
    from cwgdraft.typesetting.usage import usage_of

    paths = [field.path for field in FIELDS]
    found: dict[str, frozenset[str]] = {}
    findings = []
    for path in sorted(workspace.templates.glob("*.docx"), key=lambda one: one.stem):
        if is_litter(path):
            continue
        try:
            usage = usage_of(path)
        except RecordsError:
            raise
        except CwgdraftError as error:
            findings.append(Finding("unreadable-template", Severity.WARNING, error.message, Place(path), error.help))
            continue
        names = {path for path in paths if usage.prints(path)} | usage.fields
        found[path.stem] = frozenset(
            {*names, *(f"|{name}" for name in usage.filters), *(f"#{name}" for name in usage.samples)}
        )
    return found, tuple(findings)


def _key(entry: Entry) -> str:
    """Return by which name an entry is known to `_usage`: a filter and a field may have the same."""
    return {FILTERS_OF: "|", BLOCKS: "#"}.get(entry.section, "") + entry.name
