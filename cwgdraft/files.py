"""Writing files: whole or not at all, and never over somebody's work."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from cwgdraft.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`; whatever stood there stays as it was until the new file is complete on the disk.

    Links are followed, the mode is kept. Raises `OutputError` when it can't be written.
    """
    write_all({path: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files as `write_whole` does one: all new ones are complete on the disk before any is put in place.

    Raises `OutputError` when one can't be written; then none was.
    """
    ready: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files.items():
            if (complete := _complete(path, data)) is not None:
                ready.append(complete)
        while ready:
            temporary, target = ready[0]
            temporary.replace(target)
            del ready[0]
            _sync_folder(target.parent)
    except OSError as error:
        raise _explained(path, error) from None
    except RuntimeError:
        raise OutputError(f"{path.name} is a link that leads back to itself", "write to another file") from None
    finally:
        for temporary, _ in ready:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _complete(path: Path, data: bytes) -> tuple[Path, Path] | None:
    """Return a complete file beside the one that it is to replace, and that one; None for a device: it is written."""
    target = path.resolve()
    if _is_device(target):
        target.write_bytes(data)
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name), target


def check_writable(path: Path, *, otherwise: str = "") -> None:
    """Raise `OutputError` when `path` can't be written, before any work is done for it.

    `otherwise` is what else can be done while another program has the file open, for the message.
    """
    folder = path.parent
    if _is_device(path):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise OutputError(f"{path} is a folder", "give the file another name, or remove the folder")
        handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")
        os.close(handle)
        Path(name).unlink()
    except OSError as error:
        raise _explained(path, error) from None
    lock = lock_of(path)
    if lock is not None:
        program = "Word" if lock.name.startswith("~$") else "LibreOffice"
        raise OutputError(
            f"{path.name} is open in {program} ({lock.name} is beside it)",
            f"close {path.name}{f', or {otherwise}' if otherwise else ''}; if nobody has it open, delete {lock.name}",
        )


def lock_of(path: Path) -> Path | None:
    """Return the file by which Word or LibreOffice says that it has `path` open, or None.

    Word's is called `~$` and the name; of a stem of seven letters the first makes room, of longer ones the first two.
    """
    name, folder = path.name, path.parent
    room = min(max(len(path.stem) - 6, 0), 2)
    candidates = (f"~${name[room:]}", f".~lock.{name}#")
    return next((folder / one for one in candidates if (folder / one).exists()), None)


def free_names(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return `NAME (2).docx` for each path, all with the first number that is free for every one of them."""
    number = 2
    while True:
        found = tuple(path.with_name(f"{path.stem} ({number}){path.suffix}") for path in paths)
        if not any(path.exists() or lock_of(path) for path in found):
            return found
        number += 1


def _is_device(path: Path) -> bool:
    """Return whether a path is a terminal, a pipe or /dev/null: written to, never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(path: Path, error: OSError) -> OutputError:
    folder = next((one for one in path.parents if one.is_symlink() or one.exists()), path.parent)
    if not folder.is_dir():
        return OutputError(f"{folder} is no folder: {path.name} can't be written there", "move it away, or use --out")
    if error.errno == errno.ENOSPC:
        return OutputError(f"the disk is full: {path.name} was not written", "make room; the file before is untouched")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        remedy = f"close {path.name} in Word if it is open there, or give yourself the right to write in {path.parent}"
        return OutputError(f"{path.name} can't be written: {error.strerror}", remedy)
    return OutputError(f"{path.name} can't be written: {error.strerror or error}", "write to another folder with --out")
