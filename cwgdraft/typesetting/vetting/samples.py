"""The samples: one of each kind, in a paragraph of its own, its look in its style, its number tied to that style."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from cwgdraft.contract import KINDS
from cwgdraft.draft import Kind, ListKind
from cwgdraft.finding import Severity
from cwgdraft.language.near import did_you_mean, near_miss
from cwgdraft.typesetting.template import SAMPLE_MARK
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.paragraphs import Paragraph
from cwgdraft.word.gate import MAIN
from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_RUN_LOOKS = {
    "rFonts": "font", "b": "bold", "i": "italic", "caps": "capitals", "smallCaps": "small capitals",
    "strike": "struck through", "color": "colour", "spacing": "spacing of letters", "sz": "size",
    "highlight": "highlighting", "u": "underlining", "shd": "shading", "vertAlign": "raised or lowered",
    "vanish": "hidden",
}  # fmt: skip
_PARAGRAPH_LOOKS = {
    "ind": "indents", "spacing": "spacing", "jc": "alignment", "tabs": "tabs", "pBdr": "borders", "shd": "shading",
    "keepNext": "kept with the next", "keepLines": "lines kept together", "pageBreakBefore": "page break before",
    "bidi": "right to left", "outlineLvl": "outline level",
}  # fmt: skip
_COMMENT = re.compile(r"\{#(?:p )?\s*(\w+)[^}]*#\}")
_COUNTED = (Kind.HEADING.value, Kind.NUMBERED.value)
_FONTS = ("ascii", "hAnsi", "cs", "eastAsia", "asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")


def check_samples(found: Found) -> dict[str, Paragraph]:
    """Note what is wrong with the samples; return those that stand as they must, by kind."""
    samples: dict[str, Paragraph] = {}
    for paragraph in found.text.paragraphs:
        if not paragraph.sample or paragraph.in_fallback:
            continue
        for mark in SAMPLE_MARK.finditer(paragraph.text):
            kind = " ".join(mark[1].lower().split())
            if _stands(found, paragraph, kind, mark[0], mark.start() + 1, samples):
                samples[kind] = paragraph
    _check_others(found, samples)
    styles = Counter(one.style for one in samples.values())
    outline = _outline(found, samples)
    for kind, paragraph in samples.items():
        _check_look(found, paragraph, kind)
        own_style = styles[paragraph.style] == 1 and paragraph.style not in ("", found.text.styles.default)
        _check_number(found, paragraph, kind, outline, own_style)
    return samples


def _stands(
    found: Found, paragraph: Paragraph, kind: str, mark: str, column: int, samples: Mapping[str, Paragraph]
) -> bool:
    """Note a sample that isn't one: an unknown name, a second one of its kind, one in the wrong place."""
    message = help_ = ""
    about = kind
    in_table = bool(paragraph.cells)
    if kind not in KINDS:
        message = f"'{kind}' is no kind of block{did_you_mean(kind, KINDS)}"
        about = near_miss(kind, KINDS) or ""
        help_ = "cwgdraft template fields lists the kinds"
    elif paragraph.part != MAIN or paragraph.in_box:
        message = f"the sample '{kind}' stands where it would be printed"
        help_ = "give it a paragraph of its own in the text, below the other samples"
    elif kind in samples:
        message, help_ = f"'{kind}' has two samples", "keep one of them"
    elif in_table != (kind == Kind.TABLE.value):
        message = f"the sample '{kind}' stands {'in a table' if in_table else 'outside of a table'}"
        help_ = "give it a table of its own" if kind == Kind.TABLE.value else "give it a paragraph of its own"
    elif SAMPLE_MARK.findall(paragraph.text)[0] != SAMPLE_MARK.findall(mark)[0]:
        message, help_ = f"the sample '{kind}' stands in the paragraph of another one", "give it a paragraph of its own"
    if message:
        found.add("wrong-sample", paragraph, message, help_, column=column, excerpt=mark, about=about)
    return not message


def _check_others(found: Found, samples: Mapping[str, Paragraph]) -> None:
    """Note marks that are misspelt, and words among the samples: all that isn't taken out with them is printed."""
    numbers = [one.number for one in samples.values()]
    tables = {one.cells[0][0] for one in samples.values() if one.cells}  # a table is named once
    for one in found.text.of(MAIN):
        if one.sample or one.is_note or one.in_fallback or not one.text.strip():
            continue
        mark = _COMMENT.search(one.text)
        if mark and near_miss(mark[1], ("sample", "samples"), 80):
            message = f"'{mark[0]}' marks no sample: its paragraph would be printed"
            help_ = "write {# samples #} above the samples, and {# sample: NAME #} in each"
            kind = " ".join(mark[0][mark.end(1) - mark.start() : -len("#}")].lstrip(": ").split())
            found.add("wrong-sample", one, message, help_, column=mark.start() + 1, excerpt=mark[0], about=kind)
        elif one.in_samples and one.number < max(numbers, default=0) and not (one.cells and one.cells[0][0] in tables):
            message = f"'{one.text.strip()[:60]}' stands among the samples, and would be printed in every report"
            help_ = "take it out, or write it above the samples"
            found.add("wrong-sample", one, message, help_, excerpt=one.text, severity=Severity.WARNING)
            tables |= {one.cells[0][0]} if one.cells else set()


# --- look -----------------------------------------------------------------------------------------


def _check_look(found: Found, paragraph: Paragraph, kind: str) -> None:
    """Note a sample whose look is set by hand: whoever changes its style later would see nothing change."""
    if kind == Kind.TABLE.value:
        return
    looks = [*_paragraph_looks(paragraph.element, kind), *_run_looks(paragraph.element, kind)]
    if not looks:
        return
    style = found.text.styles.name(paragraph.style or found.text.styles.default)
    found.add(
        "sample-formatted-by-hand",
        paragraph,
        f"the sample '{kind}' is formatted by hand: {', '.join(dict.fromkeys(looks))}",
        f"change the style '{style}' instead (right-click it under Styles, Modify), then press Ctrl+Q and Ctrl+Space "
        "in the sample",
    )


def _paragraph_looks(element: etree._Element, kind: str) -> list[str]:
    properties = element.find(f"{_Q}pPr")
    if properties is None:
        return []
    names = [etree.QName(one).localname for one in properties if isinstance(one.tag, str)]
    looks = [_PARAGRAPH_LOOKS[name] for name in names if name in _PARAGRAPH_LOOKS]
    if kind == "continuation":  # its indent is set by each build
        looks = [look for look in looks if look != "indents"]
    return looks


def _run_looks(element: etree._Element, kind: str) -> list[str]:
    looks = []
    words = [one for one in element.iter(f"{_Q}r") if (one.findtext(f"{_Q}t") or "").strip()]
    for properties in (one.find(f"{_Q}rPr") for one in words):
        if properties is None:
            continue
        for one in properties:
            name = etree.QName(one).localname if isinstance(one.tag, str) else ""
            if name == "rStyle" and kind != "placeholder":
                looks.append(f"character style {one.get(f'{_Q}val')}")
            elif name == "rFonts" and not any(one.get(f"{_Q}{key}") for key in _FONTS):
                continue
            elif name in _RUN_LOOKS:
                looks.append(_RUN_LOOKS[name])
    return looks


# --- number ---------------------------------------------------------------------------------------


def _outline(found: Found, samples: Mapping[str, Paragraph]) -> tuple[str, str]:
    """Return the list that most headings and numbered paragraphs stand in, and the first kind of them that does."""
    numbering = found.text.numbering
    lists: dict[str, list[str]] = {}
    for kind, paragraph in samples.items():
        own = numbering.of_paragraph(paragraph.element.find(f"{_Q}pPr")) if kind.startswith(_COUNTED) else None
        if own is not None:
            lists.setdefault(numbering.instances[own[0]].abstract, []).append(kind)
    most = max(lists, key=lambda one: len(lists[one]), default="")
    return most, lists[most][0] if most else ""


def _check_number(found: Found, paragraph: Paragraph, kind: str, outline: tuple[str, str], own_style: bool) -> None:
    """Note a sample without its number, on the wrong level, or whose number no style carries.

    `outline` are the list of the outline and a kind that stands in it. `own_style` says that no other sample has its
    style, and that it isn't that of all paragraphs.
    """
    word, _, level = kind.partition(" ")
    counts = word in _COUNTED or (kind in tuple(ListKind) and ListKind(kind).counts)
    numbering = found.text.numbering
    own = numbering.of_paragraph(paragraph.element.find(f"{_Q}pPr"))
    if own is None:
        if counts:
            found.add(
                "unnumbered-sample",
                paragraph,
                f"the sample '{kind}' has no automatic number: the numbers of such blocks would be lost",
                "give its style the number in Word (Home, Multilevel List), or copy the sample from the template as "
                "it was",
            )
        return
    if word in _COUNTED:
        abstract, depth = numbering.instances[own[0]].abstract, own[1]
        if abstract != outline[0] or depth != int(level) - 1:
            where = f"on level {depth + 1}" if abstract == outline[0] else f"in another list than '{outline[1]}'"
            found.add(
                "wrong-level",
                paragraph,
                f"the sample '{kind}' stands {where}: the numbers in Word would be wrong",
                f"in Word, put it on level {level} of the list of '{outline[1]}'",
            )
            return
    if word != Kind.HEADING or found.text.styles.heading(paragraph.style) == int(level):
        _check_tie(found, paragraph, kind, own, own_style)


def _check_tie(found: Found, paragraph: Paragraph, kind: str, own: tuple[str, int], own_style: bool) -> None:
    """Note a number that the paragraph has by hand, or that the list doesn't tie to the style."""
    numbering = found.text.numbering
    style = paragraph.style
    name = found.text.styles.name(style or found.text.styles.default)
    through = numbering.styles.get(style)
    help_ = f"in Word: Home, Multilevel List, Define New Multilevel List, More, link the level to the style '{name}'"
    if not own_style:
        help_ = "give it the style that it has in the template as it was, and the number with it"
    if not style or through is None:
        message = f"the number of the sample '{kind}' is set by hand, not by its style '{name}'"
        found.add("untied-numbering", paragraph, message, help_)
        return
    same = numbering.instances[through[0]].abstract == numbering.instances[own[0]].abstract
    if not same or through[1] != own[1]:
        message = f"the sample '{kind}' has another number than its style '{name}'"
        found.add("untied-numbering", paragraph, message, help_)
        return
    level = numbering.level(*own)
    tied = {one.style for one in numbering.abstract.get(numbering.instances[own[0]].abstract, {}).values() if one.style}
    if kind.startswith(Kind.HEADING.value) and level is not None and level.style != style and (tied or level.style):
        message = f"level {own[1] + 1} of the list of '{kind}' isn't linked to the style '{name}' any more"
        found.add("untied-numbering", paragraph, message, help_)
