"""Other programs accept a redline to the new document and reject it to the old one, and find it valid.

What a program can't judge is pinned with the reason, and with exactly what it makes of it. The table in
docs/architecture.md ("Who witnesses the redlines") says which witness judges what.
"""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import parse
from tests.witnesses import libreoffice, pandoc
from tests.witnesses.features import FEATURES
from tests.witnesses.libreoffice_misreads import MISREADS, VERSION
from tests.witnesses.redlines import Files, others, random_edits, reports, written
from tests.witnesses.test_validity import errors_of, findings_of

pytestmark = pytest.mark.witness
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> list[Files]:
    return written(tmp_path_factory.mktemp("own"), {**FEATURES, **reports()})


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> list[Files]:
    return written(tmp_path_factory.mktemp("others"), others())


def difference(wanted: list[str], got: list[str]) -> tuple[str, ...]:
    """Return what differs: lines with - are lacking, lines with + shouldn't be there."""
    found: list[str] = []
    for tag, first, last, start, end in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if tag == "replace" and last - first == end - start:
            pairs = [narrowed(*pair) for pair in zip(wanted[first:last], got[start:end], strict=True)]
            found += [f"{sign} {pair[side]}" for side, sign in enumerate("-+") for pair in pairs]
        elif tag != "equal":
            found += [f"- {line[:100]}" for line in wanted[first:last]]
            found += [f"+ {line[:100]}" for line in got[start:end]]
    return tuple(found)


def narrowed(one: str, other: str) -> tuple[str, str]:
    """Return two lines without what they begin and end with alike, but for a few characters; at most 100 of each."""
    head = alike(one, other)
    tail = alike(one[head:][::-1], other[head:][::-1])
    start, cut = max(head - 24, 0), max(tail - 12, 0)
    return one[start : len(one) - cut][:100], other[start : len(other) - cut][:100]


def alike(one: str, other: str) -> int:
    """Return with how many characters two texts begin alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


# --- pandoc -------------------------------------------------------------------------------------------------


def test_pandoc_reads_our_redlines_to_both_documents(ours: list[Files]) -> None:
    judge_by_pandoc(ours)


def test_pandoc_reads_redlines_of_others_documents_to_both(theirs: list[Files]) -> None:
    judge_by_pandoc(theirs)


def judge_by_pandoc(pairs: list[Files]) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = [line for lines in threads.map(pandoc_differences, pairs) for line in lines]
    assert not found, "\n".join(found)


def pandoc_differences(files: Files) -> list[str]:
    """Return what pandoc reads otherwise in a redline.

    Rejecting is judged without styles, lists and emphasis: pandoc knows no pPrChange and no rPrChange. Equations that
    were inserted or deleted as a whole are left out: pandoc reads none inside w:ins and w:del.
    """
    equations = not tracks_equations(files.redline)
    found = []
    for view, source, looks in (("accept", files.new, True), ("reject", files.old, False)):
        wanted = pandoc.read(source, "accept", looks=looks, equations=equations)
        got = pandoc.read(files.redline, view, looks=looks, equations=equations)
        found += [f"{files.name}, {view}: {line}" for line in difference(wanted, got)]
    return found


def tracks_equations(path: Path) -> bool:
    """Return whether equations were inserted or deleted in a redline."""
    body = parse(read_parts(path.read_bytes(), path.name)["word/document.xml"])
    return any(above.tag.endswith(("}ins", "}del")) for one in body.iter(_MATH) for above in one.iterancestors())


def test_pandoc_still_drops_tracked_equations(tmp_path: Path) -> None:
    (files,) = written(tmp_path, {"equations": FEATURES["equations"]})
    assert pandoc.read(files.new, "accept")[1] == "Growth is [equation a + c] each year."
    assert pandoc.read(files.redline, "accept")[1] == "Growth is each year."


def test_pandoc_tells_when_a_view_is_wrong(tmp_path: Path) -> None:
    (files,) = written(tmp_path, {"words": FEATURES["words"]})
    assert pandoc_differences(Files("words", files.new, files.old, files.redline))


# --- LibreOffice ----------------------------------------------------------------------------------------


def test_libreoffice_accepts_and_rejects_our_redlines_to_both_documents(tmp_path: Path, ours: list[Files]) -> None:
    judge_by_libreoffice(tmp_path, ours)


def test_libreoffice_accepts_and_rejects_redlines_of_others_documents(tmp_path: Path, theirs: list[Files]) -> None:
    judge_by_libreoffice(tmp_path, theirs)


def judge_by_libreoffice(folder: Path, pairs: list[Files]) -> None:
    """Check the views that LibreOffice makes against what it makes of both documents: what it loses, it loses twice."""
    found = libreoffice_differences(folder, pairs)
    names = {files.name for files in pairs}
    pinned = {key: lines for key, (_, lines) in MISREADS.items() if key[0] in names}
    if not libreoffice.version().startswith(VERSION):  # another one may misread these in its own way, but no others
        found = {key: lines for key, lines in found.items() if key not in pinned}
        pinned = {}
    assert found == pinned, report(found, pinned)


def report(found: Mapping[tuple[str, str], tuple[str, ...]], pinned: Mapping[tuple[str, str], tuple[str, ...]]) -> str:
    lines = []
    for key in {**found, **pinned}:
        if found.get(key) != pinned.get(key):
            lines += [" ".join(key), *(f"  {line}" for line in found.get(key, ("agrees now",)))]
    return "\n".join(lines)


def libreoffice_differences(folder: Path, pairs: Iterable[Files]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return by name and view what LibreOffice reads otherwise in a redline."""
    jobs = []
    views = []
    for n, files in enumerate(pairs):
        for view, command, source in (
            ("accept", libreoffice.ACCEPT, files.new),
            ("reject", libreoffice.REJECT, files.old),
        ):
            wanted, got = folder / f"{n}.{view}.wanted.docx", folder / f"{n}.{view}.docx"
            jobs += [(libreoffice.NOTHING, source, wanted), (command, files.redline, got)]
            views.append(((files.name, view), wanted, got))
    libreoffice.saved(folder / "libreoffice", jobs)
    found = {key: difference(libreoffice.outline(wanted), libreoffice.outline(got)) for key, wanted, got in views}
    return {key: lines for key, lines in found.items() if lines}


# --- validity -------------------------------------------------------------------------------------------------


def test_our_redlines_have_no_error_that_the_documents_had_not(ours: list[Files]) -> None:
    judge_validity(ours)


def test_redlines_of_random_edits_have_no_error_that_the_documents_had_not(tmp_path: Path) -> None:
    judge_validity(written(tmp_path, random_edits()))


def test_redlines_of_others_documents_have_no_error_that_these_had_not(theirs: list[Files]) -> None:
    judge_validity(random.Random(2026).sample(theirs, 10))


def judge_validity(pairs: list[Files]) -> None:
    with ThreadPoolExecutor(2) as threads:
        found = [line for lines in threads.map(new_errors, pairs) for line in lines]
    assert not found, "\n".join(found)


def new_errors(files: Files) -> list[str]:
    """Return the errors of a redline that neither document has."""
    found = []
    if findings_of(files.redline):
        known = findings_of(files.old) and findings_of(files.new)
        found += [] if known else [f"{files.name}: {findings_of(files.redline)}"]
    errors = {one["description"] for one in errors_of(files.redline)}
    if errors:
        errors -= {one["description"] for path in (files.old, files.new) for one in errors_of(path)}
    return [*found, *(f"{files.name}: {error}" for error in sorted(errors))]
