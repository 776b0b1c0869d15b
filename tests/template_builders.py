"""Templates as Word saves them: tags divided among runs, marks of the spelling checker, bookmarks of its own.

A slip is put into a copy of one of our templates, beside the same paragraphs without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from cwgdraft.finding import Finding, Severity, WordPlace
from cwgdraft.typesetting.vetting import Vetted, Wanted, vet
from cwgdraft.word.gate import Parts
from cwgdraft.word.package import W, parse, write_xml
from tests.document_builders import SPACES, R
from tests.word_builders import template_parts

Q = f"{{{W}}}"
MAIN = "word/document.xml"
MORE = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
BODY = 10
"""The number of the paragraph {{p body }}, before which slips are put; the text has no headings above it."""
_TAG = re.compile(r"\{[{%#].*?[}%#]\}|[{}%]+")
_CUT = re.compile(r"(?<=\{)|(?<=[a-z])(?=[ .|])|(?=\}$)")
_DIVIDED = re.compile(rb"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")

Change = Callable[[Parts], None]
Slot = str | Change
"""What is put into a template: paragraphs before its body, or a change of its parts."""


# --- as Word saves ----------------------------------------------------------------------------------


def as_word_saves(parts: Parts) -> Parts:
    """Return a package with the runs of its paragraphs divided as Word divides them, also within braces and names."""
    found = dict(parts)
    for part in parts:
        if _DIVIDED.fullmatch(part.encode()):
            root = parse(parts[part], part)
            for number, paragraph in enumerate(list(root.iter(f"{Q}p")), 1):
                _divide(paragraph, number)
            found[part] = write_xml(root)
    return found


def _divide(paragraph: etree._Element, number: int) -> None:
    paragraph.set(f"{Q}rsidR", f"00A1{number:04X}")
    paragraph.set(f"{Q}rsidRDefault", "00B22C4D")
    for run in [one for one in paragraph.iter(f"{Q}r") if _is_simple(one) and _holder(one) is paragraph]:
        text = run.findtext(f"{Q}t") or run.findtext(f"{Q}delText") or ""
        pieces = _pieces(text)
        if len(pieces) > 1:
            _replace(run, pieces, number)
    if number == BODY:
        start, end = etree.Element(f"{Q}bookmarkStart"), etree.Element(f"{Q}bookmarkEnd")
        for one in (start, end):
            one.set(f"{Q}id", "9001")
        start.set(f"{Q}name", "_GoBack")
        paragraph.append(start)
        paragraph.append(end)


def _holder(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(f"{Q}p"), None)


def _is_simple(run: etree._Element) -> bool:
    names = [etree.QName(one).localname for one in run if one.tag != f"{Q}rPr"]
    return names in (["t"], ["delText"])


def _pieces(text: str) -> list[str]:
    """Return a text in pieces: tags cut behind a brace, before a full stop and within their ends."""
    pieces: list[str] = []
    position = 0
    for tag in _TAG.finditer(text):
        pieces.append(text[position : tag.start()])
        pieces += _CUT.split(tag[0])
        position = tag.end()
    pieces.append(text[position:])
    return [one for one in pieces if one]


def _replace(run: etree._Element, pieces: list[str], number: int) -> None:
    parent = run.getparent()
    assert parent is not None
    words = next(one for one in run if one.tag != f"{Q}rPr")
    place = parent.index(run)
    parent.remove(run)
    new: list[etree._Element] = []
    for i, piece in enumerate(pieces):
        one = etree.fromstring(etree.tostring(run))
        one.tail = None
        one.set(f"{Q}rsidR", f"00{(number * 31 + i) % 0xFFFFFF:06X}")
        child = one.find(words.tag)
        assert child is not None
        child.text = piece
        child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if i % 2:
            _proof(one)
        if i == 2 and number % 3 == 0:
            child.addprevious(etree.Element(f"{Q}lastRenderedPageBreak"))
        if piece.isalpha():
            new += [_error("spellStart"), one, _error("spellEnd")]
        else:
            new.append(one)
    parent[place:place] = new


def _proof(run: etree._Element) -> None:
    properties = run.find(f"{Q}rPr")
    if properties is None:
        properties = etree.Element(f"{Q}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{Q}noProof")
    etree.SubElement(properties, f"{Q}lang").set(f"{Q}val", "en-GB")


def _error(kind: str) -> etree._Element:
    one = etree.Element(f"{Q}proofErr")
    one.set(f"{Q}type", kind)
    return one


# --- changes ----------------------------------------------------------------------------------------


def line(text: str, style: str = "", look: str = "", more: str = "") -> str:
    """Return a paragraph of one run; `look` stands in its rPr, `more` in its pPr."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    run = f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run if text else ''}</w:p>"


def lines(*texts: str) -> str:
    """Return paragraphs of one run each."""
    return "".join(line(text) for text in texts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def table(*rows: tuple[str, ...] | list[str]) -> str:
    """Return a table; a cell is text, or XML of paragraphs."""
    columns = max(len(row) for row in rows)
    grid = '<w:gridCol w:w="2000"/>' * columns
    inner = ""
    for row in rows:
        cells = [one if one.startswith("<") else line(one) for one in row]
        inner += f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def box(inner: str, *, fallback: bool = True) -> str:
    """Return a paragraph with a text box as Word writes it: once for itself, once for programs of old."""
    new = (
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="2000000" cy="500000"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice>"
    )
    old = (
        "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    )
    return f"<w:p><w:r><mc:AlternateContent>{new}{old if fallback else ''}</mc:AlternateContent></w:r></w:p>"


def before_body(xml: str) -> Change:
    """Return the change that puts XML before the paragraph {{p body }}."""
    return swapped("<w:p><w:r><w:t>{{p body }}", f"{xml}<w:p><w:r><w:t>{{{{p body }}}}")


def behind_samples(xml: str) -> Change:
    """Return the change that puts XML behind the last sample."""

    def change(parts: Parts) -> None:
        text = parts[MAIN].decode()
        at = text.rindex("<w:sectPr")
        parts[MAIN] = (text[:at] + xml + text[at:]).encode()
        _declare(parts, MAIN)

    return change


def swapped(old: str, new: str, part: str = MAIN) -> Change:
    """Return the change that puts one piece of a part's XML in the place of another, which stands there once."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {part}"
        parts[part] = text.replace(old, new).encode()
        _declare(parts, part)

    return change


def between(begin: str, end: str, part: str = MAIN) -> Change:
    """Return the change that takes out a piece of a part's XML, from one mark to the next of another."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        start = text.index(begin)
        parts[part] = (text[:start] + text[text.index(end, start) :]).encode()

    return change


def _declare(parts: Parts, part: str) -> None:
    """Declare the prefixes that our XML may have."""
    text = parts[part].decode()
    head = re.search(r"<w:\w+ [^>]*>", text)
    assert head is not None
    new = head[0]
    for space in (*SPACES.split('" '), *MORE.split('" ')):
        declared = space.strip('"') + '"'
        if declared.partition("=")[0] + "=" not in new:
            new = f"{new[:-1]} {declared}>"
    parts[part] = text.replace(head[0], new, 1).encode()


def chained(*changes: Slot) -> Change:
    """Return one change out of several."""

    def change(parts: Parts) -> None:
        for one in changes:
            apply(one, parts)

    return change


def apply(slot: Slot, parts: Parts) -> None:
    """Change parts: paragraphs go before the body."""
    if callable(slot):
        slot(parts)
    elif slot:
        before_body(slot)(parts)


def story(kind: str, xml: str, which: str = "even") -> Change:
    """Return the change that gives the last section one more header or footer (`kind`), of `which` pages."""

    def change(parts: Parts) -> None:
        name = f"word/{kind}9.xml"
        root = "hdr" if kind == "header" else "ftr"
        parts[name] = f"<w:{root} {SPACES} {MORE}>{xml}</w:{root}>".encode()
        linked(kind, f"{kind}9.xml", "rId909")(parts)
        typed(name, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")(parts)
        text = parts[MAIN].decode()
        at = re.search(r"<w:sectPr[^>]*>", text[text.rindex("<w:sectPr") :])
        assert at is not None
        place = text.rindex("<w:sectPr") + at.end()
        reference = f'<w:{kind}Reference w:type="{which}" r:id="rId909"/>'
        parts[MAIN] = (text[:place] + reference + text[place:]).encode()

    return change


def notes(kind: str, xml: str) -> Change:
    """Return the change that adds a note (`footnote` or `endnote`) and a paragraph that has it."""

    def change(parts: Parts) -> None:
        name = f"word/{kind}s.xml"
        separator = "".join(
            f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
            for number, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        inner = f'{separator}<w:{kind} w:id="1">{xml}</w:{kind}>'
        parts[name] = f"<w:{kind}s {SPACES} {MORE}>{inner}</w:{kind}s>".encode()
        linked(f"{kind}s", f"{kind}s.xml", "rId908")(parts)
        typed(name, f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml")(parts)
        before_body(f'<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:{kind}Reference w:id="1"/></w:r></w:p>')(parts)

    return change


def linked(
    kind: str, target: str, identifier: str = "rId99", part: str = "document", *, outside: bool = False
) -> Change:
    """Return the change that adds a relationship of a part of the folder `word`."""

    def change(parts: Parts) -> None:
        name = f"word/_rels/{part}.xml.rels"
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        mode = ' TargetMode="External"' if outside else ""
        kind_ = kind if ":" in kind else f"{R}/{kind}"
        one = f'<Relationship Id="{identifier}" Type="{kind_}" Target="{target}"{mode}/></Relationships>'
        empty = f'<Relationships xmlns="{space}"></Relationships>'.encode()
        parts[name] = parts.get(name, empty).replace(b"</Relationships>", one.encode())

    return change


def typed(part: str, content_type: str) -> Change:
    """Return the change that says what is in a part."""

    def change(parts: Parts) -> None:
        one = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", one.encode())

    return change


def put(part: str, data: bytes, content_type: str = "") -> Change:
    """Return the change that adds a part."""

    def change(parts: Parts) -> None:
        parts[part] = data
        if content_type:
            typed(part, content_type)(parts)

    return change


def built(*slots: Slot, template: str = "council-report", words: bool = True) -> Parts:
    """Return a template with changes, as Word saves it."""
    parts = template_parts(template)
    for slot in slots:
        apply(slot, parts)
    return as_word_saves(parts) if words else parts


# --- slips ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slip:
    """A slip: what a template has without it and with it, and the finding: where, which words, and what is said."""

    rule: str
    name: str
    good: Slot
    bad: Slot
    where: str
    excerpt: str
    message: str
    help: str
    severity: Severity | None = None
    template: str = "council-report"
    wanted: tuple[Wanted, ...] = field(default_factory=tuple)
    good_wanted: tuple[Wanted, ...] | None = None
    ours: bool | None = None

    @property
    def id(self) -> str:
        """Return the name of the test."""
        return f"{self.rule}: {self.name}"


PATH = Path("new.docx")


def vetted(parts: Parts, wanted: tuple[Wanted, ...] = (), ours: bool | None = None) -> Vetted:
    """Return what is found in a template."""
    return vet(parts, PATH, ours=ours, wanted=wanted)


def shown(findings: tuple[Finding, ...]) -> list[str]:
    """Return findings as a user reads them."""
    return [one.shown() for one in findings]


def place_of(finding: Finding) -> WordPlace:
    """Return the place of a finding, which is in Word."""
    assert isinstance(finding.place, WordPlace)
    return finding.place


def slips(rule: str, cases: Mapping[str, tuple[str, str, str, str, str]], **more: object) -> Iterator[Slip]:
    """Yield slips of one rule in a paragraph of its own: good and bad text, excerpt, message and help by name."""
    for name, (good, bad, excerpt, message, help_) in cases.items():
        yield Slip(rule, name, lines(good), lines(bad), "paragraph 10", excerpt, message, help_, **more)  # type: ignore[arg-type]
