"""Publishing: a report's copy for the outside under its symbol, kept under records/published as it was sent."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.comparing.changes import Comparison
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Made
from cwgdraft.drafting.report import Report
from cwgdraft.errors import CwgdraftError, OutputError
from cwgdraft.files import write_whole
from cwgdraft.finding import Severity
from cwgdraft.jobs.agreed import agreed_findings
from cwgdraft.jobs.build import BuildOptions, typeset_report
from cwgdraft.jobs.checking.errors import errors_in
from cwgdraft.jobs.compare import document_of
from cwgdraft.jobs.outputs import redlined
from cwgdraft.jobs.targets import Target, load_targets
from cwgdraft.language.mentions.symbols import same_group, symbols_in
from cwgdraft.language.words import NB_HYPHEN
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace, file_name, is_litter

REPORT, TEXT, REDLINE, ABOUT = "report.docx", "report.txt", "redline.docx", "about.json"
_FORMAT = 1
_SUFFIXES = re.compile(r"(?:\((?:Rev|Add|Corr)\.\d+\))+$")


@dataclass(frozen=True, slots=True)
class Published:
    """A report as it was published: under which symbol, when, from which files; `order` counts all publications.

    `digests` has the SHA-256 of each file in `folder`, `sources` the digests of the records and templates that made it.
    """

    folder: Path
    symbol: str
    report: str
    date: str
    language: str
    version: str
    order: int
    digests: Mapping[str, str]
    sources: Mapping[str, str]

    @property
    def base(self) -> str:
        """Return the symbol without revision, addendum or corrigendum."""
        return _base(self.symbol)

    def as_data(self) -> dict[str, object]:
        """Return what about.json says."""
        data = {"format": _FORMAT, "symbol": self.symbol, "report": self.report, "date": self.date}
        data |= {"language": self.language, "version": self.version, "order": self.order}
        return {**data, "sha256": dict(self.digests), "sources": dict(self.sources)}


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication wrote, and what has to be said about it."""

    published: Published
    files: tuple[Path, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SincePublished:
    """What changed since a report was published: in the document, and which files it is made from."""

    published: Published
    comparison: Comparison
    sources: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> bool:
        """Return whether the document or one of its files is another."""
        return self.comparison.differs or bool(self.sources)


def publish(
    workspace: Workspace, name: str, symbol: str, *, date: dt.date | None = None, later: str = ""
) -> Publication:
    """Publish a report under a symbol; `later` is Rev, Corr or Add for what follows an earlier publication of it.

    All files are written or none. Raises `CwgdraftError` when the report isn't ready, the symbol is none or was
    published already, a published file was changed, or nothing differs from what is published.
    """
    records, target = _target(workspace, name)
    symbol = _checked_symbol(records, symbol)
    earlier = load_published(workspace)
    verify(earlier)
    family = [one for one in earlier if one.base == _base(symbol)]
    if later:
        symbol = _next(symbol, family, target, later)
    elif family:
        _refuse_again(symbol, family)
    previous = family[-1] if family else None
    target = _under(records, target, symbol, date)
    report, document = _made(workspace, records, target)
    _refuse_unready(workspace, records, target, report)
    files = {REPORT: document, TEXT: _text(report)}
    remarks = [f"without a link: {fact.what}" for fact in report.open_facts if fact.name == "summary"]
    if previous is not None:
        _refuse_same(workspace, records, target, previous)
        files[REDLINE], said = _redline(records, previous, document, report.draft.date)
        remarks += [f"{REDLINE}: {one}" for one in said]
    published = Published(
        workspace.records / "published" / folder_name(symbol),
        symbol,
        target.name,
        report.draft.date,
        report.draft.language,
        cwgdraft.__version__,
        max((one.order for one in earlier), default=0) + 1,
        {file: _sha256(file, data) for file, data in files.items()},
        _sources(report),
    )
    files[ABOUT] = (json.dumps(published.as_data(), ensure_ascii=False, indent=2) + "\n").encode()
    _keep(published, files)
    return Publication(published, tuple(published.folder / file for file in files), tuple(remarks))


def since_published(workspace: Workspace, name: str) -> SincePublished:
    """Return what changed since the last publication of a report: the same symbol and date, made of today's records.

    Raises `CwgdraftError` when it was never published, a published file was changed, or it can't be made any more.
    """
    records, target = _target(workspace, name)
    earlier = load_published(workspace)
    verify(earlier)
    own = [one for one in earlier if one.report == target.name]
    if not own:
        known = ", ".join(dict.fromkeys(one.report for one in earlier)) or "none"
        raise CwgdraftError(
            f"'{target.name}' was never published",
            f"published are: {known}; publish it with 'cwgdraft publish {target.asked} --symbol SYMBOL'",
        )
    comparison, report = _beside(workspace, records, target, own[-1])
    return SincePublished(own[-1], comparison, tuple(_changed(own[-1].sources, _sources(report))))


def folder_name(symbol: str) -> str:
    """Return the name of a symbol's folder: `C26-8-Rev.1`; raises `CwgdraftError` where it can't be a file's name."""
    return file_name(re.sub(r"\((\w+\.\d+)\)", r"-\1", symbol).replace("/", "-"))


# --- what is published already --------------------------------------------------------------------


def load_published(workspace: Workspace) -> tuple[Published, ...]:
    """Return everything that was published, in its order; raises `CwgdraftError` for an about.json that can't be read.

    A folder without one is no publication: that is an error, too.
    """
    root = workspace.records / "published"
    folders = (
        [path for path in sorted(root.iterdir()) if path.is_dir() and not is_litter(path)] if root.is_dir() else []
    )
    return tuple(sorted((_read(folder) for folder in folders), key=lambda one: (one.order, one.symbol)))


def verify(publications: Iterable[Published]) -> None:
    """Raise `CwgdraftError` when a published file isn't as it was published."""
    for one in publications:
        for file, digest in one.digests.items():
            path = one.folder / file
            if path.is_file() and _sha256(file, path.read_bytes()) == digest:
                continue
            what = "was changed since it was published" if path.is_file() else "is gone"
            raise CwgdraftError(
                f"{_shown(path)} {what}: {one.symbol} must stay as it was sent",
                f"bring it back: git checkout -- '{_shown(path)}'",
            )


def _read(folder: Path) -> Published:
    path = folder / ABOUT
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != _FORMAT:
            raise ValueError("another format")
        words = [str(data[key]) for key in ("symbol", "report", "date", "language", "version")]
        digests = {str(file): str(digest) for file, digest in data["sha256"].items()}
        sources = {str(file): str(digest) for file, digest in data["sources"].items()}
        if not {REPORT, TEXT} <= digests.keys() or any(file_name(file) != file for file in digests):
            raise ValueError("files are missing")
        if folder_name(words[0]) != folder.name:
            raise ValueError("another symbol")
        dt.date.fromisoformat(words[2])
        return Published(folder, words[0], words[1], words[2], words[3], words[4], int(data["order"]), digests, sources)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, CwgdraftError):
        what = "can't be read as what a publication wrote" if path.is_file() else "is gone"
        raise CwgdraftError(
            f"{_shown(path)} {what}", f"bring it back: git checkout -- '{_shown(path)}'; or remove its folder"
        ) from None


def _shown(path: Path) -> str:
    """Return a published file's path below the workspace."""
    return "/".join(path.parts[-4:])


def _sha256(file: str, data: bytes) -> str:
    """Return a file's digest; line ends of text count as git stores them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n") if file == TEXT else data).hexdigest()


# --- symbols --------------------------------------------------------------------------------------


def _checked_symbol(records: Records, symbol: str) -> str:
    """Return a symbol in its usual form, without its language; raises `CwgdraftError` for what is none of ours."""
    acronym = records.group.acronym
    plain = symbol.strip().replace(NB_HYPHEN, "-")
    last = max(records.meetings, default=1)
    help_ = f"write that of a Council document, C26/8, or of the group, {acronym}-{last}/20"
    found = list(symbols_in(plain, acronym))
    if len(found) != 1 or found[0].text != plain or found[0].lead or found[0].series not in ("council", "group"):
        near = [one.usual for one in symbols_in(plain.upper(), acronym) if one.series in ("council", "group")]
        hint = f"; did you mean {near[0]}?" if len(near) == 1 else ""
        raise CwgdraftError(f"'{symbol}' is no symbol of a document{hint}", help_)
    one = found[0]
    if one.series == "group" and not same_group(one.group, acronym):
        raise CwgdraftError(f"{plain} is the symbol of another group's document", help_)
    if not one.is_usual:
        raise CwgdraftError(f"'{symbol}' isn't how a symbol is written; did you mean {one.usual}?", help_)
    return one.usual


def _base(symbol: str) -> str:
    return _SUFFIXES.sub("", symbol)


def _next(symbol: str, family: Sequence[Published], target: Target, later: str) -> str:
    """Return the symbol of the next revision, corrigendum or addendum."""
    option = f"--{later.lower()}"
    if symbol != _base(symbol):
        raise CwgdraftError(f"{symbol} has a suffix already", f"name the document itself: {_base(symbol)} {option}")
    if not family:
        raise CwgdraftError(f"{symbol} isn't published yet", f"leave out {option}")
    if (report := family[-1].report) != target.name:
        raise CwgdraftError(
            f"{symbol} is the report '{report}', not '{target.name}'", f"name '{report}', or another symbol"
        )
    found = re.compile(rf"\({later}\.(\d+)\)$")
    numbers = [int(match[1]) for one in family if (match := found.search(one.symbol))]
    return f"{symbol}({later}.{max(numbers, default=0) + 1})"


def _refuse_again(symbol: str, family: Sequence[Published]) -> None:
    one = next((one for one in family if one.symbol == symbol), family[-1])
    raise CwgdraftError(
        f"{one.symbol} is published already ({one.date})",
        f"publish what follows it: --symbol '{_base(symbol)}' with --rev (a revision), --corr (a corrigendum)"
        " or --add (an addendum)",
    )


# --- making it ------------------------------------------------------------------------------------


def _target(workspace: Workspace, name: str) -> tuple[Records, Target]:
    records, targets = load_targets(workspace, [name])
    return records, targets[0]


def _under(records: Records, target: Target, symbol: str, date: dt.date | None) -> Target:
    """Return a report whose plan has this symbol and date; without one its own, else that of the approval."""
    facts = target.plan.facts
    day = date or facts.date
    if day is None and facts.kind == "meeting-summary":
        meeting = records.meetings.get(target.meetings[-1])
        day = meeting.facts.approval.date if meeting and meeting.facts.approval else None
    changed = type(facts)(**{**vars(facts), "symbol": symbol, "date": day})
    return replace(target, plan=replace(target.plan, facts=changed))


def _made(workspace: Workspace, records: Records, target: Target) -> tuple[Report, bytes]:
    """Return a report and its copy for the outside."""
    catalogue = load_catalogue(workspace, target.plan.facts.language or records.group.language)
    return typeset_report(workspace, records, target, catalogue, BuildOptions(final=True))


def _sources(report: Report) -> Mapping[str, str]:
    return (report.draft.made or Made("")).sources


def _text(report: Report) -> bytes:
    return "".join(f"{line}\n" for line in report.draft.lines()).encode()


def _refuse_unready(workspace: Workspace, records: Records, target: Target, report: Report) -> None:
    """Raise `CwgdraftError` that names what is open, wrong or missing.

    The name of a summary that has no address yet stands there without a link: that is no placeholder.
    """
    found = [f"open: {fact.what}" for fact in report.open_facts if fact.name != "summary"]
    agreed = agreed_findings(workspace, records, target.meetings)
    findings = (*records.findings, *report.findings, *errors_in(workspace, records, target, report), *agreed)
    found += [one.shown(workspace.root).split("\n")[0] for one in findings if one.severity is Severity.ERROR]
    found += [f"left out without a reason: {line.meeting}: {line.what}" for line in report.missing]
    if found:
        lines = "".join(f"\n    {one}" for one in dict.fromkeys(found))
        raise CwgdraftError(
            f"'{target.name}' can't be published yet:{lines}", f"see all of it with 'cwgdraft ready {target.asked}'"
        )


def _beside(workspace: Workspace, records: Records, target: Target, published: Published) -> tuple[Comparison, Report]:
    """Return what is published beside what today's records make under the same symbol and date."""
    then = dt.date.fromisoformat(published.date)
    report, document = _made(workspace, records, _under(records, target, published.symbol, then))
    old = document_of((published.folder / REPORT).read_bytes(), f"{published.symbol} as published")
    new = document_of(document, f"{target.name} as the records make it now")
    return compare(old.draft, new.draft, old_name=old.name, new_name=new.name), report


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files that aren't as they were, and what became of each."""
    for file in dict.fromkeys((*then, *now)):
        if file not in now:
            yield file, "gone"
        elif file not in then:
            yield file, "new"
        elif then[file] != now[file]:
            yield file, "changed"


def _refuse_same(workspace: Workspace, records: Records, target: Target, previous: Published) -> None:
    comparison, _ = _beside(workspace, records, target, previous)
    if not comparison.differs:
        raise CwgdraftError(
            f"nothing differs from {previous.symbol} as it was published ({previous.date})",
            "change the records first, or leave it as it is",
        )


def _redline(records: Records, previous: Published, document: bytes, date: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the copy with tracked changes from the one published before; the group's, so that nobody is named."""
    old = (previous.folder / REPORT).read_bytes()
    stamp = f"{date}T00:00:00Z"
    author = records.group.acronym
    return redlined(old, document, None, old_name=previous.symbol, author=author, date=stamp, public=True)


def _keep(published: Published, files: Mapping[str, bytes]) -> None:
    """Write the files of a publication into its folder, all or none; raises `OutputError` when that can't be done."""
    folder = published.folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".", suffix=".tmp") as beside:
            whole = Path(beside) / folder.name
            whole.mkdir()
            for file, data in files.items():
                write_whole(whole / file, data)
            whole.rename(folder)
    except OSError as error:
        raise OutputError(
            f"{_shown(folder / ABOUT).rpartition('/')[0]} can't be written: {error.strerror or error}",
            "free it, and try again; nothing was published",
        ) from None
