"""The styles of a template: those that are named are there, under the names that Word itself gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from cwgdraft.typesetting.template import LINK_STYLE, OPEN_STYLE
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.paragraphs import Paragraph
from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_NAMED = {f"{_Q}pStyle": "paragraph", f"{_Q}rStyle": "character", f"{_Q}tblStyle": "table"}
_HEADINGS = (
    "überschrift", "titre", "título", "titolo", "kop", "rubrik", "overskrift", "otsikko", "nagłówek", "nadpis",
    "заголовок", "επικεφαλίδα", "başlık", "標題", "标题", "見出し", "제목", "عنوان", "כותרת", "cabeçalho", "judul",
)  # fmt: skip
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "Hyperlink": (
        "lien hypertexte", "hipervínculo", "hiperligação", "collegamento ipertestuale", "гиперссылка", "超链接",
        "ارتباط تشعبي", "hypertextový odkaz", "hiperłącze", "hyperlänk", "hyperkobling", "hyperlinkki", "köprü",
    ),
    "Normal": ("standard", "нормальный", "обычный", "正文", "عادي", "normaali", "normale", "standaard", "normální"),
    "Title": ("titel", "tytuł", "название", "العنوان", "titulo", "název"),
    "List Bullet": ("aufzählungszeichen", "liste à puces", "lista con viñetas", "маркированный список", "列表项目符号"),
    "header": ("kopfzeile", "en-tête", "encabezado", "верхний колонтитул", "页眉", "رأس الصفحة"),
    "footer": ("fußzeile", "pied de page", "pie de página", "нижний колонтитул", "页脚", "تذييل الصفحة"),
    "Body Text": ("textkörper", "corps de texte", "texto independiente", "основной текст", "正文文本", "نص أساسي"),
}  # fmt: skip
"""What Word calls its own styles in other languages. In a file their names stand in English, unless somebody made a
style of that name by hand, or another program wrote it."""
_NUMBER = re.compile(r"\s*([1-9])$")


def check_styles(found: Found, samples: Mapping[str, Paragraph]) -> None:
    """Note styles that are named and aren't there, styles of Word's under another language's names, and no headings."""
    styles = _styles(found)
    for part, root in found.text.roots.items():
        _check_named(found, part, root, styles)
    if not found.ours:
        return
    translated = _check_translated(found, styles)
    _check_needed(found, styles, translated)
    for kind, paragraph in samples.items():
        _check_heading(found, paragraph, kind, translated)


def _styles(found: Found) -> dict[str, str]:
    """Return the names of the styles by their ids."""
    if found.text.styles_root is None:
        return {}
    styles = {}
    for one in found.text.styles_root.iterfind(f"{_Q}style"):
        named = one.find(f"{_Q}name")
        styles[one.get(f"{_Q}styleId", "")] = "" if named is None else named.get(f"{_Q}val", "")
    return styles


def _check_named(found: Found, part: str, root: etree._Element, styles: Mapping[str, str]) -> None:
    noted: set[str] = set()
    for one in root.iter(*_NAMED):
        name = one.get(f"{_Q}val", "")
        if name in styles or not name or name in noted:
            continue
        noted.add(name)
        holder = found.text.holder(part, one)
        place = holder or found.text.whole(part)
        what = _NAMED[str(one.tag)]
        found.add(
            "missing-style",
            place,
            f"the {what} style '{name}' isn't in the file: Word shows the default instead",
            "give it a style that is there, or copy the style from the template as it was (Styles, Manage, "
            "Import/Export)",
        )


def _check_translated(found: Found, styles: Mapping[str, str]) -> set[str]:
    """Note styles that have the name of one of Word's own in another language; return their ids."""
    names = {name.casefold() for name in styles.values()}
    noted = set()
    for identifier, name in styles.items():
        own = _english(name)
        if own is None or own.casefold() in names:
            continue
        noted.add(identifier)
        found.add(
            "renamed-style",
            found.text.whole("word/styles.xml", "the styles"),
            f"the style '{name}' is what Word calls '{own}' in English: Word itself takes it for another style",
            f"copy the style '{own}' from the template as it was, and give it to what has '{name}'",
            excerpt=name,
        )
    return noted


def _english(name: str) -> str | None:
    """Return the English name of one of Word's own styles whose name is given in another language, None for others."""
    folded = name.casefold()
    number = _NUMBER.search(folded)
    stem = _NUMBER.sub("", folded)
    if number and stem in _HEADINGS:
        return f"heading {number[1]}"
    return next((own for own, others in _OTHERS.items() if folded in others), None)


def _check_needed(found: Found, styles: Mapping[str, str], translated: set[str]) -> None:
    """Note that a style is missing which links or placeholders need: builds make one, in a look of their own."""
    names = {name.casefold() for name in styles.values()}
    there = {_english(styles[one]) for one in translated}
    for name, what in ((LINK_STYLE, "links"), (OPEN_STYLE, "facts that aren't known yet")):
        if name.casefold() not in names and name not in there:
            found.add(
                "missing-style",
                found.text.whole("word/styles.xml", "the styles"),
                f"there is no character style '{name}': {what} would get a look that you didn't choose",
                "copy the style from the template as it was (Styles, Manage, Import/Export)",
            )


def _check_heading(found: Found, paragraph: Paragraph, kind: str, translated: set[str]) -> None:
    """Note a heading that Word doesn't know as one: its navigation and tables of contents would leave it out."""
    word, _, level = kind.partition(" ")
    if word != "heading" or paragraph.style in translated:
        return
    outline = paragraph.element.find(f"{_Q}pPr/{_Q}outlineLvl")
    own = int(outline.get(f"{_Q}val", "9")) + 1 if outline is not None else found.text.styles.heading(paragraph.style)
    if own != int(level):
        name = found.text.styles.name(paragraph.style or found.text.styles.default)
        found.add(
            "missing-style",
            paragraph,
            f"the sample '{kind}' has the style '{name}', which isn't a heading of level {level}",
            f"give it the style 'Heading {level}', or set its outline level to {level} (Paragraph, Outline level)",
        )
