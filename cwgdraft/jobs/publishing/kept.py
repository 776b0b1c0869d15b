"""What was published stays: a folder for each document under records/published, sealed by digests.

Git keeps no times and no read-only files, so what was touched is known by its digest alone. Folders are written beside
the others under a name that nobody takes for a publication, and renamed when they are whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.draft import Draft
from cwgdraft.errors import CwgdraftError, OutputError
from cwgdraft.files import write_whole
from cwgdraft.jobs.compare import document_of
from cwgdraft.workspace import Workspace, file_name, is_litter

REPORT, TEXT, REDLINE, ABOUT = "report.docx", "report.txt", "redline.docx", "about.json"
_FORMAT = 1
_SUFFIXES = re.compile(r"(?:\((?:Rev|Add|Corr)\.\d+\))+$")


@dataclass(frozen=True, slots=True)
class Whole:
    """The document that a corrigendum or addendum belongs to, under whose symbol and date its whole text stands.

    `includes` are the corrigenda and addenda that are worked into this text.
    """

    symbol: str
    date: str
    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A report as it was published: under which symbol, when, from which files; `order` counts all publications.

    `follows` is the symbol of the one before it in its language, against which it was held. `digests` has the SHA-256
    of each file in `folder`, `sources` the digests of the records and templates that made it. Of a corrigendum or an
    addendum, `whole` is the document that it corrects or adds to.
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
    follows: str = ""
    whole: Whole | None = None

    @property
    def text_symbol(self) -> str:
        """Return the symbol that the whole text bears: its own, with a corrigendum that of what is corrected."""
        return self.whole.symbol if self.whole else self.symbol

    @property
    def text_date(self) -> str:
        """Return the date that the whole text bears."""
        return self.whole.date if self.whole else self.date

    @property
    def base(self) -> str:
        """Return the symbol without revision, addendum or corrigendum."""
        return base_of(self.symbol)

    @property
    def is_whole_text(self) -> bool:
        """Return whether it was issued as a whole, and not as a corrigendum or addendum."""
        return not re.search(r"\((?:Add|Corr)\.\d+\)$", self.symbol)

    @property
    def is_for_council(self) -> bool:
        """Return whether it was published as a document of the Council, not as one of the group."""
        return re.match(r"C\d{2}/", self.symbol) is not None

    def document(self) -> bytes:
        """Return the whole report as it was published."""
        return (self.folder / REPORT).read_bytes()

    def about(self) -> bytes:
        """Return what about.json says."""
        data: dict[str, object] = {"format": _FORMAT, "symbol": self.symbol, "report": self.report, "date": self.date}
        data |= {"language": self.language, "version": self.version, "order": self.order, "follows": self.follows}
        if self.whole:
            data["text"] = {"symbol": self.whole.symbol, "date": self.whole.date, "includes": [*self.whole.includes]}
        data |= {"sha256": dict(self.digests), "sources": dict(self.sources)}
        return (json.dumps({**data, "seal": _seal(data)}, ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True, slots=True)
class PublishedDraft:
    """A published report, read back from the copy that is kept: its symbol and report, and its blocks as sent."""

    published: Published
    draft: Draft

    @property
    def symbol(self) -> str:
        """Return the symbol under which it was published."""
        return self.published.symbol

    @property
    def report(self) -> str:
        """Return the name of the report that was published."""
        return self.published.report


def published_drafts(workspace: Workspace) -> tuple[PublishedDraft, ...]:
    """Return every published report, read from the copy that is kept, in the order of publication.

    Raises `CwgdraftError` when one was changed, is gone or can't be read.
    """
    found = verified(workspace)
    return tuple(PublishedDraft(one, document_of(one.document(), one.symbol).draft) for one in found)


def verified(workspace: Workspace) -> tuple[Published, ...]:
    """Return everything that was published, all of it as it was sent; raises `CwgdraftError` when it isn't."""
    found = load_published(workspace)
    verify(found)
    return found


def load_published(workspace: Workspace) -> tuple[Published, ...]:
    """Return everything that was published, in its order; raises `CwgdraftError` for an about.json that can't be read.

    A folder without one is no publication: that is an error, too.
    """
    root = workspace.records / "published"
    folders = (
        [path for path in sorted(root.iterdir()) if path.is_dir() and not is_litter(path)] if root.is_dir() else []
    )
    return tuple(sorted((_read(folder) for folder in folders), key=lambda one: (one.order, one.symbol, one.language)))


def verify(publications: Sequence[Published]) -> None:
    """Raise `CwgdraftError` when a published file isn't as it was published, or what another one follows is gone."""
    there = {(one.symbol, one.language) for one in publications}
    for one in publications:
        for file, digest in one.digests.items():
            path = one.folder / file
            if path.is_file() and _sha256(file, path.read_bytes()) == digest:
                continue
            what = "was changed since it was published" if path.is_file() else "is gone"
            raise CwgdraftError(
                f"{shown(path)} {what}: {one.symbol} must stay as it was sent",
                f"bring it back: git checkout -- '{shown(path)}'",
            )
        if one.follows and (one.follows, one.language) not in there:
            raise CwgdraftError(
                f"{one.follows} is gone from records/published: {one.symbol} was published against it",
                "bring it back: git checkout -- records/published",
            )


def keep(published: Published, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files of a publication, and what is to be known about it, into its folder; all or none.

    They can only be read then, so that nobody edits one by accident. Raises `OutputError` when it can't be done.
    """
    folder = published.folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".", suffix=".tmp") as beside:
            whole = Path(beside) / folder.name
            whole.mkdir()
            for file, data in {**files, ABOUT: published.about()}.items():
                write_whole(whole / file, data)
                (whole / file).chmod(0o444)
            whole.rename(folder)
    except OSError as error:
        raise OutputError(
            f"{shown(folder / ABOUT).rpartition('/')[0]} can't be written: {error.strerror or error}",
            "free it, and try again; nothing was published",
        ) from None
    return tuple(folder / file for file in (*files, ABOUT))


def base_of(symbol: str) -> str:
    """Return a symbol without revision, addendum or corrigendum."""
    return _SUFFIXES.sub("", symbol)


def folder_name(symbol: str, translation: str = "") -> str:
    """Return the name of a symbol's folder: `C26-8-Rev.1`, of its `translation` into a language `C26-8-Rev.1.fr`.

    Raises `CwgdraftError` where it can't be a file's name.
    """
    name = re.sub(r"\((\w+\.\d+)\)", r"-\1", symbol).replace("/", "-")
    return file_name(f"{name}.{translation}" if translation else name)


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each file."""
    return {file: _sha256(file, data) for file, data in files.items()}


def shown(path: Path) -> str:
    """Return a published file's path below the workspace."""
    return "/".join(path.parts[-4:])


def _sha256(file: str, data: bytes) -> str:
    """Return a file's digest; line ends of text count as git stores them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n") if file.endswith(".txt") else data).hexdigest()


def _seal(data: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


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
        if folder.name not in (folder_name(words[0]), folder_name(words[0], words[3])):
            raise ValueError("another symbol")
        dt.date.fromisoformat(words[2])
        order, follows = int(data["order"]), str(data["follows"])
        whole = _whole(data["text"]) if "text" in data else None
        seal = data.pop("seal")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, CwgdraftError):
        what = "can't be read as what a publication wrote" if path.is_file() else "is gone"
        raise CwgdraftError(
            f"{shown(path)} {what}", f"bring it back: git checkout -- '{shown(path)}'; or remove its folder"
        ) from None
    if seal != _seal(data):
        raise CwgdraftError(
            f"{shown(path)} was changed since it was published: {words[0]} must stay as it was sent",
            f"bring it back: git checkout -- '{shown(path)}'",
        )
    return Published(folder, words[0], words[1], words[2], words[3], words[4], order, digests, sources, follows, whole)


def _whole(data: Mapping[str, object]) -> Whole:
    """Return what about.json says of the whole text; raises what `_read` takes for damage."""
    includes = data["includes"]
    if not isinstance(includes, list):
        raise TypeError("includes")
    return Whole(str(data["symbol"]), dt.date.fromisoformat(str(data["date"])).isoformat(), tuple(map(str, includes)))
