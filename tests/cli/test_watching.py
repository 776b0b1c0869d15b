"""`build --watch` builds again when a record changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.draft_builders import group


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_change_builds_again_until_interrupted(tmp_path: Path) -> None:
    group(tmp_path, templates=True)
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "cwgdraft", "build", "11", "--watch"], cwd=tmp_path, stdout=file, stderr=file
        )
    try:
        until(log, "watching records/ and templates/")
        time.sleep(0.5)
        minutes = tmp_path / "records" / "meetings" / "11.md"
        minutes.write_text("## A\n\nSee [[#nope]].\n", encoding="utf-8")
        until(log, "changed: 11.md")
        until(log, "unknown-cross-reference")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, 130)
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def until(log: Path, words: str) -> None:
    """Wait until a log says something."""
    end = time.monotonic() + 30
    while words not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < end, log.read_text(encoding="utf-8")
        time.sleep(0.1)
