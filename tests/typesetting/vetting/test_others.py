"""Templates that others made for docxtpl: none is refused that docxtpl fills, and nothing of ours is asked of them."""

from __future__ import annotations

import contextlib
import functools
import io
import shutil
import warnings
from pathlib import Path

import pytest

from cwgdraft.finding import Severity
from cwgdraft.jobs.templates.check import CheckOptions, check_template
from cwgdraft.typesetting.vetting import RULES, vet
from cwgdraft.typesetting.vetting.linter import sample_data
from cwgdraft.word.gate import read_file
from tests.document_builders import CORPUS, corpus
from tests.template_builders import MAIN, as_word_saves, place_of, shown

NAMES = sorted(path.stem for path in (CORPUS / "word/templates").glob("*.docx"))
OURS_ALONE = {rule.name for rule in RULES.values() if rule.others is None}
BROKEN = "template_error_tpl"
NO_WITNESS = {
    BROKEN: "was broken on purpose",
    "custom_jinja_filters_tpl": "has filters of the program that fills it",
    "escape_tpl_auto": "calls a function of the program that fills it",
}
"""Templates that docxtpl can't fill with made-up data, and why."""

pytestmark = pytest.mark.skipif(not NAMES, reason="the others' documents (../shared/corpus) aren't here")


def path_of(name: str) -> Path:
    return corpus(f"word/templates/{name}.docx")


@functools.cache
def fills(name: str) -> bool:
    """Return whether docxtpl itself fills a template with data that docxtpl-lint infers from its tags."""
    from docxtpl import DocxTemplate

    found = vet(read_file(path_of(name)), path_of(name), ours=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in sample_data(found.tags) or [{}]:
            with contextlib.suppress(Exception):
                template = DocxTemplate(str(path_of(name)))
                template.render(data)
                template.save(io.BytesIO())
                return True
    return False


def test_the_corpus_is_there() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_docxtpl_fills_what_has_no_error(name: str) -> None:
    errors = [one for one in vet(read_file(path_of(name)), path_of(name)).findings if one.severity is Severity.ERROR]
    assert bool(errors) == (name == BROKEN), shown(tuple(errors))
    assert fills(name) != (name in NO_WITNESS)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_ours_is_asked_of_it(name: str) -> None:
    found = check_template(path_of(name), None, CheckOptions())
    assert not found.ours
    assert {one.rule for one in found.findings} & OURS_ALONE == set()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_filled_without_an_error(name: str) -> None:
    found = check_template(path_of(name), None, CheckOptions(render=True))
    errors = [one for one in found.findings if one.severity is Severity.ERROR and one.rule != "unknown-filter"]
    assert bool(errors) == (name == BROKEN), shown(tuple(errors))


@pytest.mark.parametrize("name", NAMES)
def test_saved_once_more_by_word_it_says_the_same(name: str, tmp_path: Path) -> None:
    parts = read_file(path_of(name))
    again = vet(as_word_saves(parts), path_of(name)).findings
    assert shown(again) == shown(vet(parts, path_of(name)).findings)


@pytest.mark.parametrize("name", NAMES)
def test_held_against_our_contract_it_does_not_crash(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    shutil.copy(path_of(name), path)
    found = check_template(path, None, CheckOptions(ours=True, render=True))
    assert found.ours
    assert any(one.rule == "missing-place" for one in found.findings)


def test_the_one_that_is_broken_is_broken_where_it_says() -> None:
    (found,) = (
        one for one in vet(read_file(path_of(BROKEN)), path_of(BROKEN)).findings if one.severity is Severity.ERROR
    )
    place = place_of(found)
    assert (found.rule, place.part, place.paragraph, place.where, place.excerpt) == (
        "stray-tag",
        MAIN,
        5,
        "paragraph 5",
        "{% endif %}",
    )
    assert found.message == "'{% endif %}' belongs to nothing: no '{% if … %}' is open there"
