"""Edits of words: changed, inserted, deleted, made bold, linked elsewhere, commented."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from lxml import etree

from cwgdraft.word.comments import point_at
from cwgdraft.word.package import R
from tests.folding.edits.editor import AUTHOR, DATE, Editor
from tests.folding.edits.pieces import WORD, Q, cut, has_text, is_open, is_ours, links_of, run_like, style_of, text_of

NEW_WORDS = ("significantly", "broadly", "forum", "outcomes", "regional", "jointly", "affordable", "noted", "capacity")
SENTENCES = (
    "Several delegates supported this view.",
    "The secretariat will report on it at the next meeting.",
    "One Member State asked that this be reflected in the report.",
    "More time is needed to study the proposal.",
)


def in_a_run(editor: Editor, do: Callable[[etree._Element, list[re.Match[str]]], None]) -> str | None:
    paragraph = editor.paragraph()
    run = None if paragraph is None else editor.run(paragraph)
    if paragraph is None or run is None:
        return None
    before = text_of(paragraph)
    do(run, list(WORD.finditer(run.find(f"{Q}t").text)))
    return before


def change_one(editor: Editor, run: etree._Element, words: list[re.Match[str]]) -> None:
    word = editor.random.choice(words)
    new = editor.random.choice([one for one in NEW_WORDS if one != word[0].lower()])
    editor.replace(run, *word.span(), new.capitalize() if word[0][0].isupper() else new)


def change_word(editor: Editor) -> str | None:
    return in_a_run(editor, lambda run, words: change_one(editor, run, words))


def insert_words(editor: Editor) -> str | None:
    def do(run: etree._Element, words: list[re.Match[str]]) -> None:
        at = editor.random.choice(words).start()
        new = editor.random.sample(NEW_WORDS, editor.random.randint(1, 4))
        editor.replace(run, at, at, " ".join(new) + " ")

    return in_a_run(editor, do)


def delete_words(editor: Editor) -> str | None:
    def do(run: etree._Element, words: list[re.Match[str]]) -> None:
        first = editor.random.randrange(len(words) - 1)
        last = min(first + editor.random.randint(1, 3), len(words) - 1)
        editor.replace(run, words[first].start(), words[last].start(), "")

    return in_a_run(editor, do)


def bold(editor: Editor) -> str | None:
    def do(run: etree._Element, words: list[re.Match[str]]) -> None:
        part = run
        if editor.random.random() < 0.7:
            first, last = sorted(editor.random.sample(range(len(words)), 2))
            part = cut(run, words[first].start(), words[last].end())
        looks = part.find(f"{Q}rPr")
        if looks is None:
            looks = etree.Element(f"{Q}rPr")
            part.insert(0, looks)
        before = copy.deepcopy(looks)
        bold = looks.find(f"{Q}b")
        if bold is not None:
            looks.remove(bold)
        else:
            first_looks = sum(1 for one in looks if one.tag in (f"{Q}rStyle", f"{Q}rFonts"))
            looks.insert(first_looks, etree.Element(f"{Q}b"))
        if editor.tracked and looks.find(f"{Q}rPrChange") is None:
            change = editor.change("rPrChange")
            change.append(before)
            looks.append(change)

    return in_a_run(editor, do)


def insert_sentence(editor: Editor) -> str | None:
    paragraph = editor.paragraph()
    if paragraph is None:
        return None
    before = text_of(paragraph)
    append(editor, paragraph, " " + editor.random.choice(SENTENCES))
    return before


def append(editor: Editor, paragraph: etree._Element, text: str) -> None:
    """Write text behind the last text of a paragraph, before the end of its bookmark."""
    last = next((one for one in reversed(paragraph) if has_text(one)), None)
    made = run_like(last if last is not None and last.tag == f"{Q}r" else None, text)
    if last is None:
        paragraph.append(made)
    else:
        last.addnext(made)
    if editor.tracked:
        editor.wrap(made, "ins")


def change_link(editor: Editor) -> str | None:
    paragraph = editor.paragraph(lambda one: bool(links_of(one)))
    if paragraph is None:
        return None
    link = editor.random.choice(links_of(paragraph))
    address = f"https://www.example.org/delegate/{editor.random.randrange(10_000)}"
    if editor.tracked:  # Word deletes the text of the link, and inserts it in another
        new = etree.Element(f"{Q}hyperlink")
        new.extend(copy.deepcopy(run) for run in link.iterchildren(f"{Q}r"))
        link.addnext(new)
        for run in list(link.iterchildren(f"{Q}r")):
            editor.wrap(run, "del")
        for run in list(new):
            editor.wrap(run, "ins")
        link = new
    link.set(f"{{{R}}}id", editor.links.link(address))
    return text_of(paragraph)


def edit_front(editor: Editor) -> str | None:
    tables = []
    for block in editor.body:
        if block.tag == f"{Q}p" and style_of(block).startswith("Heading"):
            break
        if block.tag == f"{Q}tbl":
            tables.append(block)
    paragraphs = [one for table in tables for one in table.iter(f"{Q}p") if is_ours(one) and is_open(one)]
    paragraph = editor.random.choice(paragraphs) if paragraphs else None
    run = None if paragraph is None else editor.run(paragraph)
    if paragraph is None or run is None:
        return None
    before = text_of(paragraph)
    change_one(editor, run, list(WORD.finditer(run.find(f"{Q}t").text)))
    return before


def comment(editor: Editor) -> str | None:
    paragraph = editor.paragraph()
    if paragraph is None:
        return None
    number = str(max([int(one.get(f"{Q}id", "-1")) for one in editor.comments] + [-1]) + 1)
    comment = etree.SubElement(editor.comments, f"{Q}comment")
    for name, value in (("id", number), ("author", AUTHOR), ("date", DATE), ("initials", "D")):
        comment.set(f"{Q}{name}", value)
    etree.SubElement(comment, f"{Q}p").append(run_like(None, editor.random.choice(SENTENCES)))
    point_at(paragraph, number)
    return text_of(paragraph)
