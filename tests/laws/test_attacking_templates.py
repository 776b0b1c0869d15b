"""Templates that attack, as real files through the real commands: nothing runs, nothing hangs, nothing is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import jinja2
import pytest

from cwgdraft.typesetting.template import template_of
from cwgdraft.word.gate import Parts
from tests.attack_builders import (
    BUILD,
    CHECK,
    PREVIEW,
    RENDER,
    Bench,
    complex_field,
    in_body,
    in_footer,
    in_footnote,
    in_header,
    in_title,
    instruction,
    line,
)

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how much memory is in use")


# --- code -------------------------------------------------------------------------------------------

CODE = {
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a file": "{{ range.__globals__.__builtins__.open('canary','w').write('x') }}",
    "a command": "{{ front.__init__.__globals__.os.system('touch canary') }}",
    "a context": "{{ self._TemplateReference__context.eval_ctx.environment }}",
    "a format": "{{ '{0.__class__.__init__.__globals__}'.format(front) }}",
    "a change": "{{ front.update({'title': 'x'}) }}",
    "a filter": "{{ front.title|attr('__class__') }}",
    "a file to read": "{% include '/etc/passwd' %}",
    "a module": "{% import 'os' as os %}{{ os.system('touch canary') }}",
}
PLACES: dict[str, Callable[[str], Parts]] = {
    "body": in_body,
    "footer": in_footer,
    "header": in_header,
    "footnote": in_footnote,
    "title": lambda xml: in_title(xml.removeprefix("<w:p><w:r><w:t>").removesuffix("</w:t></w:r></w:p>")),
}
PART_OF = {
    "body": "word/document.xml",
    "footer": "word/footer1.xml",
    "header": "word/header2.xml",
    "footnote": "word/footnotes.xml",
    "title": "in its properties",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", CODE)
def test_code_never_runs(bench: Bench, place: str, code: str) -> None:
    bench.refused_as_template(PLACES[place](line(CODE[code])), PART_OF[place], unfilled=False)


@pytest.mark.parametrize("place", ["body", "footer", "header", "footnote"])
def test_code_is_found_where_nothing_is_filled(bench: Bench, place: str) -> None:
    bench.put(PLACES[place](line(CODE["a command"])))
    assert "runs-code" in bench.finds(*CHECK)


def test_checking_without_filling_runs_no_tag(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which data a template asks for is found by parsing it; docxtpl's way would render it outside the sandbox."""
    for owner, name in (
        (jinja2.Template, "render"),
        (jinja2.Template, "generate"),
        (jinja2.Environment, "compile_expression"),
    ):
        monkeypatch.setattr(owner, name, lambda *_, **__: pytest.fail("a tag is run"))
    for place in PLACES.values():
        bench.put(place(line("".join(CODE.values()))))
        ran = bench.run(*CHECK, "--no-contract")
        assert ran.code in (0, 1, 2)
        bench.left_alone(ran)
        bench.run(*CHECK)
        assert not (bench.place / "canary").exists()


def test_nothing_that_a_template_can_name_has_a_method_that_writes(bench: Bench) -> None:
    for name in ("front", "front.title", "meetings", "body", "docx", "document", "tpl", "self", "loop", "cwgdraft"):
        bench.put(in_body(line(f"{{{{ {name}.save('canary') }}}}")))
        bench.refuses(*BUILD, says="word/document.xml")


# --- limits -----------------------------------------------------------------------------------------

DOUBLING = "".join(f"{{% set v{n + 1} %}}{f'{{{{ v{n} }}}}' * 500}{{% endset %}}" for n in range(4))
GROWING = f"{{% set v0 %}}{'{{ front.title }}' * 500}{{% endset %}}{DOUBLING}{{{{ v4 }}}}"
BUSY = "{% for a in range(4000) %}{{ range(99999)|map('string')|list|length }}{% endfor %}"


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ('{{ "a" * 999999999 }}', "'*' is not for texts and lists"),
        ("{{ '%999999999d' % 1 }}", "'%' is not for texts and lists"),
        ("{{ [0] * 999999999 }}", "'*' is not for texts and lists"),
        ("{{ 9 ** 9 ** 9 }}", "'**' is not for texts and lists"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}", "more than 100000 steps"),
        ("{{ range(999999999)|list }}", "Range too big"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "maximum recursion depth exceeded"),
        ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "maximum recursion depth exceeded"),
    ],
)
def test_what_would_never_end_is_refused_with_its_paragraph(bench: Bench, tag: str, says: str) -> None:
    bench.refused_as_template(in_body(line(tag)), says, unfilled=False)
    assert f"('{tag[:60]}" in bench.refuses(*BUILD, says=says)


@forks
@linux
def test_a_template_that_fills_the_memory_is_stopped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cwgdraft.typesetting.limits.MEGABYTES", 60)
    says = "filling the template evil.docx took more than 60 MB of memory"
    bench.put(in_body(line(GROWING)))
    bench.refuses(*BUILD, says=says)
    bench.refuses(*PREVIEW, says=says)
    assert "took more than 60 MB of memory" in bench.finds(*RENDER)


@forks
@linux
def test_a_macro_that_doubles_its_text_is_stopped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cwgdraft.typesetting.limits.MEGABYTES", 60)
    bench.put(in_body(line("{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('ab') }}")))
    bench.refuses(*BUILD, says="took more than 60 MB of memory")


@forks
def test_a_template_that_takes_too_long_is_stopped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cwgdraft.typesetting.limits.SECONDS", 1)
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", noted)
    says = "filling the template evil.docx took more than 1 seconds"
    bench.put(in_body(line(BUSY)))
    bench.refuses(*BUILD, says=says)
    bench.refuses(*PREVIEW, says=says)
    assert "took more than 1 seconds" in bench.finds(*RENDER)
    assert children
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


@forks
def test_what_docxtpl_reads_in_quadratic_time_is_stopped(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks for the end of each `{{` to the end of the part, in the instructions of fields, too."""
    monkeypatch.setattr("cwgdraft.typesetting.limits.SECONDS", 1)
    bench.put(in_footer(line("x") + complex_field(instruction(f"PAGE {'{{ ' * 60_000}"))))
    bench.refuses(*BUILD, says="filling the template evil.docx took more than 1 seconds")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{%" * 200_000, "there is '{%' without '%}'"),
        ("{{" * 200_000, "there is '{{' without '}}'"),
        ("{{p " * 100_000, "there is '{{' without '}}'"),
        ("{#" * 200_000, "there is '{#' without '#}'"),
        ("}}{" * 100_000, "there is '}}' without '{{'"),
        (f"{{# sample:{' ' * 200_000}", "there is '{#' without '#}'"),
    ],
    ids=lambda value: value[:10] if isinstance(value, str) else None,
)
def test_a_paragraph_of_half_tags_is_refused_at_once(bench: Bench, text: str, says: str) -> None:
    bench.put(in_body(line(text)))
    ran = bench.apart(*BUILD)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_which_facts_a_template_names_is_found_in_linear_time() -> None:
    """`diff --since` asks it of every template; 200,000 words outside of tags took minutes."""
    words = "{{ front.title }} {% if front['date'] %}x{% endif %} front.symbol " + "front " * 200_000
    template = template_of(in_footer(line(words)), "t.docx")
    facts = {"title", "date", "symbol"}
    assert {"title", "date"} <= set(template.printed(facts))
    own = template_of({**in_header(line("front.nothing {{ front.place }} front.more"))}, "t.docx")
    assert own.printed(["nothing", "place", "more"]) == ["place"]
