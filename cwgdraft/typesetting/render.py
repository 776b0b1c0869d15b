"""Typesetting: a draft through a template into the bytes of a .docx.

docxtpl fills the first page, headers and footers in an immutable sandbox, where an unknown name is an error
and every value is text. The blocks are written straight into its result, at the places of `{{p box }}`, `{{p body }}` and
`{{p signature }}`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import cwgdraft
from cwgdraft.draft import Block, Draft, Kind
from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.language.near import near_miss
from cwgdraft.typesetting.body import BodyWriter, escaped
from cwgdraft.typesetting.template import Template
from cwgdraft.word.anchors import add_identity, bookmark_names
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import Relationships, pack
from cwgdraft.word.reading import read_word

_BOX = (Kind.FRONT_LABEL, Kind.FRONT_TEXT, Kind.FRONT_RULE)
_SIGNATURE = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)
_PLACES = ("box", "body", "signature")


def typeset(draft: Draft, template: Template, data: Mapping[str, Any] | None = None, *, final: bool = False) -> bytes:
    """Return the draft as a .docx; the same draft, template and data give the same bytes.

    `data` are further facts that the template may print. A `final` copy carries no origins, no anchors but those that
    cross-references need, and no mark of the program. Raises `TemplateError` when the template can't be filled or
    would lose something.
    """
    parts = _rendered(draft, template, data or {})
    rest = read_word(parts).rest(frozenset(map(_marker, _PLACES)))
    blocks = draft.blocks
    targets = {run.target for block in blocks for run in block.runs if run.target}
    bookmarks = dict(zip([b.origin for b in blocks], _names(blocks, targets, final), strict=True))
    links = Relationships(parts, "word/document.xml")
    document = parts["word/document.xml"].decode("utf-8")
    writer = BodyWriter(
        template,
        links,
        bookmarks,
        anchored=(lambda origin: origin in targets) if final else (lambda _: True),
        first_bookmark=_after(document, r'<w:bookmarkStart\b[^>]*w:id="(\d+)"'),
        first_number=max((int(n) for n in template.numbering.instances), default=0) + 1,
    )
    pieces = {
        "box": tuple(b for b in blocks if b.kind in _BOX),
        "body": tuple(b for b in blocks if b.kind not in _BOX and b.kind not in _SIGNATURE),
        "signature": tuple(b for b in blocks if b.kind in _SIGNATURE),
    }
    template.check(blocks)
    for name, piece in pieces.items():
        document = _put(document, name, writer.write(piece), bool(piece), template.name)
    parts["word/document.xml"] = document.encode("utf-8")
    _add_numbers(parts, writer.new_numbers)
    _set_properties(parts, draft, final=final)
    if not final:
        add_identity(parts, links, draft, list(bookmarks.values()), cwgdraft.__version__, rest)
    links.save()
    return pack(parts)


def _names(blocks: tuple[Block, ...], targets: set[str], final: bool) -> list[str]:
    if not final:
        return bookmark_names(blocks)
    names, count = [], 0
    for block in blocks:
        count += block.origin in targets
        names.append(f"_Ref{count:09}" if block.origin in targets else "")
    return names


def _after(text: str, pattern: str) -> int:
    return max((int(one) for one in re.findall(pattern, text)), default=0) + 1


def _marker(name: str) -> str:
    return f"\U0010fffa{name}\U0010fffa"


def _put(document: str, name: str, xml: str, wanted: bool, template: str) -> str:
    """Return the document with the blocks in the place of a marker paragraph."""
    marker = _marker(name)
    at = document.find(marker)
    if at < 0:
        if not wanted:
            return document
        raise TemplateError(
            f"the template {template} has no paragraph {{{{p {name} }}}}: the report's {name} would be lost",
            f"write {{{{p {name} }}}} alone in a paragraph where the {name} belongs",
        )
    if document.find(marker, at + 1) >= 0:
        raise TemplateError(f"the template {template} prints {{{{p {name} }}}} twice", "keep one of them")
    start = max(document.rfind("<w:p>", 0, at), document.rfind("<w:p ", 0, at))
    end = document.index("</w:p>", at) + len("</w:p>")
    if not xml and name == "box":
        xml = "<w:p/>"
    return document[:start] + xml + document[end:]


# --- docxtpl --------------------------------------------------------------------------------------


def _rendered(draft: Draft, template: Template, data: Mapping[str, Any]) -> Parts:
    """Return the template filled with the facts of the first page, markers where the blocks belong."""
    import jinja2
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters.pop("safe", None)
    context: dict[str, Any] = {**data, "front": dict(draft.front), "labels": _labels(draft)}
    for name in _PLACES:
        context[name] = Markup(f"<w:p><w:r><w:t>{_marker(name)}</w:t></w:r></w:p>")  # noqa: S704 - our own words
    document = DocxTemplate(io.BytesIO(pack(template.parts)))
    try:
        document.render(context, environment)
    except jinja2.UndefinedError as error:
        raise _unknown(error, context, template.name) from None
    except jinja2.TemplateError as error:
        raise TemplateError(f"the template {template.name} can't be read: {error.message}", "correct the tag") from None
    except CwgdraftError:
        raise
    except Exception as error:
        message = f"the template {template.name} can't be filled: {error}"
        raise TemplateError(message, "check the tags that were changed last") from error
    buffer = io.BytesIO()
    document.save(buffer)
    return read_parts(buffer.getvalue(), template.name)


def _labels(draft: Draft) -> dict[str, str]:
    """Return the labels of the front box by field, for templates that lay the box out themselves."""
    found = {}
    for block in draft.blocks:
        if block.kind is Kind.FRONT_LABEL:
            found[block.origin.removeprefix("front:").removesuffix("/label")] = block.text
    return found


def _unknown(error: Exception, context: Mapping[str, Any], name: str) -> TemplateError:
    text = str(error)
    found = re.search(r"no attribute '([^']+)'", text) or re.search(r"'([^']+)' is undefined", text)
    word = found[1] if found else text
    known = [*context, *context["front"]]
    near = near_miss(word, known)
    hint = f"; did you mean '{near}'?" if near else ""
    help_ = f"a template may print front.NAME with one of: {', '.join(context['front'])}"
    return TemplateError(f"the template {name} prints '{word}', which no report has{hint}", help_)


# --- parts beside the document --------------------------------------------------------------------


def _add_numbers(parts: Parts, numbers: list[str]) -> None:
    """Add the instances of counted lists behind those of the template, before anything else in the part."""
    if not numbers:
        return
    xml = parts["word/numbering.xml"].decode("utf-8")
    at = xml.rfind("</w:num>")
    at = at + len("</w:num>") if at >= 0 else xml.rfind("</w:numbering>")
    parts["word/numbering.xml"] = (xml[:at] + "".join(numbers) + xml[at:]).encode("utf-8")


def _set_properties(parts: Parts, draft: Draft, *, final: bool) -> None:
    """Write the document's properties: title, author, language, and the report's date for both dates."""
    stamp = f"{draft.date or '2000-01-01'}T00:00:00Z"
    author = escaped(draft.author) if draft.author and not final else escaped(draft.author)
    parts["docProps/core.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(draft.title)}</dc:title><dc:creator>{author}</dc:creator>"
        f"<dc:language>{escaped(draft.language)}</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()
