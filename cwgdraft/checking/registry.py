"""The rules by name. Each is a module of `cwgdraft.checking.rules`, named for what is wrong.

A module has a docstring, which is its manual page: a first line that says what is wrong, then why. `SEVERITY` is its
weight, `check` its function; `NEEDS` says what it can't do without (`records`), `DEFAULT` is False for a rule
that isn't on unless it is asked for, `TYPED_ONLY` True for one that drafting looks after itself in what it prints for
references, `ACCEPTABLE` False for one whose findings no mark and no baseline hides.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

AGREED_TEXT = "agreed text"
RULES: dict[str, tuple[str, ...]] = {
    "facts": (
        "wrong-meeting-date",
        "meeting-date-out-of-range",
        "wrong-since-session",
        "wrong-session-date",
        "meetings-contradict",
        "meetings-out-of-order",
        "wrong-weekday",
        "impossible-date",
        "wrong-year",
        "event-out-of-time",
        "uncorrected-fact",
        "deadline-before-request",
        "stale-relative-word",
        "differing-counts",
        "misspelt-name",
        "name-spelt-differently",
        "vice-chair-missing",
        "thanks-for-one-meeting",
    ),
    "references": (
        "unknown-document",
        "wrong-meeting-document",
        "withdrawn-document",
        "superseded-revision",
        "differing-revision",
        "uncited-document",
        "document-form",
        "document-word",
        "singular-plural-document",
        "bare-symbol",
        "unseparated-symbols",
        "symbol-form",
        "group-acronym",
        "un-symbol",
        "resolution-without-noun",
        "resolution-without-edition",
        "resolution-edition",
        "resolution-form",
        "article-before-resolution",
        "differing-edition",
        "dangling-cross-reference",
        "contrary-direction",
        "link-contradicts-text",
        "unusable-link",
    ),
    "carried over": ("carried-over-passage", "stale-session"),
    "structure": (
        "empty-front-field",
        "missing-front-field",
        "number-jumps",
        "number-twice",
        "number-under-wrong-parent",
        "label-form",
        "empty-paragraph",
        "paragraph-without-number",
        "section-without-heading",
        "statement-among-items",
        "heading-without-body",
        "heading-ends-with-stop",
        "duplicated-statement",
        "near-duplicate-statement",
        "repeated-phrase",
        "duplicated-word",
        "unclosed-bracket",
        "unclosed-quotation",
        "drafting-bracket",
        "placeholder-left",
        "broken-field",
        "sentence-without-stop",
        "lower-case-beginning",
        "stop-twice",
        "list-punctuation",
        "lead-without-colon",
        "wrong-accept",
    ),
    "house style": (
        "house-term",
        "mixed-capitals",
        "title-full-stop",
        "differing-name",
        "acronym-not-introduced",
        "acronym-introduced-late",
        "acronym-introduced-twice",
        "acronym-introduced-differently",
        "article-before-itu",
        "date-form",
        "range-form",
        "session-form",
        "ise-spelling",
        "british-spelling",
        "number-in-figures",
        "ordinal-in-words",
        "wrong-ordinal",
        "abbreviation-with-stops",
        "ampersand-in-text",
        "percent-form",
        "double-space",
        "space-before-punctuation",
        "space-inside-brackets",
        "missing-space",
        "mixed-quotes",
        "wrong-dash",
        "missing-non-breaking",
    ),
    AGREED_TEXT: (
        "agreed-words-changed",
        "agreed-without-digest",
        "formula-in-agreed-words",
        "brackets-in-agreed-words",
    ),
    "language": ("grammar",),
}
"""The names of the rules by their group, in the order in which they are listed."""

ERRORS = frozenset(
    (
        "agreed-words-changed",
        "broken-field", "contrary-direction", "dangling-cross-reference", "deadline-before-request", "drafting-bracket",
        "duplicated-word", "empty-front-field", "empty-paragraph", "impossible-date", "link-contradicts-text",
        "meeting-date-out-of-range", "meetings-contradict", "number-jumps", "number-twice",
        "number-under-wrong-parent", "placeholder-left", "resolution-edition", "resolution-without-noun", "stop-twice",
        "unclosed-bracket", "unclosed-quotation", "unknown-document", "unusable-link", "withdrawn-document",
        "wrong-meeting-date", "wrong-meeting-document", "wrong-ordinal", "wrong-session-date", "wrong-since-session",
        "wrong-weekday", "wrong-year",
    )
)  # fmt: skip
"""The rules whose hits are errors, known without importing them all: every build runs them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its group, its weight, and what it looks for."""

    name: str
    group: str
    severity: Severity
    check: Callable[[Subject], Iterator[Hit]]
    needs: str = ""
    default: bool = True
    manual: str = ""
    typed_only: bool = False
    acceptable: bool = True

    @property
    def what(self) -> str:
        """Return in a line what is wrong."""
        return self.manual.split("\n", 1)[0]


def names() -> tuple[str, ...]:
    """Return the names of all rules."""
    return tuple(name for group in RULES.values() for name in group)


def load_rule(name: str) -> Rule:
    """Return a rule, its module imported now; raises `KeyError` for a name that no rule has."""
    group = next((group for group, rules in RULES.items() if name in rules), None)
    if group is None:
        raise KeyError(name)
    module: Any = importlib.import_module(f"cwgdraft.checking.rules.{name.replace('-', '_')}")
    return Rule(
        name,
        group,
        module.SEVERITY,
        module.check,
        getattr(module, "NEEDS", ""),
        getattr(module, "DEFAULT", True),
        inspect.cleandoc(module.__doc__ or ""),
        getattr(module, "TYPED_ONLY", False),
        getattr(module, "ACCEPTABLE", True),
    )
