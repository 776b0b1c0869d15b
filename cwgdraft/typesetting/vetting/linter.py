"""docxtpl-lint, called on a template whose broken tags were mended: its tags, blocks and the data that they use.

It is the one module that knows docxtpl-lint. We take its scanner, its rules on blocks and on pairs of docxtpl's own
tags, and its analysis of loops and names; its messages speak of docxtpl, so ours stand in their place. What its entry
point does with a file we do with paragraphs: only so can a tag be mended before the rest is looked at. What it looks
for in the text of a paragraph once more for each tag is looked for in `blocks`, in linear time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docxtpl_lint import core
from docxtpl_lint.contract import build_tree, sample
from docxtpl_lint.reader import CellPos
from docxtpl_lint.reader import Paragraph as LintParagraph
from jinja2 import Environment
from markupsafe import Markup

from cwgdraft.typesetting.vetting.paragraphs import Paragraph

CONTROL, PRINT, COMMENT = "stmt", "expr", "comment"
BLOCKS = frozenset(core.BLOCKS - {"set_block"}) | {"set"}
CELL_WORDS = frozenset(core.CELL_TAGS)
ALL_FILTERS = tuple(Environment().filters)  # noqa: S701 - nothing is filled with it
"""The filters that Jinja brings, which somebody else's template may use."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A tag: `kind` (`CONTROL`, `PRINT`, `COMMENT`), `prefix` (`p`, `tr`, `tc`, `r` or none), the words inside.

    `number` counts the tags of its part, from 0.
    """

    kind: str
    prefix: str
    body: str
    raw: str
    paragraph: Paragraph
    column: int
    number: int
    lint: Any

    @property
    def word(self) -> str:
        """Return the first word of a tag: `if`, `endfor`."""
        words = self.body.split(None, 1)
        return words[0] if words else ""

    @property
    def block(self) -> str:
        """Return the word of the block that it begins, empty for a tag that begins none: `{% set x = 1 %}`."""
        word = self.word if self.kind == CONTROL else ""
        return word if word in BLOCKS and not (word == "set" and "=" in self.body) else ""

    @property
    def ended(self) -> str:
        """Return the word of the block that it ends, empty for a tag that ends none."""
        word = self.word if self.kind == CONTROL else ""
        return word[3:] if word.startswith("end") else ""

    @property
    def divides(self) -> bool:
        """Return whether it divides a block: `else`, `elif`."""
        return self.kind == CONTROL and self.word in ("else", "elif")

    @property
    def is_spaced(self) -> bool:
        """Return whether a space stands before its prefix, `{% p if … %}`, so that docxtpl doesn't know it."""
        return bool(self.lint.spaced)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that docxtpl-lint found: the number of its rule, where, and what it says about it."""

    rule: str
    paragraph: Paragraph
    column: int
    raw: str
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Use:
    """A field that a tag uses: its path as the contract spells it. `guarded`: the tag asks whether it is there."""

    path: str
    tag: Tag
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Uses:
    """What the tags of a part use: fields, those that are printed as they are, what loops go through, filters.

    `outside` are names of loops outside of them, `filtered` fields that go through a filter for lists, and its name.
    """

    fields: tuple[Use, ...] = ()
    printed: tuple[Use, ...] = ()
    loops: tuple[Use, ...] = ()
    filters: tuple[tuple[str, Tag], ...] = ()
    tests: tuple[tuple[str, Tag], ...] = ()
    outside: tuple[tuple[str, Tag], ...] = ()
    filtered: tuple[tuple[str, Tag, str], ...] = ()


class Part:
    """The tags of one part of a template, its paragraphs and their mended texts given.

    `tags` are all of them; `shallow` those that don't stand inside more blocks than are looked at (`leave_out`).
    """

    def __init__(self, paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> None:
        own = [_for_lint(one, text) for one, text in zip(paragraphs, texts, strict=True)]
        # Tags have their paragraph without its text: docxtpl-lint would search it once for each of them.
        self._bare = {one.index: replace(one, text="") for one in own}
        self._paragraphs = {theirs.index: ours for theirs, ours in zip(own, paragraphs, strict=True)}
        self._texts: dict[int, str] = {one.index: one.text for one in own}
        self._left_out: frozenset[int] = frozenset()
        ignored: list[Any] = []  # tags that aren't whole were mended and named already
        self.reworded_in: set[Paragraph] = set()
        scanned = core.scan_tags("", own, ignored)
        self.tags = [self._tag(_with_plus(one), number) for number, one in enumerate(scanned)]

    def _tag(self, one: Any, number: int) -> Tag:
        bare = replace(one, para=self._bare[one.para.index])
        return Tag(one.kind, one.prefix, one.body, one.raw, self._paragraphs[one.para.index], one.col, number, bare)

    @property
    def paragraphs(self) -> Iterable[Paragraph]:
        """Return the paragraphs of the part."""
        return self._paragraphs.values()

    def text_of(self, paragraph: Paragraph) -> str:
        """Return the mended text of a paragraph."""
        return self._texts[paragraph.number]

    @property
    def is_whole(self) -> bool:
        """Return whether all of its tags are looked at."""
        return not self._left_out

    @property
    def shallow(self) -> list[Tag]:
        """Return the tags whose blocks are looked at."""
        return [one for one in self.tags if one.number not in self._left_out] if self._left_out else self.tags

    def leave_out(self, tags: Iterable[Tag]) -> None:
        """Leave tags out of what is looked at from now on: those inside too many blocks."""
        self._left_out = frozenset(one.number for one in tags)

    def reworded(self, tag: Tag, body: str) -> Tag:
        """Return a tag with other words inside, in the place of the old one."""
        new = self._tag(replace(tag.lint, body=body), tag.number)
        self.reworded_in.add(tag.paragraph)
        self.tags[tag.number] = new
        return new

    def block_issues(self) -> list[Issue]:
        """Return what is wrong with blocks: never ended, ended without a beginning."""
        return self._issues(core.check_blocks("", [one.lint for one in self.shallow]))

    def docxtpl_issues(self) -> list[Issue]:
        """Return what is wrong with the tags that docxtpl adds to Jinja's: each by itself, and with its other end."""
        return self._issues(core.check_docxtpl_tags("", [one.lint for one in self.shallow], []))

    def syntax_issues(self) -> list[Issue]:
        """Return the first error of the part as a whole, if there is any: where the blocks are balanced."""
        return self._issues(core.check_syntax("", [one.lint for one in self.shallow]))

    def _issues(self, found: list[Any]) -> list[Issue]:
        first = next(iter(self._paragraphs), 0)
        return [
            Issue(
                one.rule,
                self._paragraphs[one.location.paragraph or first],
                one.location.column,
                one.snippet,
                dict(one.params),
            )
            for one in found
        ]

    def _balanced(self) -> list[Any]:
        """Return the tags with blocks that fit together: what is never ended ends last, what belongs nowhere goes."""
        out: list[Any] = []
        open_now: list[Tag] = []
        for tag in self.shallow:
            if tag.block:
                open_now.append(tag)
            elif ended := tag.ended:
                if not any(one.block == ended for one in open_now):
                    continue
                while open_now[-1].block != ended:
                    out.append(_end_of(open_now.pop()))
                open_now.pop()
            elif tag.divides and not (open_now and open_now[-1].block in ("if", "for")):
                continue
            out.append(tag.lint)
        return [*out, *(_end_of(tag) for tag in reversed(open_now))]

    def uses(self) -> Uses:
        """Return what the tags use."""
        by_lint = {id(one.lint): one for one in self.shallow}
        found = core.analyse(self._balanced())
        guarded = found.guarded

        def use(path: str, tag: Any) -> Use:
            steps = (place for place, sign in enumerate(path) if sign == ".")
            return Use(path, by_lint[id(tag)], path in guarded or any(path[:place] in guarded for place in steps))

        return Uses(
            tuple(use(path, tag) for path, tag in found.uses),
            tuple(use(path, tag) for path, tag, _ in found.outputs),
            tuple(use(path, tag) for path, tag in found.iterables),
            tuple((name, by_lint[id(tag)]) for name, tag in found.filters),
            tuple((name, by_lint[id(tag)]) for name, tag in found.tests),
            tuple((name, by_lint[id(tag)]) for name, tag in found.leaks),
            tuple((path, by_lint[id(tag)], name) for path, tag, name in found.sequences),
        )


def _with_plus(one: Any) -> Any:
    """Return a tag with the plus sign at its end, which only a control tag may have there, among its words."""
    plus = one.kind == PRINT and one.raw.removesuffix("}}").rstrip().endswith("+")
    return replace(one, body=f"{one.body} +") if plus else one


def _end_of(tag: Tag) -> Any:
    return replace(tag.lint, body=f"end{tag.word}", kind=CONTROL)


def sample_data(tags: Sequence[Tag]) -> list[dict[str, Any]]:
    """Return made-up data for somebody else's template, inferred from its tags."""
    found = core.analyse([one.lint for one in tags])
    objects = {"RichText": "<w:r><w:t>words</w:t></w:r>", "Subdoc": "<w:p><w:r><w:t>words</w:t></w:r></w:p>"}

    def leaf(path: str, number: int) -> Any:
        kind = found.objects.get(path)
        return Markup(objects[kind]) if kind else f"words {number}"  # noqa: S704 - our own

    data = sample(build_tree(found), items=2, leaf=leaf)
    return [data] if isinstance(data, dict) else []


def _for_lint(paragraph: Paragraph, text: str) -> LintParagraph:
    cells = tuple(CellPos(*one) for one in paragraph.cells)
    return LintParagraph(paragraph.part, paragraph.number, cells, 1 if cells else 0, text)
