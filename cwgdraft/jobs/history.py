"""The git repository that a workspace lies in: its revisions, and who changed which line. Nothing in it is touched."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cwgdraft.errors import CwgdraftError
from cwgdraft.workspace import Workspace

_FOLDERS = ("records", "templates")
_LINE = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)")
NOT_COMMITTED = "not committed"


def run_git(folder: Path, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return what a git command gave, run in `folder`; raises `CwgdraftError` where there is no git."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", *words], cwd=folder, input=data, capture_output=True, check=False, env=environment
        )
    except FileNotFoundError:
        raise CwgdraftError("git isn't installed, or not on the PATH", "install it from https://git-scm.com") from None


@dataclass(frozen=True)
class Revision:
    """A commit: its full name, what it was asked by, and its day."""

    commit: str
    asked: str
    day: dt.date

    @property
    def short(self) -> str:
        """Return the first ten digits."""
        return self.commit[:10]

    @property
    def shown(self) -> str:
        """Return how the revision is named to users: `HEAD~3 (0123456789, 2025-11-20)`, a commit once."""
        named = self.commit.startswith(self.asked)
        return f"{self.short} ({self.day})" if named else f"{self.asked} ({self.short}, {self.day})"


@dataclass(frozen=True)
class History:
    """The repository of a workspace; all paths are below the workspace."""

    workspace: Workspace
    _lines: dict[str, dict[int, str]] = field(default_factory=dict, repr=False, compare=False)

    def _git(self, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return run_git(self.workspace.root, *words, data=data)

    def _said(self, *words: str) -> str:
        """Return what a command printed, the empty text where it failed."""
        done = self._git(*words)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""

    @cached_property
    def prefix(self) -> str:
        """Return the path of the workspace below the top of the repository, with a stroke at its end."""
        return self._said("rev-parse", "--show-prefix")

    def revision(self, asked: str) -> Revision:
        """Return the commit that `asked` names: anything that git takes, or a day (2025-11-20: as it stood then).

        Raises `CwgdraftError` for what names none.
        """
        commit = "" if asked.startswith("-") else self._said("rev-parse", "--verify", "--quiet", f"{asked}^{{commit}}")
        is_day = _is_day(asked)
        if not commit and is_day:
            commit = self._said("rev-list", "-1", f"--before={asked}T23:59:59", "HEAD")
        if not commit:
            if not self._said("rev-parse", "--verify", "--quiet", "HEAD"):
                raise CwgdraftError("the repository has no commit yet", "commit the records first: git commit")
            if is_day and (first := self._first_day()) and asked < first:
                raise CwgdraftError(
                    f"the repository begins on {first}: it doesn't know what stood on {asked}",
                    "name that day or a later one; 'git log' shows what there is",
                )
            raise CwgdraftError(
                f"'{asked}' is no revision of this repository",
                "name a commit, a tag, HEAD~3, @{yesterday} or a day such as 2025-11-20; 'git log' shows them",
            )
        day = self._said("show", "-s", "--format=%cs", commit)
        return Revision(commit, asked, dt.date.fromisoformat(day))

    def _first_day(self) -> str:
        """Return the day of the first commit, empty where there is none."""
        return min(self._said("log", "--max-parents=0", "--format=%cs", "HEAD").split(), default="")

    def files(self, commit: str) -> dict[str, tuple[str, str]]:
        """Return the mode and the name that git has for each file below records/ and templates/ at a commit."""
        listed = self._git("ls-tree", "-r", "-z", commit, "--", *_FOLDERS).stdout.decode("utf-8", "surrogateescape")
        found = {}
        for line in filter(None, listed.split("\0")):
            about, _, name = line.partition("\t")
            mode, kind, blob = about.split(" ")
            if kind == "blob" and mode != "120000" and "\n" not in name:
                found[name] = (mode, blob)
        return found

    def write(self, commit: str, folder: Path) -> Workspace:
        """Write records/ and templates/ as they were at a commit into `folder`; return the workspace that they make.

        Links are left out. Files come as git would check them out (`filters`), so that those of Git LFS are whole.
        """
        files = self.files(commit)
        asked = "".join(f"{blob} {self.prefix}{name}\n" for name, (_, blob) in files.items())
        batch = self._git("cat-file", "--batch", "--filters", data=asked.encode("utf-8", "surrogateescape")).stdout
        for name, content in zip(files, _contents(batch), strict=False):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return Workspace(folder)

    def commits(self, most: int) -> list[str]:
        """Return the last commits that touched records/ or templates/, newest first."""
        return self._said("log", f"-{most}", "--format=%H", "HEAD", "--", *_FOLDERS).split()

    # --- who changed what -----------------------------------------------------------------------

    def commit_of(self, name: str, line: int, since: Collection[str]) -> str:
        """Return the short name of the commit that wrote a line, among those of `since`.

        `not committed` for what isn't in git yet; the empty text where the line is older.
        """
        commit = self._blamed(name).get(line, "")
        if commit and not commit.strip("0"):
            return NOT_COMMITTED
        return commit[:10] if commit in since else ""

    def _blamed(self, name: str) -> dict[int, str]:
        if name not in self._lines:
            if self._said("ls-files", "--", name):
                done = self._said("blame", "--porcelain", "--", name)
                found = {int(one[2]): one[1] for one in map(_LINE.match, done.split("\n")) if one}
            else:
                found = {}
            self._lines[name] = found
        return self._lines[name]

    def since(self, revision: Revision) -> frozenset[str]:
        """Return the commits that came after a revision."""
        return frozenset(self._said("rev-list", f"{revision.commit}..HEAD").split())

    def last_change(self, name: str, revision: Revision) -> str:
        """Return the commit after `revision` that touched a file last, `not committed` where that is still to come."""
        if self._git("diff", "--quiet", "HEAD", "--", name).returncode == 1:
            return NOT_COMMITTED
        return self._said("log", "-1", "--format=%H", f"{revision.commit}..HEAD", "--", name)[:10]

    def touched(self, name: str) -> str:
        """Return the last commit that touched a file, `not committed` where it has changed since."""
        if self._git("diff", "--quiet", "HEAD", "--", name).returncode == 1:
            return NOT_COMMITTED
        return self._said("log", "-1", "--format=%H", "--", name)[:10]

    def removed(self, name: str, words: str, revision: Revision) -> str:
        """Return the commit after `revision` that took `words` (on one line) out of a file."""
        head = self._git("show", f"HEAD:{self.prefix}{name}").stdout.decode("utf-8", "replace")
        if words in head:
            return NOT_COMMITTED
        found = self._said("log", "-1", "--format=%H", f"-S{words}", f"{revision.commit}..HEAD", "--", name)
        return found[:10] or self.last_change(name, revision)


def _is_day(text: str) -> bool:
    """Return whether a text is a day as in 2025-11-20."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _contents(batch: bytes) -> Iterator[bytes]:
    """Yield the contents in the answer of `git cat-file --batch`."""
    position = 0
    while position < len(batch):
        end = batch.index(b"\n", position)
        size = int(batch[position:end].rsplit(b" ", 1)[1])
        yield batch[end + 1 : end + 1 + size]
        position = end + size + 2


def history_of(workspace: Workspace) -> History:
    """Return the repository that a workspace lies in.

    Raises `CwgdraftError` where there is no git, no repository, or one that git refuses to read.
    """
    done = run_git(workspace.root, "rev-parse", "--is-inside-work-tree")
    if done.returncode == 0 and done.stdout.strip() == b"true":
        return History(workspace)
    said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
    if said and "not a git repository" not in said:
        raise CwgdraftError(f"git can't read the repository of {workspace.root.name}: {said}", "do as git says")
    raise CwgdraftError(
        f"{workspace.root.name} is in no git repository, so it has no earlier revisions",
        "keep the records in git (git init, git add, git commit), or compare two Word files: cwgdraft diff OLD NEW",
    )


def history_or_none(workspace: Workspace | None) -> History | None:
    """Return the repository that a workspace lies in, None where there is no workspace or none that can be read."""
    try:
        return history_of(workspace) if workspace else None
    except CwgdraftError:
        return None
