"""`cwgdraft adopt`: published reports become records, from which they are built again to see what came back."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.adopting.facts import acronym_of, said_by
from cwgdraft.adopting.masthead import opened
from cwgdraft.adopting.merging import Contradiction, merged
from cwgdraft.adopting.outline import Outline, outline_of
from cwgdraft.adopting.recording import Fate, Recorder, Source, slug, unique
from cwgdraft.adopting.returning import Return, returned
from cwgdraft.draft import Draft, Kind
from cwgdraft.drafting.report import draft_report
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.files import write_whole
from cwgdraft.finding import Place
from cwgdraft.jobs.reading import as_text, read_document
from cwgdraft.jobs.starting import init
from cwgdraft.jobs.targets import load_targets, targets_in, template_path
from cwgdraft.language.acts import Vocabulary
from cwgdraft.language.mentions import same_group
from cwgdraft.records.catalogue import load_act_words, load_catalogue
from cwgdraft.records.load import load_records
from cwgdraft.records.writing import as_yaml, with_entries
from cwgdraft.typesetting.template import load_template
from cwgdraft.workspace import Workspace

_NO_MEETING = "name the meeting, as in '43rd meeting', or use --meeting N for notes"


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting gives: the files by their path below the workspace, and what became of each paragraph."""

    workspace: Path
    reports: tuple[str, ...]
    files: tuple[str, ...]
    fates: tuple[Fate, ...]
    contradictions: tuple[Contradiction, ...]
    notes: tuple[str, ...]
    returns: tuple[Return, ...]


def adopt(
    paths: Sequence[Path], into: Path, *, dry_run: bool = False, progress: Callable[[str], None] | None = None
) -> Adoption:
    """Write the records of reports into the workspace at `into`, made where there is none, and build them again.

    Everything is written and read in a copy first; with `dry_run` nothing else is. `progress` is told which file is
    looked at. Raises `CwgdraftError`, before
    anything is written, for files that are no reports and where records couldn't be read again.
    """
    tell = progress or (lambda _: None)
    sources = _sources(paths, into, tell)
    with tempfile.TemporaryDirectory(prefix="cwgdraft-adopt-") as folder:
        copy = Workspace(Path(folder))
        fresh = not Workspace(into).group_file.is_file()
        acronym = _group(sources, copy, into, fresh=fresh)
        records = load_records(copy)
        facts = merged([one.said for one in sources], records)
        recorder = Recorder(sources, facts, acronym, records, is_new=fresh)
        done = recorder.record()
        changed = {path: text.encode() for path, text in done.files.items()}
        changed |= _registers(copy, recorder)
        if fresh:
            changed["records/group.yaml"] = _group_file(copy, recorder).encode()
        for path, data in changed.items():
            write_whole(copy.root / path, data)
        returns = tuple(_returns(copy, sources, recorder, tell))
        written = sorted(changed)
        if not dry_run:
            if fresh:
                written = _put_all(copy.root, into)
            else:
                _write_all(into, changed)
        names = tuple(one.name for one in sources)
        return Adoption(
            into, names, tuple(written), tuple(done.fates), tuple(facts.contradictions), tuple(done.notes), returns
        )


def _sources(paths: Sequence[Path], into: Path, tell: Callable[[str], None]) -> list[Source]:
    """Return the reports that are to be adopted; what is wrong with several is said at once."""
    known = Workspace(into)
    acronym = name = ""
    if known.group_file.is_file():
        group = load_records(known, lambda _: ()).group
        acronym, name = group.acronym, group.name.get(group.language)
    found: list[Source] = []
    errors: list[CwgdraftError] = []
    known_plans = {path.stem for path in known.reports.glob("*.yaml")} if known.reports.is_dir() else set()
    taken = set(known_plans)
    names = Counter(path.name for path in paths)
    texts: dict[tuple[str, ...], str] = {}
    for place, path in enumerate(paths, 1):
        file = path.name if names[path.name] == 1 else path.as_posix()
        tell(f"reading {file} ({place} of {len(paths)})")
        try:
            document = opened(read_document(path))
            outline = outline_of(_as_text(document), knows_levels=bool(document.styles))
            words = tuple(line.shown for line in outline.lines())
            if words in texts:
                raise CwgdraftError(f"{file} says the same as {texts[words]}", "give one of them only")
            texts[words] = file
            _check_group(outline, path, acronym)
            said = said_by(outline, file, acronym, name)
            if not said.meetings:
                raise CwgdraftError(f"{path.name} names no meeting that it reports on", _NO_MEETING)
            if not outline.sections:
                raise CwgdraftError(f"{path.name} has no sections to be adopted", "give a report with headings")
            stem = slug(path.stem, "")
            stem = f"report-{stem}".rstrip("-") if not stem or stem.isdecimal() else stem
            if stem in known_plans and stem != "report":
                raise CwgdraftError(
                    f"{path.name} was adopted before: records/reports/{stem}.yaml is there already",
                    "move that plan and its words away first, or give the file another name",
                )
            plan = unique(stem, taken)
            taken.add(plan)
            found.append(Source(plan, file, outline, said))
        except CwgdraftError as error:
            errors.append(error)
    if errors:
        more = "".join(f"\nerror: {one.message}\n    help: {one.help}" for one in errors[1:])
        raise CwgdraftError(errors[0].message, f"{errors[0].help}{more}")
    return found


def _check_group(outline: Outline, path: Path, acronym: str) -> None:
    """Raise `CwgdraftError` for a report of another group than the workspace's, whose acronym is given."""
    own = acronym_of(outline)
    if acronym and own and not same_group(own, acronym):
        raise CwgdraftError(
            f"{path.name} is a report of {own}, and the workspace is that of {acronym}",
            "give it a workspace of its own: --into DIR",
        )


def _as_text(draft: Draft) -> Draft:
    """Return a document as its text is read, typed and automatic numbers alike; items of Word's lists stay such."""
    items = {(one.label, one.text.strip()): one for one in draft.blocks if one.kind is Kind.LIST_ITEM}
    found = as_text(draft)
    blocks = []
    for block in found.blocks:
        item = items.get((block.label, block.text.strip()))
        if item is not None and block.kind is not Kind.LIST_ITEM:
            block = replace(block, kind=Kind.LIST_ITEM, list_kind=item.list_kind, level=item.level)
        blocks.append(block)
    return replace(found, blocks=tuple(blocks))


def _group(sources: Sequence[Source], copy: Workspace, into: Path, *, fresh: bool) -> str:
    """Fill the copy with the workspace's records, or with those of a new one; return the group's acronym."""
    if not fresh:
        for name in ("records", "templates"):
            shutil.copytree(into / name, copy.root / name)
        return load_records(copy, lambda _: ()).group.acronym
    acronym = next((one.said.acronym for one in sources if one.said.acronym), "")
    if not acronym:
        raise CwgdraftError(
            "no report says which group it is of: no acronym, no symbol",
            f"make a workspace first: cwgdraft init {into} --acronym CWG-… --name …",
        )
    name = next((one.said.group for one in sources if one.said.group), acronym)
    init(copy.root, name=name, acronym=acronym)
    return acronym


def _group_file(copy: Workspace, recorder: Recorder) -> str:
    """Return the group's file of a new workspace, its outline with what the reports have besides."""
    text = copy.group_file.read_text(encoding="utf-8")
    return text + as_yaml({"topics": recorder.new_topics}).partition("\n")[2] if recorder.new_topics else text


def _registers(copy: Workspace, recorder: Recorder) -> dict[str, bytes]:
    """Return the registers with what they lack written behind what they have."""
    found: dict[str, bytes] = {}
    for name, key, more in (
        ("people", "people", recorder.new_people()),
        ("resolutions", "resolutions", recorder.new_resolutions()),
        ("sessions", "boxes", dict(recorder.boxes)),
    ):
        if not more:
            continue
        path = copy.registers / f"{name}.yaml"
        data = path.read_bytes() if path.is_file() else b"format: 1\n"
        found[f"records/registers/{name}.yaml"] = with_entries(data, key, more)
    return found


def _returns(
    copy: Workspace, sources: Sequence[Source], recorder: Recorder, tell: Callable[[str], None]
) -> Iterator[Return]:
    """Build each report from the records, and yield how it came back."""
    try:
        records, _ = load_targets(copy, [one.name for one in sources])
    except RecordsError as error:
        raise _unreadable(error, copy.root) from None
    vocabulary = Vocabulary.from_data(load_act_words(copy, records.group.language))
    for place, source in enumerate(sources, 1):
        tell(f"building {source.name} again ({place} of {len(sources)})")
        (target,) = targets_in(records, [source.name])
        catalogue = load_catalogue(copy, target.plan.facts.language or records.group.language)
        labelling = load_template(template_path(copy, target, catalogue.language)).labelling
        report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=labelling)
        fates = [one for one in recorder.done.fates if one.file == source.file]
        yield returned(source.file, fates, report.draft, source.said, vocabulary)


def _unreadable(error: RecordsError, root: Path) -> CwgdraftError:
    """Return why what was just written can't be read again: words that mean something else in records."""
    found = next((one for one in error.findings if one.severity.word == "error"), None)
    if found is None or not isinstance(found.place, Place):
        return error
    path = found.place.path
    lines = path.read_text(encoding="utf-8").splitlines()[found.place.line - 1 : found.place.line]
    words = f": '{lines[0][:80]}'" if lines and lines[0] else ""
    return CwgdraftError(
        f"words of the source can't stand in {path.relative_to(root).as_posix()}: {found.message}{words}",
        "write these words otherwise in a copy of the source, and adopt that",
    )


def _put_all(root: Path, into: Path) -> list[str]:
    """Write a new workspace where there was none, and return its files."""
    files: dict[str, bytes] = {}
    for path in sorted(one for one in root.rglob("*") if one.is_file()):
        name = path.relative_to(root).as_posix()
        if not (into / name).exists():
            files[name] = path.read_bytes()
        elif name != ".gitignore":
            raise CwgdraftError(f"{into / name} is there already", "choose another folder, or make it a workspace")
    _write_all(into, files)
    for empty in ("records/meetings", "build"):
        (into / empty).mkdir(parents=True, exist_ok=True)
    return [one for one in files if re.match(r"records/(?!schema)", one)]


def _write_all(into: Path, files: Mapping[str, bytes]) -> None:
    """Write all files below a folder, or, where one can't be written, none: what was there stands there again."""
    before = {name: path.read_bytes() if (path := into / name).is_file() else None for name in files}
    folders = {one for name in files for one in (into / name).parents if not one.exists()}
    try:
        for name, data in files.items():
            write_whole(into / name, data)
    except CwgdraftError as error:
        for name, old in before.items():
            if old is not None:
                write_whole(into / name, old)
            elif (into / name).is_file():
                (into / name).unlink()
        for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
            if folder.is_dir():
                folder.rmdir()
        message = f"nothing was written into {into}: {error.message}"
        raise CwgdraftError(message, "make room there, or give another folder: --into DIR") from None
