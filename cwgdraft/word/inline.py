"""The runs of a paragraph: text, emphasis, links, fields, notes, objects, tracked changes, in the order of the text.

What Word does: text of a deletion stands in `delText`; a break of page or column is no text; of an
`AlternateContent` only one alternative is shown; white space at the ends of a `w:t` counts only where `xml:space` says
so; a field's instruction isn't shown, its result is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from cwgdraft.draft import Run
from cwgdraft.errors import WordFileError
from cwgdraft.word.fields import Field, link_to, unmatched
from cwgdraft.word.gathering import Gathering
from cwgdraft.word.links import Link
from cwgdraft.word.looks import look_of, spaceless
from cwgdraft.word.objects import chosen, equation, objects_of
from cwgdraft.word.package import R, W
from cwgdraft.word.styles import is_on
from cwgdraft.word.symbols import sign

_Q, _RQ = f"{{{W}}}", f"{{{R}}}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE = " \t\r\n"
_R, _T, _RPR, _TAB = f"{_Q}r", f"{_Q}t", f"{_Q}rPr", f"{_Q}tab"
_VAL, _ID = f"{_Q}val", f"{_Q}id"
_RSTYLE, _B, _I = f"{_Q}rStyle", f"{_Q}b", f"{_Q}i"
_SIGNS = {
    f"{_Q}noBreakHyphen": "\u2011",
    f"{_Q}softHyphen": "\u00ad",
    _TAB: "\t",
    f"{_Q}ptab": "\t",
    f"{_Q}cr": "\n",
}
_DEEPEST = 150
"""How deep elements of a line may stand in one another; Word's own stay below ten."""
INSERTED, DELETED, MOVED_HERE, MOVED_AWAY = "inserted", "deleted", "moved here", "moved away"
TRACKED = {
    f"{_Q}ins": INSERTED,
    f"{_Q}del": DELETED,
    f"{_Q}moveTo": MOVED_HERE,
    f"{_Q}moveFrom": MOVED_AWAY,
}
_GONE = (DELETED, MOVED_AWAY)
_OPEN_STYLE = "OpenPlaceholder"

Look = tuple[bool, bool, bool, str]
"""Bold, italic, a placeholder, and everything else."""
_PLAIN: Look = (False, False, False, "")


class Lines:
    """Reads the paragraphs of one story: a field may go on from one to the next."""

    def __init__(self, root: etree._Element, gathering: Gathering, links: Mapping[str, Link], *, changes: bool) -> None:
        self._gathering = gathering
        self._links = links
        self._changes = changes
        self._fields: list[Field] = []
        self._unmatched = unmatched(root)
        self._hidden = 0
        self._name: str | None = None
        self._refers: Field | None = None
        self._linked: str | None = None
        self._pieces: list[tuple[tuple[object, ...], Field | None, list[str]]] = []
        self._bold = self._italic = False
        self._base = self._how = ""
        self._link: str | None = None
        self._now = _PLAIN
        self._depth = 0
        keep = root.get(_SPACE) == "preserve"
        self._preserve = keep
        self._inline: dict[str, Callable[[etree._Element], None]] = {
            _R: self._run,
            f"{_Q}hyperlink": self._hyperlink,
            f"{_Q}fldSimple": self._simple_field,
            f"{_Q}sdt": self._control,
            f"{_MC}AlternateContent": self._alternatives,
            f"{_M}oMath": self._equation,
            f"{_Q}subDoc": self._outside,
            f"{_Q}commentRangeStart": self._comment_begins,
            f"{_Q}commentRangeEnd": self._comment_ends,
            f"{_Q}pPr": self._nothing,
            f"{_Q}sdtPr": self._nothing,
            f"{_Q}smartTagPr": self._nothing,
            f"{_Q}customXmlPr": self._nothing,
            f"{_Q}bookmarkStart": self._nothing,
            f"{_Q}bookmarkEnd": self._nothing,
            f"{_Q}proofErr": self._nothing,
            f"{_M}oMathParaPr": self._nothing,
            **dict.fromkeys(TRACKED, self._tracked),
        }
        self._in_run: dict[str, Callable[[etree._Element], None]] = {
            f"{_Q}delText": self._deleted_text,
            f"{_Q}br": self._break,
            f"{_Q}fldChar": self._field_mark,
            f"{_Q}instrText": self._instruction,
            f"{_Q}delInstrText": self._instruction,
            f"{_Q}sym": self._symbol,
            f"{_Q}footnoteReference": self._note,
            f"{_Q}endnoteReference": self._note,
            f"{_Q}commentReference": self._comment,
            f"{_Q}drawing": self._drawing,
            f"{_Q}pict": self._drawing,
            f"{_Q}object": self._drawing,
            f"{_Q}ruby": self._ruby,
            f"{_MC}AlternateContent": self._alternatives_in_run,
            f"{_M}oMath": self._equation,
        }

    def read(self, paragraph: etree._Element, bold: bool, italic: bool, base: str = "") -> tuple[Run, ...]:
        """Return the runs of a paragraph, neighbours of the same look made one.

        `bold` and `italic` say that all of the paragraph is, so that its runs need not say so; `base` is how a
        tracked change touches all of it.
        """
        self._bold, self._italic, self._base = bold, italic, base
        self._link, self._how = None, ""
        self._walk(paragraph)
        if not self._pieces:
            return ()
        runs = tuple([Run("".join(texts), *key) for key, _, texts in self._pieces])  # type: ignore[arg-type]
        self._pieces = []
        return runs

    def _walk(self, element: etree._Element) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise WordFileError(
                f"a paragraph has elements more than {_DEEPEST} deep in one another",
                "save the document once more in Word",
            )
        inline = self._inline
        for child in element:
            tag = child.tag
            read = inline.get(tag)
            if read is not None:
                read(child)
            elif len(child) and isinstance(tag, str):
                self._walk(child)
        self._depth -= 1

    # --- what stands in a paragraph

    def _nothing(self, element: etree._Element) -> None:
        pass

    def _run(self, element: etree._Element) -> None:
        self._now = _PLAIN
        for child in element:
            tag = child.tag
            if tag == _T:
                self._emit(self._text(child))
            elif tag == _RPR:
                self._now = self._look(child)
            elif tag in _SIGNS:
                self._emit(_SIGNS[tag])
            elif (read := self._in_run.get(tag)) is not None:
                read(child)

    def _hyperlink(self, element: etree._Element) -> None:
        target = self._links.get(element.get(f"{_RQ}id", ""))
        address = target.target if target and (target.external or target.target.startswith("#")) else None
        place = element.get(f"{_Q}anchor") or element.get(f"{_Q}docLocation")
        around = self._link
        self._link = link_to(address, place) or around
        self._walk(element)
        self._link = around

    def _simple_field(self, element: etree._Element) -> None:
        field = Field(element.get(f"{_Q}instr", ""))
        field.begin_result()
        self._fields.append(field)
        self._fields_changed()
        self._walk(element)
        if self._fields and self._fields[-1] is field:
            self._fields.pop()
        self._fields_changed()

    def _control(self, element: etree._Element) -> None:
        content = element.find(f"{_Q}sdtContent")
        if content is not None:
            self._walk(content)

    def _alternatives(self, element: etree._Element) -> None:
        taken = chosen(element)
        if taken is not None:
            self._walk(taken)

    def _tracked(self, element: etree._Element) -> None:
        how, around = TRACKED[element.tag], self._how
        if self._changes:
            self._how = around if around in _GONE else how
            self._walk(element)
            self._how = around
        elif how not in _GONE:
            self._walk(element)

    def _outside(self, element: etree._Element) -> None:  # noqa: ARG002 - it has nothing that could be read
        self._gathering.remark("it takes in another document (subDoc), which isn't read")

    def _comment_begins(self, element: etree._Element) -> None:
        self._gathering.comment_begins(element.get(_ID, ""))

    def _comment_ends(self, element: etree._Element) -> None:
        self._gathering.comment_ends(element.get(_ID, ""))

    def _equation(self, element: etree._Element) -> None:
        name, text = equation(element)
        self._now = _PLAIN
        self._emit(text or "[equation]", object_=name)

    # --- what stands in a run

    def _text(self, element: etree._Element) -> str:
        text: str = "".join(element.itertext()) if len(element) else element.text or ""
        if not text:
            return ""
        if text[0] in _WHITE or text[-1] in _WHITE:
            space = element.get(_SPACE)
            if not (space == "preserve" or (space is None and self._preserve)):
                text = text.strip(_WHITE)
        return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text

    def _deleted_text(self, element: etree._Element) -> None:
        if self._changes:
            around = self._how
            self._how = around if around in _GONE else DELETED
            self._emit(self._text(element))
            self._how = around

    def _break(self, element: etree._Element) -> None:
        if element.get(f"{_Q}type") not in ("page", "column"):
            self._emit("\n")

    def _symbol(self, element: etree._Element) -> None:
        try:
            code = int(element.get(f"{_Q}char", ""), 16)
        except ValueError:
            return
        self._emit(sign(code, element.get(f"{_Q}font", "")))

    def _note(self, element: etree._Element) -> None:
        kind = "footnote" if element.tag == f"{_Q}footnoteReference" else "endnote"
        number = self._gathering.note(kind, element.get(_ID, ""))
        bold, italic, opened, rest = self._now
        kept = [
            one for one in rest.split(" ") if one.casefold() not in (f"style={kind}_reference", "vertalign=superscript")
        ]
        self._now = (bold, italic, opened, " ".join(kept))
        self._emit(f"[{number}]", note=f"{kind} {number}")

    def _comment(self, element: etree._Element) -> None:
        self._gathering.comment(element.get(_ID, ""))

    def _drawing(self, element: etree._Element) -> None:
        seen = objects_of(element, self._gathering.parts, self._links)
        for one in seen.objects:
            kind = one.rpartition(" ")[0]
            if kind in ("chart", "diagram"):
                self._gathering.remark(f"it has a {kind}, the words in which aren't read")
            self._emit(f"[{kind}]", object_=one)
        for box in seen.boxes:
            self._gathering.box(box, self._links)

    def _ruby(self, element: etree._Element) -> None:
        look, base, above = self._now, element.find(f"{_Q}rubyBase"), element.find(f"{_Q}rt")
        if base is not None:
            self._walk(base)
        self._now = look
        if above is not None and any(True for _ in above.iter(_T)):
            self._emit("(")
            self._walk(above)
            self._now = look
            self._emit(")")

    def _alternatives_in_run(self, element: etree._Element) -> None:
        taken = chosen(element)
        for child in () if taken is None else taken:
            if child.tag == _T:
                self._emit(self._text(child))
            elif child.tag in _SIGNS:
                self._emit(_SIGNS[child.tag])
            elif (read := self._in_run.get(child.tag)) is not None and child.tag != element.tag:
                read(child)

    # --- fields

    def _field_mark(self, element: etree._Element) -> None:
        kind = element.get(f"{_Q}fldCharType")
        if kind == "begin":
            if element not in self._unmatched:
                self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].begin_result()
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._fields_changed()

    def _instruction(self, element: etree._Element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction += element.text or ""

    def _fields_changed(self) -> None:
        self._hidden = sum(not one.in_result for one in self._fields)
        self._name = next((one.name for one in reversed(self._fields) if one.name), None)
        self._refers = next((one for one in reversed(self._fields) if one.refers), None)
        self._linked = next((one.link for one in reversed(self._fields) if one.link), None)

    # --- pieces of text

    def _look(self, properties: etree._Element) -> Look:
        bold = italic = None
        opened, rest = False, look_of(properties)
        for child in properties:
            tag = child.tag
            if tag == _B:
                bold = is_on(child)
            elif tag == _I:
                italic = is_on(child)
            elif tag == _RSTYLE:
                style = child.get(_VAL, "")
                name = self._gathering.styles.name(style)
                opened = style == _OPEN_STYLE
                if name == "Strong":
                    bold = True if bold is None else bold
                elif name == "Emphasis":
                    italic = True if italic is None else italic
                elif not opened and not (name == "Hyperlink" and (self._link or self._linked)):
                    rest = " ".join(sorted([*rest.split(), f"style={spaceless(name)}"]))
        if (self._bold and bold is False) or (self._italic and italic is False):
            off = [
                name
                for name, all_, own in (("b", self._bold, bold), ("i", self._italic, italic))
                if all_ and own is False
            ]
            rest = " ".join(sorted([*rest.split(), *(f"{name}=0" for name in off)]))
        return (bool(bold) and not self._bold, bool(italic) and not self._italic, opened, rest)

    def _emit(self, text: str, *, note: str | None = None, object_: str | None = None) -> None:
        if not text or self._hidden:
            return
        strong, emphasis, opened, rest = self._now
        refers, name, target = self._refers, self._name, None
        if refers is not None and (target := self._gathering.targets.get(refers.refers)) is not None:
            name = None
        if self._gathering.open_comments:
            self._gathering.excerpt(text)
        key = (
            strong,
            emphasis,
            self._linked or self._link,
            target,
            opened,
            rest,
            note,
            name,
            object_,
            self._how or self._base,
        )
        pieces = self._pieces
        if pieces and note is None and object_ is None:
            last, field, texts = pieces[-1]
            if last == key and (target is None or field is refers):
                texts.append(text)
                return
        pieces.append((key, refers, [text]))
