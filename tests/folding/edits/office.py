"""LibreOffice as an editor: it opens files and does what a list of changes says, through its own interface."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.witnesses.libreoffice import NOTHING, run_office, saved, write_macro


@dataclass(frozen=True)
class Change:
    """What LibreOffice is to do at a paragraph or a table of the body; `index` counts both from 0, as in the file.

    `replace` puts `text` for the words `old`, `cell` does so in a table, `bold` makes `old` bold, `split` begins a
    paragraph at `old`, `merge` joins the next paragraph with a space, `insert` writes a paragraph behind, `delete`
    takes the paragraph out, and `move` puts it above as many others as `text` says.
    """

    do: str
    index: int
    text: str = ""
    old: str = ""


@dataclass(frozen=True)
class Job:
    """A file to be opened, the file to be written, whether changes are recorded, and the changes."""

    file: Path
    to: Path
    changes: tuple[Change, ...]
    tracked: bool = False


_SCRIPT = 'xmlns:script="http://openoffice.org/2000/script" script:name="RandomEdits" script:language="StarBasic"'
_MACRO = (
    f"<script:module {_SCRIPT}>"
    """
Sub Main(list As String)
  On Error GoTo Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  number = FreeFile
  Open list For Input As #number
  Do While Not Eof(number)
    Line Input #number, job
    If job &lt;&gt; "" Then
      parts = Split(job, Chr(9))
      If parts(0) = "open" Then
        doc = StarDesktop.loadComponentFromURL(parts(2), "_blank", 0, hidden())
        doc.RecordChanges = (parts(1) = "1")
      ElseIf parts(0) = "save" Then
        doc.storeToURL(parts(2), filter())
        doc.close(True)
      Else
        Change(doc, parts(0), CLng(parts(1)), parts(2), parts(3))
      End If
    End If
  Loop
  Close #number
  StarDesktop.terminate()
  Exit Sub
Failed:
  said = FreeFile
  Open list &amp; ".error" For Output As #said
  Print #said, job, Erl, Error$
  Close #said
  StarDesktop.terminate()
End Sub

Sub Change(doc As Object, what As String, index As Long, text As String, old As String)
  Dim place As Object, cursor As Object, above As Object
  all = doc.Text.createEnumeration()
  For count = 0 To index
    place = all.nextElement()
  Next count
  Select Case what
  Case "replace"
    cursor = Words(place.Text, place.Start, place.String, old)
    cursor.String = text
  Case "bold"
    cursor = Words(place.Text, place.Start, place.String, old)
    cursor.CharWeight = com.sun.star.awt.FontWeight.BOLD
  Case "split"
    cursor = Words(place.Text, place.Start, place.String, old)
    cursor.collapseToStart()
    doc.Text.insertControlCharacter(cursor, 0, False)
  Case "merge"
    cursor = doc.Text.createTextCursorByRange(place.End)
    doc.Text.insertString(cursor, " ", False)
    cursor.goRight(1, True)
    cursor.String = ""
  Case "cell"
    For Each cellName In place.CellNames
      cell = place.getCellByName(cellName)
      If InStr(1, cell.String, old, 0) &gt; 0 Then
        cursor = Words(cell, cell.Start, cell.String, old)
        cursor.String = text
        Exit For
      End If
    Next cellName
  Case "insert"
    cursor = doc.Text.createTextCursorByRange(place.End)
    doc.Text.insertControlCharacter(cursor, 0, False)
    doc.Text.insertString(cursor, text, False)
  Case "move"
    cursor = Whole(doc, place)
    doc.CurrentController.select(cursor)
    taken = doc.CurrentController.getTransferable()
    all = doc.Text.createEnumeration()
    For count = 0 To index - CLng(text)
      above = all.nextElement()
    Next count
    doc.CurrentController.select(doc.Text.createTextCursorByRange(above.Start))
    doc.CurrentController.insertTransferable(taken)
    Remove(doc, index + 1)
  Case "delete"
    Remove(doc, index)
  End Select
End Sub

Function Words(inside As Object, start As Object, whole As String, old As String) As Object
  Dim found As Object
  found = inside.createTextCursorByRange(start)
  found.goRight(InStr(1, whole, old, 0) - 1, False)
  found.goRight(Len(old), True)
  Words = found
End Function

Function Whole(doc As Object, place As Object) As Object
  Dim found As Object
  found = doc.Text.createTextCursorByRange(place.Start)
  found.gotoRange(place.End, True)
  found.goRight(1, True)
  Whole = found
End Function

Sub Remove(doc As Object, index As Long)
  Dim place As Object, cursor As Object
  all = doc.Text.createEnumeration()
  For count = 0 To index
    place = all.nextElement()
  Next count
  If doc.RecordChanges Then
    cursor = Whole(doc, place)
    cursor.String = ""
  Else
    place.dispose()
  End If
End Sub
</script:module>"""
)


def saved_by_libreoffice(folder: Path, files: list[tuple[Path, Path]]) -> None:
    """Open files in LibreOffice and save each as another .docx, with nothing done to it.

    They must have no comments: LibreOffice crashed on every file with one that a macro opened, cwgdraft's own too.
    """
    saved(folder, [(NOTHING, file, to) for file, to in files])


def edited_by_libreoffice(folder: Path, jobs: Sequence[Job]) -> None:
    """Let LibreOffice edit files through its own interface, in one start; skipped where there is none.

    Changes of one file are made from its end to its start, so that indexes hold.
    As for `saved_by_libreoffice`, the files must have no comments.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) isn't installed: apt-get install libreoffice-writer-nogui")
    folder.mkdir(exist_ok=True)
    lines = []
    for job in jobs:
        lines.append(("open", str(int(job.tracked)), job.file.as_uri(), ""))
        changes = sorted(job.changes, key=lambda one: -one.index)
        lines += [(one.do, str(one.index), one.text, one.old) for one in changes]
        lines.append(("save", "", job.to.as_uri(), ""))
    listed = folder / "edits.tsv"
    listed.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    run_office([*command, "--terminate_after_init"], folder)
    write_macro(folder / "profile" / "user" / "basic", "RandomEdits", _MACRO)
    run_office([*command, f'macro:///Standard.RandomEdits.Main("{listed}")'], folder)
    error = folder / "edits.tsv.error"
    assert not error.exists(), error.read_text(encoding="utf-8")
    lacking = [job.to.name for job in jobs if not job.to.is_file()]
    assert not lacking, f"LibreOffice wrote no {', '.join(lacking)}"
