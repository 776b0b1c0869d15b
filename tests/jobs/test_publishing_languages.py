"""Translations: the same symbol, a copy of its own beside the one in the original language."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.kept import folder_name, load_published
from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.jobs.publishing.since import since_published
from cwgdraft.workspace import Workspace
from tests.draft_builders import group, ordinary
from tests.drafting.test_french import FILES, FRENCH, PLAN
from tests.jobs.test_publishing import LATER, folders, refused, touched
from tests.repositories import edited

WORDS = """\
  corrigendum-title: "Corrigendum {{ number }} au Document {{ document }}: {{ title }}"
  corrigendum-purpose: "Ce corrigendum corrige le Document {{ document }} du {{ date }}."
  correction-read: "*Au lieu de* {{ old }} *lire* {{ new }}"
  place-paragraph: paragraphe {{ value }}
"""
ENGLISH, FRENCH_MINUTES = "records/meetings/12.md", "records/meetings/12.fr.md"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    own = PLAN.replace("symbol: C25/9\n", "").replace(
        "language: fr\n", "session: C24\nagenda_item: PL 1.5\ndate: 2024-05-02\n"
    )
    files = {**FILES, "records/reports/r.yaml": f"{own}leave_out:\n  - {{what: topic opening, reason: none}}\n"}
    files["templates/phrases/fr.yaml"] = FRENCH.replace("open: {date: date}", f"{WORDS}open: {{date: date}}").replace(
        "front:\n", 'front:\n  session_dates: "{{ session.place }}, {{ session.dates }}"\n'
    )
    files["records/reports/r.yaml"] = files["records/reports/r.yaml"].replace(
        "sections:", "box: {action: {en: To note., fr: À noter.}}\nsections:"
    )
    del files["records/reports/rapport.yaml"]
    for path, words in (
        ("11.md", "The secretariat presented Documents [[2]], [[3]] and [[INF/1]]."),
        ("11.fr.md", "Le secrétariat a présenté les Documents [[2]], [[3]] et [[INF/1]]."),
        ("12.md", "The members took note. The Document was [[2]]."),
        ("12.fr.md", "Les membres ont pris note. Le document était [[2]]."),
    ):
        files[f"records/meetings/{path}"] = f"## Alpha {{topic=alpha}}\n\n{words}\n"
    return group(tmp_path, files, templates=True)


def text(place: Workspace, folder: str, name: str = "report") -> str:
    return ordinary((place.records / "published" / folder / f"{name}.txt").read_text(encoding="utf-8"))


def test_a_translation_stands_beside_the_original_under_the_same_symbol(place: Workspace) -> None:
    original = publish(place, "r", "C24/8", date=dt.date(2024, 5, 9))
    done = publish(place, "r", "C24/8", language="fr")
    assert folders(place) == ["C24-8", "C24-8.fr"]
    assert done.published.symbol == original.published.symbol == "C24/8"
    assert "les membres ont pris note" in text(place, "C24-8.fr")
    assert "the members took note" in text(place, "C24-8")
    about = json.loads((done.published.folder / "about.json").read_text(encoding="utf-8"))
    assert (about["language"], about["date"], about["follows"]) == ("fr", "2024-05-09", "")
    assert "records/meetings/12.fr.md" in about["sources"]
    assert [path.name for path in done.files] == ["report.docx", "report.txt", "about.json"]


def test_a_translation_is_published_once(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    publish(place, "r", "C24/8", language="fr")
    assert refused(place, "C24/8", language="fr").message == "C24/8 is published already (2024-05-02)"


def test_a_translation_of_a_revision_is_held_against_the_translation_before(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    publish(place, "r", "C24/8", language="fr")
    edited(place, ENGLISH, "took note.", "took good note.")
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    edited(place, FRENCH_MINUTES, "ont pris note.", "ont bien pris note.")
    done = publish(place, "r", "C24/8(Rev.1)", language="fr")
    assert folders(place) == ["C24-8", "C24-8-Rev.1", "C24-8-Rev.1.fr", "C24-8.fr"]
    assert done.published.follows == "C24/8"
    assert "redline.docx" in [path.name for path in done.files]


def test_a_corrigendum_in_another_language_is_in_its_words(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    publish(place, "r", "C24/8", language="fr")
    edited(place, FRENCH_MINUTES, "ont pris note.", "ont pris bonne note.")
    assert (
        refused(place, "C24/8", later="Corr", date=LATER).message
        == "nothing differs from C24/8 as it was published (2024-05-02)"
    )
    publish(place, "r", "C24/8", later="Corr", language="fr", date=LATER)
    assert text(place, "C24-8-Corr.1", "corrigendum").splitlines()[1:3] == [
        "Ce corrigendum corrige le Document C24/8-F du 2 mai 2024.",
        "Paragraphe 3.2 – Au lieu de ont pris note lire ont pris bonne note",
    ]


def test_what_isnt_published_in_a_language_has_no_revision_in_it(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    error = refused(place, "C24/8", later="Rev", language="fr")
    assert error.message == "C24/8 isn't published yet in 'fr', only in 'en'"
    assert error.help == "leave out --rev"


def test_what_isnt_translated_is_not_published(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    (place.meetings / "12.fr.md").unlink()
    assert (
        "the minutes of meeting 12 are not there in 'fr', only in 'en'"
        in refused(place, "C24/8", language="fr").message
    )
    assert folders(place) == ["C24-8"]


def test_a_language_without_phrases_is_refused(place: Workspace) -> None:
    error = refused(place, "C24/8", language="de")
    assert error.message == "there is no phrase catalogue for 'de' in templates/phrases"


def test_since_knows_languages(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    with pytest.raises(CwgdraftError) as caught:
        since_published(place, "r", "fr")
    assert caught.value.message == "'r' was never published in 'fr'"
    assert caught.value.help == "name a language in which it was, with --language: en"
    publish(place, "r", "C24/8", language="fr")
    edited(place, FRENCH_MINUTES, "ont pris note.", "ont bien pris note.")
    english, french = since_published(place, "r"), since_published(place, "r", "fr")
    assert (english.changed, english.languages) == (False, ("fr",))
    assert (french.comparison.differs, french.languages) == (True, ("en",))
    assert french.sources == ((FRENCH_MINUTES, "changed"),)


def test_a_translation_is_locked_too(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    path = publish(place, "r", "C24/8", language="fr").files[0]
    touched(path, path.read_bytes() + b" ")
    with pytest.raises(CwgdraftError) as caught:
        since_published(place, "r")
    assert caught.value.message == (
        "records/published/C24-8.fr/report.docx was changed since it was published: C24/8 must stay as it was sent"
    )
    path.unlink()
    assert "C24-8.fr/report.docx is gone" in refused(place, "C24/9").message


def test_the_first_language_is_the_original_whichever_it_is(place: Workspace) -> None:
    publish(place, "r", "C24/8", language="fr")
    publish(place, "r", "C24/8")
    assert [(one.folder.name, one.language) for one in load_published(place)] == [("C24-8", "fr"), ("C24-8.en", "en")]
    assert folder_name("C24/8(Rev.1)", "fr") == "C24-8-Rev.1.fr"
