"""LibreOffice accepting and rejecting tracked changes: many files in one start, by a Basic macro in its own profile.

A macro needs nothing beside Writer, no Python bridge; what it saves as .docx is read by our reader.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Run
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts

ACCEPT, REJECT, NOTHING = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", ""
_TYPE = '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN"'
_HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {{0}} PUBLIC {_TYPE} "{{1}}">'
_SPACE = 'xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
_LIBRARIES = (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
_SCRIPT = 'xmlns:script="http://openoffice.org/2000/script" script:name="Redlines" script:language="StarBasic"'
_MACRO = (
    f"<script:module {_SCRIPT}>"
    """
Sub Main(list As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  Dim none()
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open list For Input As #number
  Do While Not Eof(number)
    Line Input #number, job
    If job &lt;&gt; "" Then
      parts = Split(job, Chr(9))
      doc = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
      If parts(0) &lt;&gt; "" Then
        dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" + parts(0), "", 0, none())
      End If
      doc.storeToURL(parts(2), filter())
      doc.close(True)
    End If
  Loop
  Close #number
  StarDesktop.terminate()
End Sub
</script:module>"""
)


def saved(folder: Path, jobs: Iterable[tuple[str, Path, Path]]) -> None:
    """Open files, do what a job says to their tracked changes, and save them as .docx, in one start.

    A job is ACCEPT, REJECT or NOTHING, a file and the file to be written. The test is skipped where there is no
    LibreOffice.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) isn't installed: apt-get install libreoffice-writer-nogui")
    folder.mkdir(exist_ok=True)
    jobs = list(jobs)
    listed = folder / "jobs.tsv"
    listed.write_text("".join(f"{what}\t{file.as_uri()}\t{to.as_uri()}\n" for what, file, to in jobs), encoding="utf-8")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    run_office([*command, "--terminate_after_init"], folder)
    write_macro(folder / "profile" / "user" / "basic", "Redlines", _MACRO)
    run_office([*command, f'macro:///Standard.Redlines.Main("{listed}")'], folder)
    lacking = [to.name for _, _, to in jobs if not to.is_file()]
    assert not lacking, f"LibreOffice wrote no {', '.join(lacking)}"


def version() -> str:
    """Return the version of LibreOffice: `7.4.7.2`."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
    return said.split()[1]


def run_office(command: list[str], home: Path) -> None:
    environment = {**os.environ, "HOME": str(home)}
    subprocess.run(command, check=True, capture_output=True, timeout=400, env=environment, stdin=subprocess.DEVNULL)


def write_macro(basic: Path, name: str, macro: str) -> None:
    """Put a macro into a profile that LibreOffice has made: on its first start it writes its own library there."""
    standard = basic / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    for kind, elements in (("script", f'<library:element library:name="{name}"/>'), ("dialog", "")):
        head = _HEAD.format("library:libraries", "libraries.dtd")
        (basic / f"{kind}.xlc").write_text(f"{head}\n{_LIBRARIES}", encoding="utf-8")
        head = _HEAD.format("library:library", "library.dtd")
        library = f'<library:library {_SPACE} library:readonly="false">{elements}</library:library>'
        (standard / f"{kind}.xlb").write_text(f"{head}\n{library}", encoding="utf-8")
    head = _HEAD.format("script:module", "module.dtd")
    (standard / f"{name}.xba").write_text(f"{head}\n{macro}", encoding="utf-8")


# --- what it saved --------------------------------------------------------------------------------------


def outline(path: Path) -> list[str]:
    """Return a line for each paragraph of a .docx, cells, notes and headers included: label, style, text.

    In the text stand bold and italics, links, notes and what is no text. LibreOffice leaves a joiner without width in
    empty cells of rows that were tracked, which is left out.
    """
    draft = read_draft(read_parts(path.read_bytes(), path.name), path.name)
    lines = list(_lines(draft.blocks, ""))
    for story in draft.stories:
        lines += [story.name, *_lines(story.blocks, "  ")]
    return lines


def _lines(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        if not block.rows:
            text = "".join(map(_shown, _joined(block.runs))).replace("\u200d", "")
            yield f"{indent}{block.label} <{block.style}> {text}"
        for row in block.rows:
            yield f"{indent}row"
            for cell in row.cells:
                yield f"{indent} cell of {cell.columns}{', going on' if cell.continues else ''}"
                yield from _lines(cell.blocks, f"{indent}  ")


def _joined(runs: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        own = Run(run.text, run.strong, run.emphasis, run.link, note=run.note, object=run.object)
        if found and not (own.note or own.object) and _look(found[-1]) == _look(own):
            found[-1] = Run(found[-1].text + own.text, own.strong, own.emphasis, own.link)
        else:
            found.append(own)
    return found


def _look(run: Run) -> tuple[object, ...]:
    return run.strong, run.emphasis, run.link, run.note, run.object


def _shown(run: Run) -> str:
    text = f"{{{run.object}}}" if run.object else f"[^{run.note}]" if run.note else run.text
    if not text.strip():
        return text
    text = f"**{text}**" if run.strong else text
    text = f"//{text}//" if run.emphasis else text
    return f"[{text}]({run.link})" if run.link else text
