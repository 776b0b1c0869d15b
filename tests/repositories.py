"""Git repositories for tests: real ones in temporary folders, of the made-up group's workspace."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from cwgdraft.workspace import Workspace
from tests.draft_builders import group, plan

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")
PLAN = "  - {key: introduction, content: [attendance-and-officers]}\n  - {topic: alpha}\n  - {topic: beta}\n"
NAMED = {"records/reports/r.yaml": plan(PLAN, more="session: C24\nsymbol: C24/1\n")}


def git(folder: Path, *words: str) -> str:
    """Return what a git command printed, as nobody in particular, without anybody's settings."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat"}
    name = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    done = subprocess.run(["git", *name, *words], cwd=folder, capture_output=True, check=False, env=environment)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def committed(folder: Path, message: str = "change") -> str:
    """Commit everything in a folder; return the commit's short name."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()[:10]


def repository(folder: Path, files: Mapping[str, str] | None = None, below: str = "") -> Workspace:
    """Return the made-up group's workspace in a repository with one commit; `below` puts it into a folder of it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    place = group(folder / below, {**NAMED, **(files or {})}, templates=True)
    committed(folder, "first")
    return place


def edited(place: Workspace, name: str, old: str, new: str) -> None:
    """Replace words in a file of a workspace."""
    path = place.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
