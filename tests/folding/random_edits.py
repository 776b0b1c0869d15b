"""Edits at random of a built .docx, as another person would make them in Word: plainly, or with changes tracked.

`edited` works on the XML; `edited_by_libreoffice` lets LibreOffice do what a list of edits says.
"""

from __future__ import annotations

import copy
import random
import re
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from cwgdraft.word.comments import CONTENT_TYPE, point_at
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import RELATIONSHIP, R, Relationships, W, add_content_type, pack, parse, write_xml
from tests.witnesses.libreoffice import NOTHING, run_office, saved, write_macro

AUTHOR, DATE = "Delegate", "2026-02-03T10:00:00Z"
_Q = f"{{{W}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NEW_WORDS = ("significantly", "broadly", "forum", "outcomes", "regional", "jointly", "affordable", "noted", "capacity")
_SENTENCES = (
    "Several delegates supported this view.",
    "The secretariat will report on it at the next meeting.",
    "One Member State asked that this be reflected in the report.",
    "More time is needed to study the proposal.",
)
_HEADINGS = ("Heading", "SubHeading", "Title")
_MARKS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
_NO_TEXT = ("bold", "change_link", "comment")
"""The edits that leave the text as it is."""


def edited(
    data: bytes, seed: int, count: int, *, tracked: bool, without: Collection[str] = ()
) -> tuple[bytes, list[str]]:
    """Return a .docx with `count` edits at random, the same for each seed, and what was done.

    Each line is the name of an edit and the text that its paragraph had before: `change_word: The group thanked …`.
    There are fewer than `count` when a document has no place for more. The edits named in `without` are left out.
    """
    editor = _Editor(data, random.Random(seed), tracked)
    done: list[str] = []
    edits = [one for one in EDITS if one[0] not in without]
    for _ in range(count * 30):
        if len(done) == count:
            break
        name, edit, _ = editor.random.choices(edits, [weight for _, _, weight in edits])[0]
        text = edit(editor)
        if text is not None:
            done.append(f"{name}: {text}")
    return editor.saved(), done


def changes_text(done: Sequence[str]) -> bool:
    """Return whether any of the edits done changes the text, not only looks, links or comments."""
    return any(line.partition(":")[0] not in _NO_TEXT for line in done)


def text_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph without what is deleted in it."""
    return "".join(one.text or "" for one in paragraph.iter(f"{_Q}t"))


class _Editor:
    """A document being edited."""

    def __init__(self, data: bytes, chance: random.Random, tracked: bool) -> None:
        self.random, self.tracked = chance, tracked
        self.parts = dict(read_parts(data, "random.docx"))
        self.root = parse(self.parts[MAIN], MAIN)
        self.body = self.root.find(f"{_Q}body")
        self.links = Relationships(self.parts, MAIN)
        self.comments_part = part_of(self.parts, "comments", "word/comments.xml")
        self.has_comments = self.comments_part in self.parts
        self.comments = (
            parse(self.parts[self.comments_part], self.comments_part)
            if self.has_comments
            else etree.Element(f"{_Q}comments", nsmap={"w": W})
        )
        taken = [int(one) for one in self.root.xpath("//@w:id", namespaces={"w": W}) if str(one).isdigit()]
        self._id = max([*taken, 0])

    def saved(self) -> bytes:
        """Return the package."""
        self._tidy_comments()
        if len(self.comments):
            if not self.has_comments:
                add_content_type(self.parts, self.comments_part, CONTENT_TYPE)
                self.links.add(f"{RELATIONSHIP}/comments", self.comments_part.removeprefix("word/"))
            self.parts[self.comments_part] = write_xml(self.comments)
        self.links.save()
        self.parts[MAIN] = write_xml(self.root)
        return pack(self.parts)

    def _tidy_comments(self) -> None:
        """Take out what a deleted paragraph left of a comment, as Word does."""

        def ids(*names: str) -> set[str]:
            return {one.get(f"{_Q}id", "") for one in self.root.iter(*(f"{_Q}{name}" for name in names))}

        referred = ids("commentReference")
        whole = ids("commentRangeStart") & ids("commentRangeEnd") & referred
        for mark in list(self.root.iter(f"{_Q}commentRangeStart", f"{_Q}commentRangeEnd")):
            if mark.get(f"{_Q}id") not in whole:
                mark.getparent().remove(mark)
        for comment in list(self.comments):
            if comment.get(f"{_Q}id") not in referred:
                self.comments.remove(comment)

    # --- places -----------------------------------------------------------------------------------------

    def paragraph(self, fits: Callable[[etree._Element], bool] = lambda _: True) -> etree._Element | None:
        """Return a paragraph of ours in the body that can be edited; seldom a heading."""
        headings = self.random.random() >= 0.9
        found = [one for one in self.body.iterchildren(f"{_Q}p") if _is_ours(one) and _is_open(one)]
        found = [one for one in found if (headings or not _is_heading(one)) and fits(one)]
        return self.random.choice(found) if found else None

    def run(self, paragraph: etree._Element) -> etree._Element | None:
        """Return a run of nothing but one text with two words or more; seldom one of a link."""
        parents = (f"{_Q}p", f"{_Q}hyperlink") if self.random.random() < 0.1 else (f"{_Q}p",)
        found = [one for one in paragraph.iter(f"{_Q}r") if one.getparent().tag in parents and _is_text(one)]
        return self.random.choice(found) if found else None

    # --- marks ------------------------------------------------------------------------------------------

    def change(self, name: str) -> etree._Element:
        """Return a new element of a tracked change."""
        self._id += 1
        found = etree.Element(f"{_Q}{name}")
        found.set(f"{_Q}id", str(self._id))
        found.set(f"{_Q}author", AUTHOR)
        found.set(f"{_Q}date", DATE)
        return found

    def mark(self, paragraph: etree._Element, name: str) -> None:
        """Say that the mark of a paragraph was inserted or deleted."""
        looks = paragraph.find(f"{_Q}pPr")
        if looks is None:
            looks = etree.Element(f"{_Q}pPr")
            paragraph.insert(0, looks)
        own = looks.find(f"{_Q}rPr")
        if own is None:
            own = etree.SubElement(looks, f"{_Q}rPr")
        own.insert(0, self.change(name))

    def wrap(self, run: etree._Element, name: str) -> None:
        """Put a run into an insertion or a deletion."""
        change = self.change(name)
        run.addprevious(change)
        change.append(run)
        if name == "del":
            for text in run.iter(f"{_Q}t"):
                text.tag = f"{_Q}delText"

    def replace(self, run: etree._Element, start: int, end: int, new: str) -> None:
        """Replace a part of the text of a run."""
        text = run.find(f"{_Q}t").text
        if not self.tracked:
            _set_text(run, text[:start] + new + text[end:])
            return
        old = _cut(run, start, end)
        if new:
            made = _run_like(run, new)
            (run if old is None else old).addnext(made)
            self.wrap(made, "ins")
        if old is not None:
            self.wrap(old, "del")


# --- edits ----------------------------------------------------------------------------------------------


def _in_a_run(editor: _Editor, do: Callable[[etree._Element, list[re.Match[str]]], None]) -> str | None:
    paragraph = editor.paragraph()
    run = None if paragraph is None else editor.run(paragraph)
    if paragraph is None or run is None:
        return None
    before = text_of(paragraph)
    do(run, list(_WORD.finditer(run.find(f"{_Q}t").text)))
    return before


def _change_one(editor: _Editor, run: etree._Element, words: list[re.Match[str]]) -> None:
    word = editor.random.choice(words)
    new = editor.random.choice([one for one in _NEW_WORDS if one != word[0].lower()])
    editor.replace(run, *word.span(), new.capitalize() if word[0][0].isupper() else new)


def _change_word(editor: _Editor) -> str | None:
    return _in_a_run(editor, lambda run, words: _change_one(editor, run, words))


def _insert_words(editor: _Editor) -> str | None:
    def do(run: etree._Element, words: list[re.Match[str]]) -> None:
        at = editor.random.choice(words).start()
        new = editor.random.sample(_NEW_WORDS, editor.random.randint(1, 4))
        editor.replace(run, at, at, " ".join(new) + " ")

    return _in_a_run(editor, do)


def _delete_words(editor: _Editor) -> str | None:
    def do(run: etree._Element, words: list[re.Match[str]]) -> None:
        first = editor.random.randrange(len(words) - 1)
        last = min(first + editor.random.randint(1, 3), len(words) - 1)
        editor.replace(run, words[first].start(), words[last].start(), "")

    return _in_a_run(editor, do)


def _bold(editor: _Editor) -> str | None:
    def do(run: etree._Element, words: list[re.Match[str]]) -> None:
        part = run
        if editor.random.random() < 0.7:
            first, last = sorted(editor.random.sample(range(len(words)), 2))
            part = _cut(run, words[first].start(), words[last].end())
        looks = part.find(f"{_Q}rPr")
        if looks is None:
            looks = etree.Element(f"{_Q}rPr")
            part.insert(0, looks)
        before = copy.deepcopy(looks)
        bold = looks.find(f"{_Q}b")
        if bold is not None:
            looks.remove(bold)
        else:
            first_looks = sum(1 for one in looks if one.tag in (f"{_Q}rStyle", f"{_Q}rFonts"))
            looks.insert(first_looks, etree.Element(f"{_Q}b"))
        if editor.tracked and looks.find(f"{_Q}rPrChange") is None:
            change = editor.change("rPrChange")
            change.append(before)
            looks.append(change)

    return _in_a_run(editor, do)


def _insert_sentence(editor: _Editor) -> str | None:
    paragraph = editor.paragraph()
    if paragraph is None:
        return None
    before = text_of(paragraph)
    _append(editor, paragraph, " " + editor.random.choice(_SENTENCES))
    return before


def _append(editor: _Editor, paragraph: etree._Element, text: str) -> None:
    """Write text behind the last text of a paragraph, before the end of its bookmark."""
    last = next((one for one in reversed(paragraph) if _has_text(one)), None)
    made = _run_like(last if last is not None and last.tag == f"{_Q}r" else None, text)
    if last is None:
        paragraph.append(made)
    else:
        last.addnext(made)
    if editor.tracked:
        editor.wrap(made, "ins")


def _change_link(editor: _Editor) -> str | None:
    paragraph = editor.paragraph(lambda one: bool(_links(one)))
    if paragraph is None:
        return None
    link = editor.random.choice(_links(paragraph))
    address = f"https://www.example.org/delegate/{editor.random.randrange(10_000)}"
    if editor.tracked:  # Word deletes the text of the link, and inserts it in another
        new = etree.Element(f"{_Q}hyperlink")
        new.extend(copy.deepcopy(run) for run in link.iterchildren(f"{_Q}r"))
        link.addnext(new)
        for run in list(link.iterchildren(f"{_Q}r")):
            editor.wrap(run, "del")
        for run in list(new):
            editor.wrap(run, "ins")
        link = new
    link.set(f"{{{R}}}id", editor.links.link(address))
    return text_of(paragraph)


def _insert_paragraph(editor: _Editor) -> str | None:
    paragraph = editor.paragraph(_is_followed)
    if paragraph is None:
        return None
    made = _like(paragraph)
    made.append(_run_like(None, " ".join(editor.random.sample(_SENTENCES, editor.random.randint(1, 2)))))
    paragraph.addnext(made)
    if editor.tracked:
        editor.mark(made, "ins")
        editor.wrap(made[-1], "ins")
    return text_of(paragraph)


def _delete_paragraph(editor: _Editor) -> str | None:
    paragraph = editor.paragraph(lambda one: _has_plain_mark(one) and _is_followed(one))
    if paragraph is None:
        return None
    before = text_of(paragraph)
    _delete(editor, paragraph)
    return before


def _delete(editor: _Editor, paragraph: etree._Element) -> None:
    if not editor.tracked:
        paragraph.getparent().remove(paragraph)
        return
    for change in list(paragraph.iter(f"{_Q}ins")):
        if change.getparent().tag != f"{_Q}rPr":
            change.getparent().remove(change)
    for run in list(paragraph.iter(f"{_Q}r")):
        if run.getparent().tag != f"{_Q}del" and run.find(f"{_Q}commentReference") is None:
            editor.wrap(run, "del")
    editor.mark(paragraph, "del")


def _split_paragraph(editor: _Editor) -> str | None:
    paragraph = editor.paragraph(_has_plain_mark)
    if paragraph is None:
        return None
    found = [one for one in paragraph.iterchildren(f"{_Q}r") if _is_text(one)]
    if not found:
        return None
    before = text_of(paragraph)
    run = editor.random.choice(found)
    text = run.find(f"{_Q}t").text
    at = editor.random.choice(list(_WORD.finditer(text))[1:]).start()
    made = _like(paragraph)
    rest = _cut(run, at, len(text))
    if rest is None:
        return None
    begun = {one.get(f"{_Q}id") for one in rest.itersiblings(f"{_Q}bookmarkStart")}
    for one in [rest, *rest.itersiblings()]:
        if one.tag != f"{_Q}bookmarkEnd" or one.get(f"{_Q}id") in begun:
            made.append(one)
    paragraph.addnext(made)
    if editor.tracked:
        editor.mark(paragraph, "ins")
    return before


def _merge_paragraphs(editor: _Editor) -> str | None:
    headings = editor.random.random() >= 0.9

    def fits(one: etree._Element) -> bool:
        after = one.getnext()
        return (
            _has_plain_mark(one) and _is_open(after) and _has_plain_mark(after) and (headings or not _is_heading(after))
        )

    paragraph = editor.paragraph(lambda one: _is_followed(one) and fits(one))
    if paragraph is None:
        return None
    before, after = text_of(paragraph), paragraph.getnext()
    _append(editor, paragraph, " ")
    if editor.tracked:
        editor.mark(paragraph, "del")
    else:  # the second's bookmark stays around its words, as in Word
        paragraph.extend([one for one in after if one.tag != f"{_Q}pPr"])
        after.getparent().remove(after)
    return before


def _move_paragraph(editor: _Editor) -> str | None:
    paragraph = editor.paragraph(lambda one: _has_plain_mark(one) and _is_followed(one))
    if paragraph is None:
        return None

    def fits(one: etree._Element) -> bool:
        after = one.getnext()
        return paragraph not in (one, after) and _is_numbered(one) and _is_followed(one) and _is_numbered(after)

    place = editor.paragraph(fits)
    if place is None:
        return None
    before = text_of(paragraph)
    if editor.tracked:
        made = _like(paragraph)
        made.extend(_shown_runs(paragraph))
        _delete(editor, paragraph)
        place.addnext(made)
        editor.mark(made, "ins")
        for run in list(made.iter(f"{_Q}r")):
            editor.wrap(run, "ins")
    else:
        place.addnext(paragraph)
    return before


def _edit_front(editor: _Editor) -> str | None:
    tables = []
    for block in editor.body:
        if block.tag == f"{_Q}p" and _style(block).startswith("Heading"):
            break
        if block.tag == f"{_Q}tbl":
            tables.append(block)
    paragraphs = [one for table in tables for one in table.iter(f"{_Q}p") if _is_ours(one) and _is_open(one)]
    paragraph = editor.random.choice(paragraphs) if paragraphs else None
    run = None if paragraph is None else editor.run(paragraph)
    if paragraph is None or run is None:
        return None
    before = text_of(paragraph)
    _change_one(editor, run, list(_WORD.finditer(run.find(f"{_Q}t").text)))
    return before


def _comment(editor: _Editor) -> str | None:
    paragraph = editor.paragraph()
    if paragraph is None:
        return None
    number = str(max([int(one.get(f"{_Q}id", "-1")) for one in editor.comments] + [-1]) + 1)
    comment = etree.SubElement(editor.comments, f"{_Q}comment")
    for name, value in (("id", number), ("author", AUTHOR), ("date", DATE), ("initials", "D")):
        comment.set(f"{_Q}{name}", value)
    etree.SubElement(comment, f"{_Q}p").append(_run_like(None, editor.random.choice(_SENTENCES)))
    point_at(paragraph, number)
    return text_of(paragraph)


EDITS: tuple[tuple[str, Callable[[_Editor], str | None], int], ...] = (
    ("change_word", _change_word, 4),
    ("insert_words", _insert_words, 3),
    ("delete_words", _delete_words, 3),
    ("insert_sentence", _insert_sentence, 2),
    ("bold", _bold, 1),
    ("change_link", _change_link, 1),
    ("insert_paragraph", _insert_paragraph, 2),
    ("delete_paragraph", _delete_paragraph, 2),
    ("split_paragraph", _split_paragraph, 1),
    ("merge_paragraphs", _merge_paragraphs, 1),
    ("move_paragraph", _move_paragraph, 1),
    ("edit_front", _edit_front, 1),
    ("comment", _comment, 1),
)
"""The edits: name, what does it, and how often it is done."""


# --- XML ------------------------------------------------------------------------------------------------


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{_Q}pPr/{_Q}pStyle")
    return "" if found is None else str(found.get(f"{_Q}val", ""))


def _is_heading(paragraph: etree._Element) -> bool:
    return _style(paragraph).startswith(_HEADINGS)


def _is_numbered(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{_Q}pPr/{_Q}numPr") is not None


def _is_ours(paragraph: etree._Element) -> bool:
    return any(one.get(f"{_Q}name", "").startswith("_cwg") for one in paragraph.iterchildren(f"{_Q}bookmarkStart"))


def _is_open(paragraph: etree._Element) -> bool:
    """Return whether a paragraph can be edited: it ends no section, has no field, and its mark isn't deleted."""
    if paragraph.find(f"{_Q}pPr/{_Q}sectPr") is not None or paragraph.find(f"{_Q}pPr/{_Q}rPr/{_Q}del") is not None:
        return False
    return next(paragraph.iter(f"{_Q}fldChar", f"{_Q}fldSimple", f"{_Q}instrText"), None) is None


def _has_plain_mark(paragraph: etree._Element) -> bool:
    return all(paragraph.find(f"{_Q}pPr/{_Q}rPr/{_Q}{name}") is None for name in ("ins", "del"))


def _is_followed(paragraph: etree._Element) -> bool:
    """Return whether another paragraph follows: a mark that is tracked can go only into one."""
    after = paragraph.getnext()
    return after is not None and after.tag == f"{_Q}p"


def _is_text(run: etree._Element) -> bool:
    """Return whether a run is of one text, with two words or more."""
    inside = [one for one in run if one.tag != f"{_Q}rPr"]
    return len(inside) == 1 and inside[0].tag == f"{_Q}t" and len(_WORD.findall(inside[0].text or "")) > 1


def _has_text(child: etree._Element) -> bool:
    return child.tag in (f"{_Q}r", f"{_Q}ins", f"{_Q}del", f"{_Q}hyperlink") and any(
        one.tag in (f"{_Q}t", f"{_Q}delText") for one in child.iter()
    )


def _links(paragraph: etree._Element) -> list[etree._Element]:
    """Return the links of a paragraph in which nothing is tracked yet."""
    return [
        one
        for one in paragraph.iterchildren(f"{_Q}hyperlink")
        if one.get(f"{{{R}}}id") and all(child.tag == f"{_Q}r" for child in one)
    ]


def _like(paragraph: etree._Element) -> etree._Element:
    """Return an empty paragraph that looks like another."""
    made = etree.Element(f"{_Q}p")
    looks = paragraph.find(f"{_Q}pPr")
    if looks is not None:
        looks = copy.deepcopy(looks)
        for one in list(looks.iterchildren(f"{_Q}rPr", f"{_Q}pPrChange")):
            looks.remove(one)
        made.append(looks)
    return made


def _run_like(run: etree._Element | None, text: str) -> etree._Element:
    """Return a run that looks like another, with a text."""
    made = etree.Element(f"{_Q}r")
    looks = None if run is None else run.find(f"{_Q}rPr")
    if looks is not None:
        made.append(copy.deepcopy(looks))
        for change in made[0].findall(f"{_Q}rPrChange"):
            made[0].remove(change)
    etree.SubElement(made, f"{_Q}t")
    _set_text(made, text)
    return made


def _set_text(run: etree._Element, text: str) -> None:
    found = run.find(f"{_Q}t")
    found.text = text
    found.set(_XML_SPACE, "preserve")


def _cut(run: etree._Element, start: int, end: int) -> etree._Element | None:
    """Cut a run in up to three at places of its text, and return the one between them; None when it is empty.

    `run` stays the first, and is left out when there is nothing in it.
    """
    text = run.find(f"{_Q}t").text
    middle, after = copy.deepcopy(run), copy.deepcopy(run)
    if text[end:]:
        _set_text(after, text[end:])
        run.addnext(after)
    if text[start:end]:
        _set_text(middle, text[start:end])
        run.addnext(middle)
    _set_text(run, text[:start])
    if not text[:start] and text[start:end]:
        run.getparent().remove(run)
    return middle if text[start:end] else None


def _shown_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return copies of the runs and links of a paragraph, without its marks, and with its changes made."""
    whole = copy.deepcopy(paragraph)
    etree.strip_elements(whole, *(f"{_Q}{name}" for name in (*_MARKS, "pPr", "del", "rPrChange")), with_tail=False)
    etree.strip_tags(whole, f"{_Q}ins")
    for reference in list(whole.iter(f"{_Q}commentReference")):
        whole.remove(reference.getparent())
    for link in list(whole.iterchildren(f"{_Q}hyperlink")):
        if not len(link):
            whole.remove(link)
    return list(whole)


# --- LibreOffice ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """What LibreOffice is to do: `replace`, `insert` (a paragraph after it) or `delete`.

    `index` counts from 0 the paragraphs and tables of the body as the file has them: it is a paragraph's.
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
End Sub

Sub Change(doc As Object, what As String, index As Long, text As String, old As String)
  Dim place As Object, cursor As Object, made As Object
  all = doc.Text.createEnumeration()
  For count = 0 To index
    place = all.nextElement()
  Next count
  If what = "replace" Then
    at = InStr(1, place.String, old, 0)
    If at &gt; 0 Then
      cursor = doc.Text.createTextCursorByRange(place.Start)
      cursor.goRight(at - 1, False)
      cursor.goRight(Len(old), True)
      cursor.String = text
    End If
  ElseIf what = "insert" Then
    cursor = doc.Text.createTextCursorByRange(place.End)
    doc.Text.insertControlCharacter(cursor, 0, False)
    doc.Text.insertString(cursor, text, False)
  ElseIf doc.RecordChanges Then
    cursor = doc.Text.createTextCursorByRange(place.Start)
    cursor.gotoRange(place.End, True)
    cursor.goRight(1, True)
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
    lacking = [job.to.name for job in jobs if not job.to.is_file()]
    assert not lacking, f"LibreOffice wrote no {', '.join(lacking)}"
