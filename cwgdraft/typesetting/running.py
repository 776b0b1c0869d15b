"""Running a template's tags with docxtpl, in the sandbox; what goes wrong is said with part and paragraph."""

from __future__ import annotations

import enum
import html
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from jinja2 import TemplateError as JinjaError
from jinja2 import Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree
from markupsafe import Markup

from cwgdraft.contract import FILTERS, PLACES, field_at, template_paths
from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.language.near import did_you_mean
from cwgdraft.typesetting.sandbox import Sandbox, line_of, plain
from cwgdraft.typesetting.shielding import COMPUTED, RECORDED, place_marker, shielded, without_braces

_MARK_UP = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<w:p([ >])")
_BARE = re.compile(r"(</w:(?:p|tbl|tr|tc)>|<w:body>|</w:tcPr>|</w:tblGrid>)((?:\{[{%#] [^<]*?[}%#]\})+)")
"""Tags whose paragraph, row or cell docxtpl has taken away, behind what stood before them."""
_RAW = re.compile(r"\{%\w*[ -]*raw\b")
_ONE_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_HALVES = re.compile(r"\{#$|^#\}")
_LONGEST = 80


class Marking(enum.StrEnum):
    """What is written where a tag prints a value."""

    NONE = "the value"
    SOURCES = "the value, with marks that say where it comes from"
    SENTINELS = "a word that stands nowhere else, so that it can be looked for"


@dataclass(frozen=True, slots=True)
class Printed:
    """A value that a tag printed, or may print: the sentinel in its place, the field, and where the tag stands."""

    field: str
    part: str
    line: int
    paragraph: str
    sentinel: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What running a template's tags gave: the bytes of a .docx; with sentinels what was printed, and what could be."""

    data: bytes
    printed: tuple[Printed, ...] = ()
    printable: tuple[Printed, ...] = ()


def run_tags(
    data: bytes,
    name: str,
    context: Mapping[str, Any],
    marking: Marking = Marking.NONE,
    filters: Iterable[str] = tuple(FILTERS),
) -> Filled:
    """Return a template, given as the bytes of a .docx, with its tags filled from plain data.

    `filters` are those of Jinja's that it may use. Values are shielded (`shielding`); the places of blocks are marked.
    Raises `TemplateError`, which names the part and the paragraph, when a tag can't be filled or would break the
    document.
    """
    return _Runner(data, name, context, marking, filters).run()


class _Runner:
    def __init__(
        self, data: bytes, name: str, context: Mapping[str, Any], marking: Marking, filters: Iterable[str]
    ) -> None:
        self.name = name
        self.context = context
        self.marking = marking
        self.sandbox = Sandbox(self._print, filters)
        self.document = _document(data, self._read_part)
        self.places = {place: Markup(place_marker(place)) for place in PLACES}  # noqa: S704 - our own
        self.printed: list[Printed] = []
        self.printable: list[Printed] = []

    def run(self) -> Filled:
        buffer = io.BytesIO()
        try:
            self.document.render({**self.context, **self.places}, self.sandbox)
            self._read_part()
            self.document.save(buffer)
        except MemoryError:
            raise  # which the limits have a message for
        except Exception as error:
            raise self._explained(error) from (None if isinstance(error, JinjaError | CwgdraftError) else error)
        return Filled(buffer.getvalue(), tuple(self.printed), tuple(self.printable))

    def _read_part(self) -> None:
        """Take down what the part that was filled last can print, before the next one is begun."""
        if self.marking is Marking.SENTINELS:
            part = self._part()
            self.printable += [
                Printed(field, part, line, self._paragraph(line)) for line, field in self.sandbox.outputs
            ]
        self.sandbox.outputs = []

    # --- values

    def _print(self, value: object) -> object:
        """Return a value as it goes into the document's XML."""
        if any(value is place for place in self.places.values()):
            self._sentinel()
            return value
        if isinstance(value, Undefined):
            return str(value)  # which raises
        if isinstance(value, Markup):
            self._sentinel()
            return Markup(without_braces(str(value)))  # noqa: S704 - a macro's or filter's, escaped by it
        text = str(plain(value))
        if self.marking is Marking.SENTINELS and isinstance(value, int):
            self._sentinel()  # which may be the width of a cell
            return text
        if self.marking is Marking.SENTINELS:
            return self._sentinel(f"Sentinel{len(self.printed) + 1:05}x")
        if self.marking is Marking.SOURCES:
            known = field_at(self.sandbox.field)
            return Markup(shielded(text, RECORDED if known is None or known.recorded else COMPUTED))  # noqa: S704
        return Markup(shielded(text))  # noqa: S704 - escaped

    def _sentinel(self, word: str = "") -> str:
        """Take down that a tag printed; `word` stands for its value, empty for what is looked for in another way."""
        if self.marking is Marking.SENTINELS:
            line = self.sandbox.line
            self.printed.append(Printed(self.sandbox.field, self._part(), line, self._paragraph(line), word))
        return word

    # --- errors

    def _part(self) -> str:
        part = self.document.__dict__.get("current_rendering_part")
        return str(part.partname).lstrip("/") if part is not None else ""

    def _explained(self, error: Exception) -> CwgdraftError:
        """Return what went wrong, with part and paragraph, as something that a user can act on."""
        part = self._part()
        paragraph = self._paragraph(line_of(error))
        where = f"in {part}" if part else "in its properties"
        shown = f" ('{_cut(paragraph)}')" if paragraph else ""
        name = self.name
        if isinstance(error, SecurityError):
            message = f"the template {name} runs code {where}{shown}: {error.message}"
            return TemplateError(
                message, "take the tag out; a template may only print facts", part=part, paragraph=paragraph
            )
        if isinstance(error, UndefinedError):
            return self._unknown(error, f"{where}{shown}", part, paragraph)
        if isinstance(error, JinjaError):
            message = f"a tag {where} of the template {name} can't be read{shown}: {error.message}"
            return TemplateError(message, "correct the tag", part=part, paragraph=paragraph)
        if isinstance(error, etree.XMLSyntaxError) and not part:
            message = f"the template {name} can't be filled: {error.msg}"
            return TemplateError(message, "take tables out that stand within tables, and save it once more in Word")
        if isinstance(error, etree.XMLSyntaxError):
            message = f"the tags {where} of the template {name} break its paragraphs: {error.msg}"
            help_ = "begin and end each {% … %} in the same paragraph, or write {%p … %}"
            return TemplateError(message, help_, part=part)
        if isinstance(error, CwgdraftError):
            field = f", in the field '{self.sandbox.field}'" if self.sandbox.field else ""
            message = f"{error.message}{field}; the template {name} prints it {where}{shown}"
            return TemplateError(message, error.help, part=part, paragraph=paragraph)
        message = f"the template {name} can't be filled {where}{shown}: {error}"
        return TemplateError(message, "check the tags that were changed last", part=part, paragraph=paragraph)

    def _paragraph(self, line: int) -> str:
        """Return the text of the paragraph that a line of the source holds: docxtpl begins a line with each."""
        lines = self.document.__dict__.get("source", "").split("\n")
        if not 0 < line <= len(lines):
            return ""
        return " ".join(html.unescape(_MARK_UP.sub("", _HALVES.sub("", lines[line - 1]))).split())

    def _unknown(self, error: Exception, where: str, part: str, paragraph: str) -> TemplateError:
        text = str(error)
        found = re.search(r"no attribute '([^']+)'", text) or re.search(r"'([^']+)' is undefined", text)
        if found is None or text.startswith("'None'"):  # an entry that a list doesn't have, a name of nothing
            message = f"the template {self.name} prints what isn't there {where}: {text}"
            return TemplateError(message, "ask for it first: {% if name %}…{% endif %}", part=part, paragraph=paragraph)
        word = found[1]
        front = list(self.context.get("front", ()))
        known = dict.fromkeys([*self.context, *PLACES, *front, *(path.rpartition(".")[2] for path in template_paths())])
        hint = did_you_mean(word, [one for one in known if "[]" not in one])
        help_ = f"a template may print front.NAME with one of: {', '.join(front)}; all else: cwgdraft template fields"
        message = f"the template {self.name} prints '{word}' {where}, which no report has{hint}"
        return TemplateError(message, help_, part=part, paragraph=paragraph)


def _on_lines(found: re.Match[str]) -> str:
    """Return bare tags each on a line of its own, so that an error names the right one; a comment prints nothing."""
    return found[1] + _ONE_TAG.sub(lambda tag: "{#\n#}" + tag[0], found[2])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _document(data: bytes, before_part: Callable[[], None]) -> Any:
    """Return the template as docxtpl has it, told not to mend what is broken, nor to keep what is written anew.

    `before_part` is called before each part is filled.
    """
    from docxtpl import DocxTemplate

    class Checked(cast("Any", DocxTemplate)):  # type: ignore[misc] # docxtpl has no types
        source = ""

        def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> Any:
            before_part()
            lined = src_xml if _RAW.search(src_xml) else _BARE.sub(_on_lines, src_xml)
            self.source = _PARAGRAPH.sub(r"\n<w:p\1", lined)
            return super().render_xml_part(lined, part, context, jinja_env)

        def fix_tables(self, xml: str) -> Any:
            etree.fromstring(xml)
            return super().fix_tables(xml)

        def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
            before_part()
            self.current_rendering_part = None
            self.source = ""
            properties = self.docx.core_properties
            for name in ("author", "comments", "identifier", "language", "subject", "title"):
                jinja_env.from_string(getattr(properties, name)).render(context)

    return Checked(io.BytesIO(data))
