"""Letting git show Word files and records as drafts, and taking that back: every byte is then as it was.

What is set: drivers of `git diff` with a textconv for Word files, hunk headings and words for records, and the tool
`cwgdraft` for `git difftool`. They stand in a file of their own beside the repository's config, which includes it in
a marked block; which files they are for says a marked block in info/attributes, or in .gitattributes where it is to
be shared.
"""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import cwgdraft
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.jobs.history import run_git

DRIVERS = ("cwgdraft-word", "cwgdraft-words", "cwgdraft-facts")
_FILE = "cwgdraft.gitconfig"
_CACHE = "refs/notes/textconv/cwgdraft-word"
_WORDS = "[^[:space:][:punct:]]+|[[:punct:]]"
_HEADINGS = "^(#+[[:space:]].*)$"
_KEYS = "^([^[:space:]#-][^:]*:.*)$\n^[[:space:]]+(- [{]?(key|topic): .*)$"
"""git prints the first group of a line that matches: the top keys of records, the sections and topics of plans."""
_NOT_FOUND = "[%s, %s bytes: cwgdraft is not where it was; run cwgdraft git setup again]"
_BEGIN = "# >>> cwgdraft: Word files and records as drafts; 'cwgdraft git undo' takes this out"
_AFTER_BREAK = " with the line break above"
_NEW_FILE = " with this file"
_END = "# <<< cwgdraft"
_BLOCK = re.compile(
    rf"(?P<before>\r?\n)?^{re.escape(_BEGIN)}(?P<how>[^\r\n]*)\r?\n.*?^{re.escape(_END)}\r?\n".encode(), re.M | re.S
)


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository: its top, its files of settings, and where the workspace lies in it (`group/`, or empty)."""

    top: Path
    config: Path
    attributes: Path
    prefix: str

    @property
    def drivers(self) -> Path:
        """Return the file that holds the settings."""
        return self.config.parent / _FILE

    @property
    def shared_attributes(self) -> Path:
        """Return the attributes that are committed, beside the records."""
        return self.top / self.prefix / ".gitattributes"


def repository_of(folder: Path) -> Repository:
    """Return the repository that a folder lies in; raises `CwgdraftError` where there is none, or no git."""
    done = run_git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if done.returncode:
        raise CwgdraftError(f"{folder.resolve().name} is in no git repository", "make one first: git init")
    top, prefix = done.stdout.decode("utf-8", "surrogateescape").split("\n")[:2]

    def path(name: str) -> Path:
        found = run_git(folder, "rev-parse", "--git-path", name).stdout.decode("utf-8", "surrogateescape")
        return (folder / found.rstrip("\n")).resolve()

    return Repository(Path(top), path("config"), path("info/attributes"), prefix)


def set_up(repository: Repository, *, shared: bool = False, records: bool = True, program: str = "") -> list[str]:
    """Set up a repository; return in sentences what was done, nothing where all of it stood already.

    `shared` writes .gitattributes beside the records instead of the repository's own attributes; `records` is false
    where there is no workspace. `program` is how a shell calls cwgdraft. Raises `CwgdraftError` while git is writing.
    """
    _check_free(repository)
    attributes = repository.shared_attributes if shared else repository.attributes
    other = repository.attributes if shared else repository.shared_attributes
    done = []
    if _write(repository.drivers, _settings(program or program_for_shell()).encode()):
        done.append(f"wrote {_shown(repository, repository.drivers)}: how Word files and records are shown")
    if _put(repository.config, f"[include]\n\tpath = {_FILE}\n"):
        done.append(f"added it to {_shown(repository, repository.config)}")
    if _put(attributes, _patterns("" if shared else repository.prefix, records=records)):
        done.append(f"named the files in {_shown(repository, attributes)}")
    if _take(other):
        done.append(f"took the block out of {_shown(repository, other)}")
    return done + _forget(repository)


def undo(repository: Repository) -> list[str]:
    """Take out everything that `set_up` wrote; return in sentences what was done, nothing where there was nothing."""
    _check_free(repository)
    done = [
        f"took the block out of {_shown(repository, path)}"
        for path in (repository.config, repository.attributes, repository.shared_attributes)
        if _take(path)
    ]
    if repository.drivers.is_file():
        repository.drivers.unlink()
        done.append(f"deleted {_shown(repository, repository.drivers)}")
    return done + _forget(repository)


def _forget(repository: Repository) -> list[str]:
    """Let git forget the texts that it keeps of Word files: another program may have read them, or none."""
    if run_git(repository.top, "rev-parse", "--verify", "--quiet", _CACHE).returncode:
        return []
    run_git(repository.top, "update-ref", "-d", _CACHE)
    return ["forgot the texts that git had kept of Word files"]


def program_for_shell() -> str:
    """Return how a shell calls cwgdraft: through this very Python, since git is also run where no PATH leads to it."""
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m cwgdraft"


def _textconv(program: str) -> str:
    """Return the command that prints a Word file for git, which puts the file's path behind it.

    The version stands in it, so that a new one doesn't show what an old one read. Where the program isn't there any
    more, name and size are printed: git would end at the first Word file else.
    """
    reading = f'CWGDRAFT_VERSION={cwgdraft.__version__} {program} git textconv "$1" 2>/dev/null'
    size = '"$(basename "$1")" "$(($(wc -c <"$1")))"'
    return f"""f() {{ {reading} || printf '{_NOT_FOUND}\\n' {size}; }}; f"""


def _settings(program: str) -> str:
    """Return the settings of the drivers and of the difftool."""
    textconv = _textconv(program)
    tool = f'{program} git difftool "$LOCAL" "$REMOTE"'
    sections = {
        f'diff "{DRIVERS[0]}"': {
            "textconv": textconv, "cachetextconv": "true", "xfuncname": _HEADINGS, "wordRegex": _WORDS,
        },
        f'diff "{DRIVERS[1]}"': {"xfuncname": _HEADINGS, "wordRegex": _WORDS},
        f'diff "{DRIVERS[2]}"': {"xfuncname": _KEYS, "wordRegex": _WORDS},
        'difftool "cwgdraft"': {"cmd": tool},
    }  # fmt: skip
    lines = ["# Written by 'cwgdraft git setup'; 'cwgdraft git undo' deletes it."]
    for section, values in sections.items():
        lines += [f"[{section}]", *(f"\t{name} = {_quoted(value)}" for name, value in values.items())]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return f'"{value}"'


def _patterns(prefix: str, *, records: bool) -> str:
    found = [("*.docx", DRIVERS[0])]
    if records:
        found += [(f"{prefix}records/**/*.md", DRIVERS[1]), (f"{prefix}records/**/*.yaml", DRIVERS[2])]
        found.append((f"{prefix}templates/phrases/*.yaml", DRIVERS[2]))
    return "".join(f"{_quoted(pattern) if ' ' in pattern else pattern} diff={driver}\n" for pattern, driver in found)


# --- marked blocks --------------------------------------------------------------------------------


def _put(path: Path, text: str) -> bool:
    """Put a marked block at the end of a file, or in the place of an earlier one; return whether that changed it."""
    old = path.read_bytes() if path.is_file() else None
    data = old or b""
    found = _BLOCK.search(data)
    end = "\r\n" if b"\r\n" in data else "\n"
    how = _NEW_FILE if old is None else _AFTER_BREAK if data and not data.endswith(b"\n") else ""
    if found:
        how = found["how"].decode()
    block = f"{_BEGIN}{how}\n{text}{_END}\n".replace("\n", end).encode("utf-8", "surrogateescape")
    if found:
        before = found["before"] or b""
        new = data[: found.start()] + before + block + data[found.end() :]
    else:
        new = data + (end.encode() if how == _AFTER_BREAK else b"") + block
    return _write(path, new)


def _take(path: Path) -> bool:
    """Take the marked block out of a file, and the file away if it was made for it; return whether there was one."""
    if not path.is_file():
        return False
    data = path.read_bytes()
    found = _BLOCK.search(data)
    if not found:
        return False
    how = found["how"].decode()
    before = b"" if how == _AFTER_BREAK else found["before"] or b""
    rest = data[: found.start()] + before + data[found.end() :]
    if how == _NEW_FILE and not rest:
        path.unlink()
    else:
        write_whole(path, rest)
    return True


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    write_whole(path, data)
    return True


def _check_free(repository: Repository) -> None:
    """Raise `CwgdraftError` while another program writes the config: git says so by a lock."""
    lock = repository.config.with_name("config.lock")
    if lock.exists():
        raise CwgdraftError(
            f"git is writing its config: {_shown(repository, lock)} is there", "wait; if no git runs, delete that file"
        )


def _shown(repository: Repository, path: Path) -> str:
    top = repository.top.resolve()
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else str(path)
