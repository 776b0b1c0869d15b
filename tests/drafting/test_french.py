"""A second language: a catalogue, a template and words beside the English ones, no code."""

from __future__ import annotations

import shutil
from pathlib import Path

from cwgdraft.jobs.build import BuildOptions, build
from cwgdraft.jobs.targets import load_targets
from cwgdraft.workspace import Workspace
from tests.draft_builders import FIRST, GROUP, below, drafted, group, lines, messages

FRENCH = """\
format: 1
language: fr
locale: fr
ordinal: "{n}ème"
lowered: [Le, La, Les]
sentences:
  mandate: "Le {{ group.name }} se fonde sur {{ mandate }}."
  list-of-meetings: |
    {% for meeting in meetings %}
    - {{ meeting.ordinal }} réunion: {{ meeting.dates }};

    {% endfor %}
titles: {introduction: Introduction, general: Généralités, closing: Conclusions}
openings: {phrase: "À la {{ meetings_named }}, ", inside: "à la {{ meetings_named }}", subheading: "Réunion"}
front:
  title-council-report: Rapport sur les {{ meetings_named }}
  originator: Rapport
  agenda_item: "Point de l'ordre du jour: {{ value }}"
  document: Document {{ value }}
  original: "Original: anglais"
  meeting: "{{ meetings_named }}"
  purpose: Résumé des {{ meetings_named }}.
  action: Le Conseil est invité à prendre note du document.
  signature: Présidente
forms:
  span: "{{ first }} à {{ last }}"
  meetings_named: {one: "{{ ordinals }} réunion", other: "{{ ordinals }} réunions"}
  summary: Résumé de la {{ meetings_named }}
  resolutions-plenipotentiary: {one: "Résolution {{ resolutions|listed }}", other: "{{ resolutions|listed }}"}
  resolutions-plenipotentiary-long: {other: "Résolutions {{ resolutions|listed }}"}
  resolutions-council: {one: "Résolution {{ resolutions|listed }} du Conseil", other: "{{ resolutions|listed }}"}
  resolutions-council-long: {other: "Résolutions {{ resolutions|listed }} du Conseil"}
  contributions: {one: "{{ number }} contribution", other: "{{ number }} contributions"}
  information: {one: "{{ number }} document d'information", other: "{{ number }} documents d'information"}
  delegates: {one: délégué, other: délégués}
  manner-hybrid: ""
  remote: à distance
  represented: représenté par {{ by }}
  remark-at: "{{ remark }} à la {{ meetings_named }}"
  chair-of: Présidente du {{ group.acronym }}
open: {date: date}
"""
PLAN = """\
format: 1
kind: council-report
template: council-report
meetings: [11, 12]
language: fr
opening: phrase
symbol: C25/9
sections:
  - {key: introduction, content: [mandate]}
  - {key: general, content: [list-of-meetings]}
  - {topic: alpha}
"""
FILES = {
    "records/group.yaml": GROUP.replace(
        "name: Council Working Group on Testing",
        "name: {en: Council Working Group on Testing, fr: Groupe de travail sur les essais}",
    ).replace("title: Alpha", "title: {en: Alpha, fr: Premier sujet}"),
    "records/meetings/11.yaml": FIRST.replace("place: Geneva", "place: {en: Geneva, fr: Genève}"),
    "records/meetings/11.md": "## Alpha {topic=alpha}\n\nThe secretariat presented Document [[2]].\n",
    "records/meetings/12.md": "## Alpha {topic=alpha}\n\nThe members took note.\n",
    "records/meetings/11.fr.md": "## Alpha {topic=alpha}\n\nLe secrétariat a présenté le Document [[2]].\n",
    "records/meetings/12.fr.md": "## Alpha {topic=alpha}\n\nLes membres ont pris note.\n",
    "records/reports/rapport.yaml": PLAN,
    "templates/phrases/fr.yaml": FRENCH,
}


def french(folder: Path) -> Workspace:
    return group(folder, FILES, templates=True)


def test_a_french_report_takes_french_minutes_titles_and_phrases(tmp_path: Path) -> None:
    report = drafted(french(tmp_path), "rapport")
    assert report.findings == ()
    assert below(report, "Premier sujet") == [
        "3.1\tÀ la 11ème réunion, le secrétariat a présenté le Document CWG-TEST-11/2.",
        "3.2\tÀ la 12ème réunion, les membres ont pris note.",
    ]
    assert below(report, "Introduction") == [
        "1.1\tLe Groupe de travail sur les essais se fonde sur Résolution 901 (Rev. Mock Town, 2022) et Résolution 902 "
        "(Modified 2024) du Conseil."
    ]


def test_a_translation_with_fewer_statements_is_a_finding(tmp_path: Path) -> None:
    longer = "## Alpha {topic=alpha}\n\nThe members took note.\n\nThey left.\n"
    place = group(tmp_path, {**FILES, "records/meetings/12.md": longer}, templates=True)
    assert messages(drafted(place, "rapport").findings) == [
        "untranslated: the minutes of meeting 12 have 1 of 2 statements in 'fr'"
    ]


def test_french_dates_are_written_as_in_french(tmp_path: Path) -> None:
    assert "–\t11ème réunion: 5-6 février 2024;" in lines(drafted(french(tmp_path), "rapport"))


def test_the_symbol_carries_the_letter_of_the_language(tmp_path: Path) -> None:
    assert drafted(french(tmp_path), "rapport").draft.front["document"].endswith("C25/9\u2011F")


def test_a_french_report_takes_the_french_template_where_there_is_one(tmp_path: Path) -> None:
    place = french(tmp_path)
    shutil.copy(place.templates / "meeting-summary.docx", place.templates / "council-report.fr.docx")
    records, (target,) = load_targets(place, ["rapport"])
    built = build(place, records, target, BuildOptions())
    assert built.files == (tmp_path / "build" / "rapport.docx",)
    from cwgdraft.jobs.build import template_path

    assert template_path(place, target, "fr").name == "council-report.fr.docx"
    assert template_path(place, target, "en").name == "council-report.docx"
