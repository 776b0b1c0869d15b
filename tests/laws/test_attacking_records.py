"""Records whose words would break a Word file or run in a template: kept as text, or refused with their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from cwgdraft.jobs.targets import load_targets
from cwgdraft.typesetting.filling import context_of
from cwgdraft.workspace import Workspace
from tests.attack_builders import Bench, built
from tests.draft_builders import FILES, FIRST, FIRST_WORDS, GROUP, ROOT, drafted
from tests.repositories import NAMED

MEETING, MINUTES, PLAN = "records/meetings/11.yaml", "records/meetings/11.md", "records/reports/r.yaml"
TARGETS = ("javascript:alert(1)", "file:///etc/passwd", r"\\host\share", "//host/x", "data:text/html,x")
LINKS = {
    "minutes": (MINUTES, FIRST_WORDS, "the lamps;", "[the lamps]({});"),
    "group": ("records/group.yaml", GROUP, "https://example.org/test", "'{}'"),
    "summary": (MEETING, FIRST, "summary: {document: 9}", "summary: {{url: '{}'}}"),
    "documents": ("records/group.yaml", GROUP, "https://example.org/S{yy}", "{}"),
}


def titled(title: str) -> dict[str, str | bytes]:
    """Return the plan with a title, and the meeting with a document of that title."""
    return {
        PLAN: NAMED[PLAN].replace("format: 1\n", f"format: 1\ntitle: {title}\n"),
        MEETING: FIRST.replace("2: Report on alpha", f"2: {title}"),
    }


def said(bench: Bench, name: str) -> str:
    """Return the text of a report or file with ordinary spaces."""
    return bench.run("text", name).out.replace("\u00a0", " ").replace("\u2011", "-")


# --- signs of XML -----------------------------------------------------------------------------------

SIGNS = "R&D <b>bold</b> &amp; </w:t></w:r></w:p> ]]> \" ' <!-- <?x?>"


def test_signs_of_xml_stay_text_and_cut_nothing(bench: Bench) -> None:
    quoted = "'" + SIGNS.replace("'", "''") + "'"
    words = FIRST_WORDS.replace("The secretariat presented", f"The {SIGNS} presented")
    bench.records({**titled(quoted), MINUTES: words})
    ran = bench.run("build", "r")
    assert ran.code == 1
    assert {one.split()[2] for one in ran.err.splitlines() if ": error " in one} == {
        "unclosed-bracket:",
        "unclosed-quotation:",
    }
    text = said(bench, "build/r.docx")
    assert f"The {SIGNS} presented Document CWG-TEST-11/2." in text
    assert SIGNS in text.split("\n")
    assert "\nChair, CWG-TEST\n" in text
    properties = etree.fromstring(built(bench)["docProps/core.xml"])
    assert properties.findtext("{http://purl.org/dc/elements/1.1/}title") == SIGNS


# --- signs that no document holds -------------------------------------------------------------------

UNPRINTABLE = ("\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff")


@pytest.mark.parametrize("sign", UNPRINTABLE, ids=ascii)
def test_signs_that_no_document_holds_are_refused_with_their_place(bench: Bench, sign: str) -> None:
    code = f"U+{ord(sign):04X}"
    for words, place in (
        (titled(f'"lamps \\u{ord(sign):04x}"'), f"{PLAN}:2:8"),
        ({PLAN: NAMED[PLAN].replace("format: 1\n", f"format: 1\ntitle: ab{sign}\n")}, f"{PLAN}:2:10"),
        ({MINUTES: FIRST_WORDS.replace("count the lamps", f"count {sign}")}, f"{MINUTES}:13:13"),
    ):
        bench.records({**FILES, **NAMED, **words})
        for command in (("build", "r"), ("text", "r"), ("template", "preview", "council-report", "--no-pdf")):
            message = bench.refuses(*command, says=f"{place}: error unprintable-character: the character {code}")
            assert "can't stand in a document" in message


def test_a_lone_surrogate_is_refused_with_its_place(bench: Bench) -> None:
    bench.records(titled('"lamps \\ud800"'))
    bench.refuses("build", "r", says=f"{PLAN}:2:")
    bytes_ = NAMED[PLAN].replace("format: 1\n", "format: 1\ntitle: lamps \ud800\n").encode("utf-8", "surrogatepass")
    bench.records({**FILES, PLAN: bytes_})
    bench.refuses("build", "r", says=f"{PLAN}:2:14: error not-utf-8")


def test_ends_of_lines_become_line_breaks(bench: Bench) -> None:
    bench.records(titled('"one\\r\\ntwo\\rthree\\nfour"'))
    assert bench.run("build", "r").code == 0
    document = built(bench)["word/document.xml"].decode()
    words = [f'<w:t xml:space="preserve">{word}</w:t>' for word in ("one", "two", "three", "four")]
    assert "<w:br/>".join(words) in document
    assert "&#13;" not in document
    assert "\r" not in document


def test_records_that_windows_saved_give_the_same_document(bench: Bench) -> None:
    before = (bench.place / "build/r.docx").read_bytes()
    texts = {name: text if isinstance(text, str) else text.decode() for name, text in {**FILES, **NAMED}.items()}
    bench.records({name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in texts.items()})
    assert bench.run("build", "r", "--out", "built").code == 0
    from tests.word_builders import texts as paragraphs

    assert paragraphs((bench.place / "built/r.docx").read_bytes()) == paragraphs(before)


# --- tags -------------------------------------------------------------------------------------------

TAGS = "{{ ''.__class__ }} {% for x in 9 %} {{p body }} {# sample: dash #} {_{ }} %}"


def test_tags_in_records_stay_text_and_the_output_is_no_template(bench: Bench) -> None:
    quoted = "'" + TAGS.replace("'", "''") + "'"
    words = FIRST_WORDS.replace("The secretariat presented", f"The {TAGS} presented")
    bench.records({**titled(quoted), MINUTES: words})
    assert bench.run("build", "r").code == 0
    text = said(bench, "build/r.docx")
    assert f"The {TAGS} presented" in text
    assert TAGS in text.split("\n")
    bench.put((bench.place / "build/r.docx").read_bytes(), "council-report.docx")
    for command in (("build", "r", "--template"), ("template", "preview", "--no-pdf")):
        bench.refuses(*command, "council-report.docx", says="the template council-report.docx ")
    bench.finds("template", "check", "council-report.docx", "--render")


# --- links ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", LINKS)
@pytest.mark.parametrize("target", TARGETS)
def test_links_that_lead_astray_are_refused_with_their_place(bench: Bench, place: str, target: str) -> None:
    name, text, old, new = LINKS[place]
    assert old in text
    bench.records({name: text.replace(old, new.format(target))})
    message = bench.refuses("build", "r", says=f"a document can't link to '{target}")
    assert message.startswith(f"{name}:")
    assert "help: link to an http, https or mailto address" in message


# --- what reaches a template ------------------------------------------------------------------------


def leaves(value: Any, path: str) -> Iterator[tuple[str, type]]:
    """Yield the path and type of every value, containers too."""
    yield path, type(value)
    if isinstance(value, dict):
        for key, one in value.items():
            yield f"{path} (key)", type(key)
            yield from leaves(one, f"{path}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one, f"{path}[]")


PLAIN = {str, int, float, bool, type(None), list, dict}


def test_only_plain_data_reaches_a_template() -> None:
    """An object of ours might have a method that writes files; a text or list has none that the sandbox allows."""
    workspace = Workspace(ROOT)
    reports = [target.asked for target in load_targets(workspace, (), every=True)[1]]
    assert len(reports) > 1
    for asked in [*reports, "40", "41 42"]:
        report = drafted(workspace, *asked.split())
        context = context_of(report.draft, report.data)
        assert {"front", "labels", "meetings", "group"} <= set(context)
        assert [(path, kind) for path, kind in leaves(context, "context") if kind not in PLAIN] == []
