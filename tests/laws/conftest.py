"""A workspace in which attacking files are tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attack_builders import Bench, bench_in


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bench:
    monkeypatch.chdir(tmp_path)
    return bench_in(tmp_path, capsys)
