"""Work under limits of time and memory, in a child process: a template from outside can't hang or fill the machine.

A child is forked where there is fork, which costs a few milliseconds; elsewhere (Windows) one is started, which costs
as much as docxtpl itself. What it returns, or raises, comes back through a pipe. Work of our own can go on in a child
too, while this process does something else.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from cwgdraft.errors import CwgdraftError, TemplateError

T = TypeVar("T")
SECONDS = 60
"""How long a template may take to be filled."""
MEGABYTES = 1_500
"""How much memory a template may take beside what is in use already."""
_HAS_FORK = hasattr(os, "fork")


class LimitError(TemplateError):
    """A template took too long, or too much memory."""


def limited(
    work: Callable[..., T],
    *arguments: Any,
    seconds: float | None = None,
    megabytes: int | None = None,
    doing: str = "filling the template",
) -> T:
    """Return what `work` returns, done in a child process; `work` and its arguments can be pickled.

    The limits are `SECONDS` and `MEGABYTES` where none are given; `doing` is what took too long, for the message.

    Raises what `work` raises, and `LimitError` when it takes too long or too much memory.
    """
    seconds = SECONDS if seconds is None else seconds
    megabytes = MEGABYTES if megabytes is None else megabytes
    if not _HAS_FORK:
        return _spawned(work, arguments, seconds, megabytes, doing)
    with _forked(work, arguments, seconds, megabytes) as read:
        data = _received(read, time.monotonic() + seconds)
    if data is None:
        raise _too_long(seconds, doing)
    found: T = _opened(data, megabytes, doing)
    return found


@contextlib.contextmanager
def meanwhile(work: Callable[..., T], *arguments: Any) -> Iterator[Callable[[], T]]:
    """Begin work of our own in a child process, and yield the function that waits for it and returns what it returns.

    What is done in between costs no time where there are two processors. Without fork, and where the child was ended
    from outside, the work is done here when it is asked for. The function raises what `work` raises.
    """
    if not _HAS_FORK:
        yield lambda: work(*arguments)
        return
    with _forked(work, arguments) as read:

        def result() -> T:
            data = _received(read)
            found: T = _opened(data) if data else work(*arguments)
            return found

        yield result


@contextlib.contextmanager
def _forked(
    work: Callable[..., Any], arguments: tuple[Any, ...], seconds: float = 0, megabytes: int = 0
) -> Iterator[int]:
    """Do work in a child, and yield the end of the pipe from which its answer is read; afterwards the child is gone."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _answer(write, work, arguments, seconds, megabytes)
    os.close(write)
    try:
        with _reaped(child):
            yield read
    finally:
        os.close(read)


@contextlib.contextmanager
def _reaped(child: int) -> Iterator[None]:
    """End a child, whatever it is doing, and leave nothing of it behind."""
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(child, 0)


def _received(read: int, until: float = math.inf) -> bytes | None:
    """Return what comes through a pipe, None when the time is over before it ends."""
    pieces: list[bytes] = []
    while True:
        left = until - time.monotonic()
        if left <= 0 or (left < math.inf and not select.select([read], [], [], left)[0]):
            return None
        piece = os.read(read, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _answer(write: int, work: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, megabytes: int) -> None:
    """Do the work, send what came of it, and end: the child never returns."""
    code = 1
    try:
        if seconds:
            _limit(seconds, megabytes)
        answer = _packed(work, arguments)
        done = 0
        while done < len(answer):
            done += os.write(write, answer[done:])
        code = 0
    finally:
        os._exit(code)


def _packed(work: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps((True, work(*arguments)), pickle.HIGHEST_PROTOCOL)
    except CwgdraftError as error:
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps((False, None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")), pickle.HIGHEST_PROTOCOL)


def _limit(seconds: float, megabytes: int) -> None:
    """Limit this process; a system that has no such limits leaves it to the parent's clock."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        now = _memory_in_use()
        if now:
            most = now + megabytes * 1_000_000
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
        cpu = int(seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))


def _memory_in_use() -> int:
    """Return how many bytes of addresses this process has, 0 where nobody says."""
    if not sys.platform.startswith("linux"):
        return 0
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - as cheap as can be
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _opened(data: bytes, megabytes: int = MEGABYTES, doing: str = "the work") -> Any:
    if not data:
        raise LimitError(f"{doing} took more than {megabytes:,} MB of memory, or was stopped", _REMEDY)
    fine, found = pickle.loads(data)  # noqa: S301 - from our own child
    if fine:
        return found
    if found is None:
        raise LimitError(f"{doing} took more than {megabytes:,} MB of memory", _REMEDY)
    raise found


_REMEDY = "take out the tags that were added last, loops within loops first"


def _too_long(seconds: float, doing: str) -> LimitError:
    return LimitError(f"{doing} took more than {seconds:g} seconds", _REMEDY)


def _spawned(work: Callable[..., T], arguments: tuple[Any, ...], seconds: float, megabytes: int, doing: str) -> T:
    """Do the work in a process that is started anew, for systems without fork."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(sender, work, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise _too_long(seconds, doing)
        data = receiver.recv_bytes()
    except EOFError:
        data = b""
    finally:
        child.kill()
        child.join()
        receiver.close()
    found: T = _opened(data, megabytes, doing)
    return found


def _send(sender: Any, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    sender.send_bytes(_packed(work, arguments))
