"""Slips in Word: comments and tracked changes that are left, and styles."""

from __future__ import annotations

from collections.abc import Iterator

from tests.document_builders import SPACES
from tests.template_builders import (
    Change,
    Slip,
    Slot,
    box,
    chained,
    line,
    lines,
    linked,
    notes,
    put,
    story,
    swapped,
    table,
)
from tests.typesetting.vetting.said import ACCEPT, BY, DELETE, NONE, STYLES, WORDS


def word_slips() -> Iterator[Slip]:
    """Yield slips in Word."""
    yield from _changes()
    yield from _comments()
    yield from _styles()


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def _changes() -> Iterator[Slip]:
    row = (
        "<w:tbl><w:tblPr>{t}</w:tblPr><w:tblGrid><w:gridCol/>{g}</w:tblGrid><w:tr>{x}<w:trPr>{r}</w:trPr>"
        "<w:tc><w:tcPr>{c}</w:tcPr>{p}</w:tc></w:tr></w:tbl>"
    )

    def rows(**where: str) -> str:
        filled = row
        for key in ("t", "g", "x", "r", "c"):
            filled = filled.replace(f"{{{key}}}", where.get(key, ""))
        return filled.replace("{p}", line("words"))

    cell = "table 3, row 1, column 1"
    changes = {
        "inserted words": (paragraph(f"<w:ins {BY}>{WORDS}</w:ins>"), "inserted 'words'"),
        "deleted words": (
            paragraph(f"<w:del {BY}><w:r><w:delText>words</w:delText></w:r></w:del>{WORDS}"),
            "deleted 'words'",
        ),
        "words moved away": (paragraph(f"<w:moveFrom {BY}>{WORDS}</w:moveFrom>"), "moved away 'words'"),
        "words moved here": (paragraph(f"<w:moveTo {BY}>{WORDS}</w:moveTo>"), "moved here 'words'"),
        "an inserted tag": (
            paragraph(f"<w:ins {BY}><w:r><w:t>{{{{ front.title }}}}</w:t></w:r></w:ins>"),
            "inserted '{{ front.title }}'",
        ),
        "letters formatted": (
            paragraph(f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>words</w:t></w:r>"),
            "formatted",
        ),
        "a paragraph formatted": (
            paragraph(WORDS, f'<w:jc w:val="center"/><w:pPrChange {BY}><w:pPr/></w:pPrChange>'),
            "formatted",
        ),
        "an end inserted": (paragraph(WORDS, f"<w:rPr><w:ins {BY}/></w:rPr>"), "the end of a paragraph inserted"),
        "an end deleted": (paragraph(WORDS, f"<w:rPr><w:del {BY}/></w:rPr>"), "the end of a paragraph deleted"),
        "a number": (
            paragraph(WORDS, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/><w:ins {BY}/></w:numPr>'),
            "a number inserted",
        ),
        "a row inserted": (rows(r=f"<w:ins {BY}/>"), "a row inserted"),
        "a row deleted": (rows(r=f"<w:del {BY}/>"), "a row deleted"),
        "a row formatted": (rows(r=f"<w:trPrChange {BY}><w:trPr/></w:trPrChange>"), "formatted"),
        "a cell inserted": (rows(c=f"<w:cellIns {BY}/>"), "a cell inserted"),
        "a cell deleted": (rows(c=f"<w:cellDel {BY}/>"), "a cell deleted"),
        "cells merged": (rows(c=f'<w:cellMerge {BY} w:vMerge="rest"/>'), "cells merged"),
        "a cell formatted": (rows(c=f"<w:tcPrChange {BY}><w:tcPr/></w:tcPrChange>"), "formatted"),
        "a table formatted": (rows(t=f"<w:tblPrChange {BY}><w:tblPr/></w:tblPrChange>"), "formatted"),
        "exceptions of a row formatted": (
            rows(x=f"<w:tblPrEx><w:tblPrExChange {BY}><w:tblPrEx/></w:tblPrExChange></w:tblPrEx>"),
            "formatted",
        ),
        "a content control": (
            paragraph(f'<w:customXmlInsRangeStart {BY}/>{WORDS}<w:customXmlInsRangeEnd w:id="7"/>'),
            "a content control inserted",
        ),
    }
    for name, (xml, what) in changes.items():
        good = rows() if xml.startswith("<w:tbl>") else line("words")
        where = cell if xml.startswith("<w:tbl>") else "paragraph 10"
        tag = "{{ front.title }}" if "tag" in name else "words"
        yield Slip("tracked-change", name, good, xml, where, tag, f"a tracked change by Ann is left: {what}", ACCEPT)
    inserted = paragraph(f"<w:ins {BY}>{WORDS}</w:ins>")
    for name, bad, where in (
        ("in a header", story("header", inserted), "the header of even pages, paragraph 1"),
        ("in a text box", box(inserted), "a text box"),
        ("in a footnote", notes("footnote", inserted), "the footnotes, paragraph 3"),
        ("in an endnote", notes("endnote", inserted), "the endnotes, paragraph 3"),
    ):
        yield Slip(
            "tracked-change",
            name,
            NONE,
            bad,
            where,
            "words",
            "a tracked change by Ann is left: inserted 'words'",
            ACCEPT,
        )
    yield Slip(
        "tracked-change",
        "by nobody",
        NONE,
        paragraph(f'<w:ins w:id="7">{WORDS}</w:ins>'),
        "paragraph 10",
        "words",
        "a tracked change is left: inserted 'words'",
        ACCEPT,
    )
    accept = "accept or reject the tracked changes (Review, Accept)"
    for name, xml in (
        ("deleted", f"<w:del {BY}><w:r><w:delText>{{{{ front.title }}}}</w:delText></w:r></w:del>"),
        ("moved away", f"<w:moveFrom {BY}><w:r><w:t>{{{{ front.title }}}}</w:t></w:r></w:moveFrom>"),
    ):
        yield Slip(
            "deleted-tag",
            name,
            lines("{{ front.title }}"),
            paragraph(xml),
            "paragraph 10",
            "{{ front.title }}",
            "the tag '{{ front.title }}' stands in deleted text, and still runs",
            accept,
        )


def comment(text: str, author: str = "Ann", initials: str = "A", *, anchored: bool = True) -> Change:
    """Return the change that puts a comment on a paragraph, or on none."""
    one = f'<w:comment w:id="3" w:author="{author}" w:initials="{initials}" w:date="2026-01-01T00:00:00Z">'
    root = f"<w:comments {SPACES}>{one}{line(text)}</w:comment></w:comments>"
    marks = (
        '<w:commentRangeStart w:id="3"/>',
        '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>',
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    words = paragraph(f"{marks[0]}{WORDS}{marks[1]}") if anchored else line("words")
    return chained(words, put("word/comments.xml", root.encode(), kind), linked("comments", "comments.xml", "rId77"))


def _comments() -> Iterator[Slip]:
    def left(name: str, bad: Slot, message: str, where: str = "paragraph 10", excerpt: str = "words") -> Slip:
        return Slip("leftover-comment", name, NONE, bad, where, excerpt, message, DELETE)

    yield left("of somebody", comment("Please look."), "a comment by Ann is left: 'Please look.'")
    yield left("of nobody", comment("Please look.", author=""), "a comment is left: 'Please look.'")
    yield left("a long one", comment("look " * 30), f"a comment by Ann is left: '{'look ' * 16}…'")
    yield left("of one who has our initials", comment("Look.", initials="cwg"), "a comment by Ann is left: 'Look.'")
    yield left("without a place", comment("Look.", anchored=False), "a comment by Ann is left: 'Look.'", "the text", "")
    between = (
        '<w:commentRangeStart w:id="3"/>',
        f'<w:commentRangeEnd w:id="3"/>{paragraph("<w:r><w:commentReference w:id=~3~/></w:r>".replace("~", chr(34)))}',
    )
    yield left(
        "that begins between paragraphs",
        chained(comment("Look.", anchored=False), between[0] + line("first") + between[1]),
        "a comment by Ann is left: 'Look.'",
        "paragraph 11",
        "first",
    )


def _styles() -> Iterator[Slip]:
    give = (
        "give it a style that is there, or copy the style from the template as it was (Styles, Manage, Import/Export)"
    )
    for kind, good, bad, where in (
        ("paragraph", line("a", "BodyText"), line("a", "Nowhere"), "paragraph 10"),
        (
            "character",
            line("a", look='<w:rStyle w:val="Strong"/>'),
            line("a", look='<w:rStyle w:val="Nowhere"/>'),
            "paragraph 10",
        ),
        (
            "table",
            table(["a"]).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="DraftTable"/></w:tblPr>'),
            table(["a"]).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Nowhere"/></w:tblPr>'),
            "table 3, row 1, column 1",
        ),
    ):
        message = f"the {kind} style 'Nowhere' isn't in the file: Word shows the default instead"
        yield Slip("missing-style", kind, good, bad, where, "a", message, give)
    yield Slip(
        "missing-style",
        "in a header, named twice",
        story("header", line("a", "Header") + line("b", "Header")),
        story("header", line("a", "Nowhere") + line("b", "Nowhere")),
        "the header of even pages, paragraph 1",
        "a",
        "the paragraph style 'Nowhere' isn't in the file: Word shows the default instead",
        give,
    )
    yield Slip(
        "missing-style",
        "its id was translated",
        NONE,
        swapped('w:styleId="Title"', 'w:styleId="Titre"', STYLES),
        "paragraph 8",
        "{{ front.title }}",
        "the paragraph style 'Title' isn't in the file: Word shows the default instead",
        give,
    )
    for name, what in (("Hyperlink", "links"), ("Open Placeholder", "facts that aren't known yet")):
        shown = "Open placeholder" if name == "Open Placeholder" else name
        yield Slip(
            "missing-style",
            name,
            NONE,
            swapped(f'<w:name w:val="{name}"/>', '<w:name w:val="Ours"/>', STYLES),
            "the styles",
            "",
            f"there is no character style '{shown}': {what} would get a look that you didn't choose",
            "copy the style from the template as it was (Styles, Manage, Import/Export)",
        )
    for own, other in {
        "heading 1": "Überschrift 1",
        "heading 2": "Titre 2",
        "heading 3": "Título 3",
        "heading 4": "Заголовок 4",
        "heading 5": "标题 5",
        "heading 6": "عنوان 6",
        "Hyperlink": "Lien hypertexte",
        "Normal": "Standard",
        "Title": "Titel",
        "Body Text": "正文文本",
        "List Bullet": "Маркированный список",
        "header": "رأس الصفحة",
        "footer": "pie de página",
    }.items():
        yield Slip(
            "renamed-style",
            other,
            NONE,
            swapped(f'<w:name w:val="{own}"/>', f'<w:name w:val="{other}"/>', STYLES),
            "the styles",
            "",
            f"the style '{other}' is what Word calls '{own}' in English: Word itself takes it for another style",
            f"copy the style '{own}' from the template as it was, and give it to what has '{other}'",
        )
