"""Edits of paragraphs: inserted, deleted, split, merged, moved."""

from __future__ import annotations

from lxml import etree

from tests.folding.edits.editor import Editor
from tests.folding.edits.of_words import SENTENCES, append
from tests.folding.edits.pieces import (
    WORD,
    Q,
    cut,
    empty_like,
    has_plain_mark,
    is_followed,
    is_heading,
    is_numbered,
    is_open,
    is_text,
    run_like,
    shown_runs,
    text_of,
)


def insert_paragraph(editor: Editor) -> str | None:
    paragraph = editor.paragraph(is_followed)
    if paragraph is None:
        return None
    made = empty_like(paragraph)
    made.append(run_like(None, " ".join(editor.random.sample(SENTENCES, editor.random.randint(1, 2)))))
    paragraph.addnext(made)
    if editor.tracked:
        editor.mark(made, "ins")
        editor.wrap(made[-1], "ins")
    return text_of(paragraph)


def delete_paragraph(editor: Editor) -> str | None:
    paragraph = editor.paragraph(lambda one: has_plain_mark(one) and is_followed(one))
    if paragraph is None:
        return None
    before = text_of(paragraph)
    take_out(editor, paragraph)
    return before


def take_out(editor: Editor, paragraph: etree._Element) -> None:
    if not editor.tracked:
        paragraph.getparent().remove(paragraph)
        return
    for change in list(paragraph.iter(f"{Q}ins")):
        if change.getparent().tag != f"{Q}rPr":
            change.getparent().remove(change)
    for run in list(paragraph.iter(f"{Q}r")):
        if run.getparent().tag != f"{Q}del" and run.find(f"{Q}commentReference") is None:
            editor.wrap(run, "del")
    editor.mark(paragraph, "del")


def split_paragraph(editor: Editor) -> str | None:
    paragraph = editor.paragraph(has_plain_mark)
    if paragraph is None:
        return None
    found = [one for one in paragraph.iterchildren(f"{Q}r") if is_text(one)]
    if not found:
        return None
    before = text_of(paragraph)
    run = editor.random.choice(found)
    text = run.find(f"{Q}t").text
    at = editor.random.choice(list(WORD.finditer(text))[1:]).start()
    made = empty_like(paragraph)
    rest = cut(run, at, len(text))
    if rest is None:
        return None
    begun = {one.get(f"{Q}id") for one in rest.itersiblings(f"{Q}bookmarkStart")}
    for one in [rest, *rest.itersiblings()]:
        if one.tag != f"{Q}bookmarkEnd" or one.get(f"{Q}id") in begun:
            made.append(one)
    paragraph.addnext(made)
    if editor.tracked:
        editor.mark(paragraph, "ins")
    return before


def merge_paragraphs(editor: Editor) -> str | None:
    headings = editor.random.random() >= 0.9

    def fits(one: etree._Element) -> bool:
        after = one.getnext()
        return has_plain_mark(one) and is_open(after) and has_plain_mark(after) and (headings or not is_heading(after))

    paragraph = editor.paragraph(lambda one: is_followed(one) and fits(one))
    if paragraph is None:
        return None
    before, after = text_of(paragraph), paragraph.getnext()
    append(editor, paragraph, " ")
    if editor.tracked:
        editor.mark(paragraph, "del")
    else:  # the second's bookmark stays around its words, as in Word
        paragraph.extend([one for one in after if one.tag != f"{Q}pPr"])
        after.getparent().remove(after)
    return before


def move_paragraph(editor: Editor) -> str | None:
    paragraph = editor.paragraph(lambda one: has_plain_mark(one) and is_followed(one))
    if paragraph is None:
        return None

    def fits(one: etree._Element) -> bool:
        after = one.getnext()
        return paragraph not in (one, after) and is_numbered(one) and is_followed(one) and is_numbered(after)

    place = editor.paragraph(fits)
    if place is None:
        return None
    before = text_of(paragraph)
    if editor.tracked:
        made = empty_like(paragraph)
        made.extend(shown_runs(paragraph))
        take_out(editor, paragraph)
        place.addnext(made)
        editor.mark(made, "ins")
        for run in list(made.iter(f"{Q}r")):
            editor.wrap(run, "ins")
    else:
        place.addnext(paragraph)
    return before
