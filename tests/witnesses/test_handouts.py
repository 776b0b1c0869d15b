"""The Open XML SDK and docx-integrity find no error in handouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.jobs.templates.fields import entries
from cwgdraft.jobs.templates.handouts import fields_handout
from cwgdraft.jobs.templates.phrase_table import phrase_table
from cwgdraft.jobs.templates.phrases import load_phrases
from cwgdraft.workspace import Workspace
from tests.witnesses.test_validity import check
from tests.word_builders import ROOT

pytestmark = pytest.mark.witness


@pytest.mark.parametrize("phrases", [False, True], ids=["templates", "phrases"])
def test_the_handout_of_fields_is_valid(tmp_path: Path, phrases: bool) -> None:
    found, _ = entries(Workspace(ROOT), phrases=phrases)
    check(tmp_path / "fields.docx", fields_handout(found, phrases=phrases))


def test_the_table_of_phrases_is_valid(tmp_path: Path) -> None:
    check(tmp_path / "phrases.docx", phrase_table(load_phrases(Workspace(ROOT)).listed(), "en"))
