"""Law 9: a file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cwgdraft.errors import OutputError
from cwgdraft.files import check_writable, free_names, lock_of, write_whole
from tests.word_builders import ROOT

OLD, NEW = b"old " * 1_000, b"new " * 500_000


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.docx", NEW)
    assert (tmp_path / "a" / "b" / "c.docx").read_bytes() == NEW


def test_nothing_is_left_beside_a_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "c.docx", OLD)
    write_whole(tmp_path / "c.docx", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["c.docx"]


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    path.write_bytes(OLD)
    path.chmod(0o640)
    write_whole(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_that_others_have(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write_whole(tmp_path / "c.docx", NEW)
    assert (tmp_path / "c.docx").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "c.docx", tmp_path / "link.docx"
    real.parent.mkdir()
    real.write_bytes(OLD)
    link.symlink_to(real)
    write_whole(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW


def test_a_link_that_leads_back_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.docx").symlink_to("b.docx")
    (tmp_path / "b.docx").symlink_to("a.docx")
    with pytest.raises(OutputError):
        write_whole(tmp_path / "a.docx", NEW)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    check_writable(pipe)
    write_whole(pipe, NEW)
    reader.join(10)
    assert got == [NEW]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".docx")
    write_whole(path, NEW)
    assert path.read_bytes() == NEW


LOOP = """
import sys
from pathlib import Path
from cwgdraft.files import write_whole
path, turn = Path(sys.argv[1]), 0
while True:
    write_whole(path, bytes([65 + turn % 26]) * 3_000_000)
    turn += 1
    print(turn, flush=True)
"""


def test_a_file_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "c.docx"
    path.write_bytes(b"A" * 3_000_000)
    for turn in range(8):
        child = subprocess.Popen([sys.executable, "-c", LOOP, str(path)], stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.003 * turn)
        child.send_signal(signal.SIGKILL)
        child.wait(10)
        child.stdout.close()
        data = path.read_bytes()
        assert len(data) == 3_000_000
        assert len(set(data)) == 1


LIMITED = """
import resource, signal, sys
from pathlib import Path
from cwgdraft.errors import OutputError
from cwgdraft.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_whole(Path(sys.argv[1]), b"new " * 500_000)
except OutputError as error:
    print(error.message)
"""


def test_a_file_that_the_system_cuts_off_leaves_the_old_one(tmp_path: Path) -> None:
    assert resource.RLIMIT_FSIZE is not None
    path = tmp_path / "c.docx"
    path.write_bytes(OLD)
    command = [sys.executable, "-c", LIMITED, str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert said == "c.docx can't be written: File too large\n"
    assert path.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["c.docx"]


def failing(number: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.docx"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    with pytest.raises(OutputError) as caught:
        write_whole(path, NEW)
    assert caught.value.message == "the disk is full: c.docx was not written"
    assert caught.value.help == "make room; the file before is untouched"
    assert path.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == ["c.docx"]


def test_a_folder_that_cant_be_written_to_is_said_before_and_while_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", failing(errno.EACCES))
    for act in (lambda: check_writable(tmp_path / "c.docx"), lambda: write_whole(tmp_path / "c.docx", NEW)):
        with pytest.raises(OutputError) as caught:
            act()
        assert caught.value.message == "c.docx can't be written: Permission denied"
        assert caught.value.help == (
            f"close c.docx in Word if it is open there, or give yourself the right to write in {tmp_path}"
        )


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.docx").mkdir()
    with pytest.raises(OutputError, match=r"c\.docx is a folder"):
        check_writable(tmp_path / "c.docx")


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("a.docx", "~$a.docx"),
        ("sample.docx", "~$sample.docx"),
        ("samples.docx", "~$amples.docx"),
        ("council-2026.docx", "~$uncil-2026.docx"),
        ("council-2026.docx", ".~lock.council-2026.docx#"),
    ],
)
def test_a_file_that_is_open_elsewhere_is_not_written(tmp_path: Path, name: str, lock: str) -> None:
    path = tmp_path / name
    check_writable(path)
    (tmp_path / lock).write_bytes(b"")
    assert lock_of(path) == tmp_path / lock
    with pytest.raises(OutputError) as caught:
        check_writable(path, otherwise="write beside it with --beside")
    program = "LibreOffice" if lock.startswith(".~") else "Word"
    assert caught.value.message == f"{name} is open in {program} ({lock} is beside it)"
    assert caught.value.help == (
        f"close {name}, or write beside it with --beside; if nobody has it open, delete {lock}"
    )
    with pytest.raises(OutputError) as caught:
        check_writable(path)
    assert caught.value.help == f"close {name}; if nobody has it open, delete {lock}"


def test_the_lock_of_another_file_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "~$c.docx").write_bytes(b"")
    assert lock_of(tmp_path / "abc.docx") is None


def test_the_first_free_name_has_a_number_that_is_neither_there_nor_open(tmp_path: Path) -> None:
    (tmp_path / "c (2).docx").write_bytes(b"")
    (tmp_path / ".~lock.c (3).docx#").write_bytes(b"")
    assert free_names((tmp_path / "c.docx",)) == (tmp_path / "c (4).docx",)


def test_files_of_one_report_get_a_number_that_is_free_for_all(tmp_path: Path) -> None:
    (tmp_path / "c (2).pdf").write_bytes(b"")
    found = free_names((tmp_path / "c.docx", tmp_path / "c.pdf"))
    assert [path.name for path in found] == ["c (3).docx", "c (3).pdf"]
