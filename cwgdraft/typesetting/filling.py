"""Filling a template's tags with docxtpl: first page, headers and footers; every value is text, and stays as written.

What docxtpl does otherwise: it reads `{_{` in a value as a brace, a bell as a new paragraph and a form feed as a page
break, renders footnotes once for every section (values become templates), and cuts what follows a badly nested tag.
So values go through it shielded: signs that it would look at become a sign that no text has, and a letter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from cwgdraft.draft import Draft, Kind
from cwgdraft.errors import CwgdraftError, TemplateError, WordFileError
from cwgdraft.language.filling import FILTERS, MAX_STEPS, METHODS
from cwgdraft.language.near import did_you_mean
from cwgdraft.typesetting.body import OPEN_STYLE, UNPRINTABLE, escaped
from cwgdraft.typesetting.template import Template
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import W, pack, parse, write_xml

PLACES = ("box", "body", "signature")
"""The names by which a template says where the blocks belong."""
_Q = f"{{{W}}}"
_SHIELD = "\ufdd0"
_CODES = {_SHIELD: "s", "{": "o", "}": "c", "\t": "t", "\n": "n", "\u2011": "h"}
_SHIELDED = re.compile("[" + re.escape("".join(_CODES)) + "]")
_BRACES = re.compile("[{}]")
_CODED = re.compile(f"{_SHIELD}([{''.join(_CODES.values())}])")
_SIGNS = {code: sign for sign, code in _CODES.items()}
_ELEMENTS = {"t": "tab", "n": "br", "h": "noBreakHyphen"}
_MARKER = re.compile(rf"{_SHIELD}\[({'|'.join(PLACES)})\]")


def filled(template: Template, draft: Draft, data: Mapping[str, Any]) -> Parts:
    """Return the parts of a template with its tags filled; a processing instruction stands at each place for blocks.

    Raises `TemplateError`, which names the part, when a tag can't be filled or would lose something.
    """
    context: dict[str, Any] = {**data, "front": dict(draft.front), "labels": _labels(draft)}
    parts = _rendered(template, context)
    for part, content in parts.items():
        signs = (_SHIELD, *(escaped(one) for one in draft.placeholders))
        if part.startswith("word/") and part.endswith(".xml") and any(one.encode() in content for one in signs):
            root = parse(content, part)
            _unshield(root, part, template.name)
            for placeholder in draft.placeholders:
                _mark(root, placeholder)
            parts[part] = write_xml(root)
    return parts


def _mark(root: etree._Element, placeholder: str) -> None:
    """Give a placeholder in the filled text its own look, in a run of its own."""
    for text in list(root.iter(f"{_Q}t")):
        run = text.getparent()
        before, sign, after = (text.text or "").partition(placeholder)
        if not sign or run is None or run.tag != f"{_Q}r" or len(run.findall(f"{_Q}t")) > 1:
            continue
        for words, is_open in ((before, False), (placeholder, True), (after, False)):
            if words:
                run.addprevious(_run_like(run, words, is_open=is_open))
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _run_like(run: etree._Element, words: str, *, is_open: bool) -> etree._Element:
    """Return a copy of a run with other words, marked as a placeholder or not."""
    copy = deepcopy(run)
    text = copy.find(f"{_Q}t")
    if text is not None:
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if is_open:
        properties = copy.find(f"{_Q}rPr")
        if properties is None:
            properties = etree.Element(f"{_Q}rPr")
            copy.insert(0, properties)
        for style in properties.findall(f"{_Q}rStyle"):
            properties.remove(style)
        style = etree.Element(f"{_Q}rStyle")
        style.set(f"{_Q}val", OPEN_STYLE)
        properties.insert(0, style)
    return copy


def _rendered(template: Template, context: dict[str, Any]) -> Parts:
    import jinja2.nodes
    from docxtpl import DocxTemplate
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    class Checked(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
        """docxtpl, told not to mend what is broken, nor to keep properties that are written anew."""

        def fix_tables(self, xml: str) -> Any:
            etree.fromstring(xml)
            return super().fix_tables(xml)

        def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
            self.current_rendering_part = None
            properties = self.docx.core_properties
            for name in ("author", "comments", "identifier", "language", "subject", "title"):
                jinja_env.from_string(getattr(properties, name)).render(context)

    class Sandbox(ImmutableSandboxedEnvironment):
        """Jinja's sandbox, in which a template can neither make a text of a thousand million letters nor run on."""

        intercepted_binops = frozenset(("*", "**", "%"))
        steps = 0

        def take(self, count: int) -> None:
            """Count rounds of loops and calls, of which a rendering may take so many."""
            self.steps += count
            if self.steps > MAX_STEPS:
                raise SecurityError(f"it takes more than {MAX_STEPS} steps")

        def counted(self, values: Any) -> list[Any]:
            """Return what a loop goes through, its rounds counted."""
            found = []
            for value in values:
                self.take(1)
                found.append(value)
            return found

        def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
            tree = super()._parse(source, name, filename)
            for loop in tree.find_all(jinja2.nodes.For):
                loop.iter = jinja2.nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
            return tree

        def call(self, context: Any, obj: Any, /, *arguments: Any, **named: Any) -> Any:
            self.take(1)
            return super().call(context, obj, *arguments, **named)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if isinstance(obj, str) and attr not in METHODS:
                return False
            return bool(super().is_safe_attribute(obj, attr, value))

        def wrap_str_format(self, value: Any) -> None:
            """Leave `str.format` to `is_safe_attribute`, which doesn't know it."""

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
                raise SecurityError(f"'{operator}' is not for texts and lists")
            return super().call_binop(context, operator, left, right)

    places = {name: Markup(f"<w:p><w:r><w:t>{_SHIELD}[{name}]</w:t></w:r></w:p>") for name in PLACES}  # noqa: S704

    def finalize(value: object) -> object:
        if any(value is place for place in places.values()):
            return value
        if isinstance(value, jinja2.Undefined):
            return str(value)
        if isinstance(value, Markup):
            return Markup(_BRACES.sub(_shield, _checked(str(value))))  # noqa: S704 - a macro's or filter's, escaped by it
        return Markup(_shielded(str(value)))  # noqa: S704 - escaped

    environment = Sandbox(autoescape=True, undefined=jinja2.StrictUndefined, finalize=finalize)
    environment.filters = {name: environment.filters[name] for name in (*FILTERS, "e", "escape")}
    environment.filters["counted"] = environment.counted
    environment.globals = {"range": environment.globals["range"]}
    document = Checked(io.BytesIO(pack(template.parts)))
    buffer = io.BytesIO()
    try:
        document.render({**context, **places}, environment)
        document.save(buffer)
    except SecurityError as error:
        message = f"the template {template.name} runs code {_where(document)}: {error.message}"
        raise TemplateError(message, "take the tag out; a template may only print facts") from None
    except jinja2.UndefinedError as error:
        raise _unknown(error, context, f"{template.name} prints", _where(document)) from None
    except jinja2.TemplateError as error:
        message = f"a tag {_where(document)} of the template {template.name} can't be read: {error.message}"
        raise TemplateError(message, "correct the tag") from None
    except etree.XMLSyntaxError as error:
        message = f"the tags {_where(document)} of the template {template.name} break its paragraphs: {error.msg}"
        raise TemplateError(message, "begin and end each {% … %} in the same paragraph, or write {%p … %}") from None
    except CwgdraftError:
        raise
    except Exception as error:
        message = f"the template {template.name} can't be filled {_where(document)}: {error}"
        raise TemplateError(message, "check the tags that were changed last") from error
    try:
        return read_parts(buffer.getvalue(), template.name)
    except WordFileError as error:
        raise TemplateError(f"the template {template.name} grows too large: {error.message}", error.help) from None


def _where(document: Any) -> str:
    """Return in which part of the template docxtpl was at work."""
    part = document.__dict__.get("current_rendering_part")
    return f"in {str(part.partname).lstrip('/')}" if part is not None else "in its properties"


def _labels(draft: Draft) -> dict[str, str]:
    """Return the labels of the front box by field, for templates that lay the box out themselves."""
    found = {}
    for block in draft.blocks:
        if block.kind is Kind.FRONT_LABEL:
            found[block.origin.removeprefix("front:").removesuffix("/label")] = block.text
    return found


def _unknown(error: Exception, context: Mapping[str, Any], prints: str, where: str) -> TemplateError:
    text = str(error)
    found = re.search(r"no attribute '([^']+)'", text) or re.search(r"'([^']+)' is undefined", text)
    word = found[1] if found else text
    hint = did_you_mean(word, [*context, *PLACES, *context["front"]])
    help_ = f"a template may print front.NAME with one of: {', '.join(context['front'])}"
    return TemplateError(f"the template {prints} '{word}' {where}, which no report has{hint}", help_)


# --- shielding ------------------------------------------------------------------------------------


def _checked(text: str) -> str:
    if bad := UNPRINTABLE.search(text):
        message = f"the character U+{ord(bad.group()):04X} in '{ascii(text)[1:61]}' can't stand in a document"
        raise CwgdraftError(message, "delete it from the record")
    return text


def _shielded(text: str) -> str:
    """Return a value for a tag: escaped, and without a sign that docxtpl would look at."""
    text = _checked(text).replace("\r\n", "\n").replace("\r", "\n")
    return _SHIELDED.sub(_shield, escaped(text)).replace('"', "&#34;")


def _shield(found: re.Match[str]) -> str:
    return _SHIELD + _CODES[found.group()]


def _unshield(root: etree._Element, part: str, name: str) -> None:
    """Put the signs of values back, and a processing instruction in the place of each marker."""
    for element in list(root.iter()):
        for key, value in element.items():
            if _SHIELD in value:
                element.set(key, _CODED.sub(lambda m: " " if m[1] in "tn" else _SIGNS[m[1]], value))
        text = element.text
        if not text or _SHIELD not in text or not isinstance(element.tag, str):
            continue
        if marker := _MARKER.fullmatch(text):
            _mark_place(element, marker[1], part, name)
        elif element.tag == f"{_Q}t":
            _spell(element, _CODED.split(text))
        else:
            element.text = _CODED.sub(lambda m: _SIGNS[m[1]], text)
        if element.tail and _SHIELD in element.tail:
            element.tail = _CODED.sub(lambda m: _SIGNS[m[1]], element.tail)


def _mark_place(text: etree._Element, place: str, part: str, name: str) -> None:
    paragraph = text.getparent().getparent()
    parent = paragraph.getparent()
    if part != "word/document.xml":
        raise TemplateError(f"the template {name} has {{{{p {place} }}}} in {part}", "write it in the text")
    if parent.tag not in (f"{_Q}body", f"{_Q}tc", f"{_Q}sdtContent"):
        message = f"the template {name} prints {{{{ {place} }}}} within a paragraph, which can't hold paragraphs"
        raise TemplateError(message, f"write {{{{p {place} }}}}, alone in a paragraph")
    parent.replace(paragraph, etree.ProcessingInstruction(place))


def _spell(element: etree._Element, pieces: Sequence[str]) -> None:
    """Write text (even) and codes (odd pieces) as what Word has for them: tabs, breaks and hyphens are elements."""
    spelled: list[tuple[str, str]] = [("t", "")]
    for i, piece in enumerate(pieces):
        if i % 2 and piece in _ELEMENTS:
            spelled += [(_ELEMENTS[piece], ""), ("t", "")]
        else:
            spelled[-1] = ("t", spelled[-1][1] + (_SIGNS[piece] if i % 2 else piece))
    at = element
    for name, text in spelled:
        if name == "t" and not text:
            continue
        new = etree.Element(f"{_Q}{name}")
        if text:
            new.text = text
            new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at.addnext(new)
        at = new
    element.getparent().remove(element)
