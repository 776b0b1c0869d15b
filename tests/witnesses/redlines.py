"""Pairs of documents for the witnesses of redlines: features, reports, random edits, and pairs of others."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.draft import Block, Draft, Kind, Run, plain_row
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import pack
from cwgdraft.word.redline import redline
from tests.document_builders import corpus
from tests.witnesses.features import Pair
from tests.witnesses.reports import built, draft
from tests.word.redline.random_documents import versions
from tests.word_builders import template

AUTHOR, DATE = "Ana Reviewer", "2031-03-04T09:00:00Z"
SEEDS = range(4)


@dataclass(frozen=True, slots=True)
class Files:
    """Three files of one pair: the old document, the new one, the redline."""

    name: str
    old: Path
    new: Path
    redline: Path


def written(folder: Path, pairs: Mapping[str, Pair]) -> list[Files]:
    """Return the files of pairs, by their names, written into a folder."""
    found = []
    for name, pair in pairs.items():
        stem = name.replace(" ", "-")
        files = Files(name, *(folder / f"{stem}.{kind}.docx" for kind in ("old", "new", "redline")))
        files.old.write_bytes(pack(pair.old))
        files.new.write_bytes(pack(pair.new))
        files.redline.write_bytes(redline(pair.old, pair.new, author=AUTHOR, date=DATE).data)
        found.append(files)
    return found


def others() -> dict[str, Pair]:
    """Return the pairs of others; the test is skipped where there is no corpus."""
    lines = corpus("word/pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {name: Pair(_parts(old), _parts(new)) for name, old, new in (line.split("\t") for line in lines)}


@functools.cache
def _parts(name: str) -> Parts:
    return read_parts(corpus(f"word/pairs/{name}").read_bytes(), name)


def random_edits() -> dict[str, Pair]:
    """Return documents with random edits of every kind."""
    return {f"seed {seed}": Pair(*versions(seed)[:2]) for seed in SEEDS}


# --- reports ------------------------------------------------------------------------------------------------


def reports() -> dict[str, Pair]:
    """Return the report of 2026 and its revision; the reports of two years; a summary and its revision."""
    return {
        "report revised": Pair(_typeset(annotated()), _typeset(revised())),
        "report of the next year": Pair(_built("council-2025"), _built("council-2026")),
        "summary revised": Pair(_built("summary-40"), _typeset(_shortened(draft("summary-40")))),
    }


def _built(name: str) -> Parts:
    return read_parts(built(name), name)


def _typeset(one: Draft) -> Parts:
    return read_parts(typeset(one, template(one.template), {}), one.name)


def annotated() -> Draft:
    """Return the report of 2026 with a table of actions in it."""
    report = draft("council-2026")
    return replace(report, blocks=_with_table(report, ("Portal", "Secretariat", "2026")))


def _with_table(report: Draft, *rows: tuple[str, str, str]) -> tuple[Block, ...]:
    head = ("Action", "By", "Until"), ("Roadmap for WSIS+20", "Secretariat", "June 2026")
    cells = tuple(plain_row(*((Run(text),) for text in row)) for row in (*head, *rows))
    table = Block(Kind.TABLE, rows=cells, origin="council-2026/actions")
    place = _place(report, "As to 2026, the group was informed")
    return (*report.blocks[: place + 1], table, *report.blocks[place + 1 :])


def _place(report: Draft, start: str) -> int:
    return next(n for n, block in enumerate(report.blocks) if block.text.startswith(start))


def revised() -> Draft:
    """Return the annotated report as a reviewer might have it: words, a heading, a move, rows, a link, bold."""
    report = annotated()
    blocks = list(
        _with_table(draft("council-2026"), ("Stocktaking report", "Bureau", "May 2026"), ("Portal", "Bureau", "2026"))
    )

    def found(start: str) -> int:
        return next(n for n, block in enumerate(blocks) if block.text.startswith(start))

    def edit(start: str, old: str, new: str) -> None:
        n = found(start)
        runs = tuple(replace(run, text=run.text.replace(old, new)) for run in blocks[n].runs)
        assert runs != blocks[n].runs, f"'{old}' isn't in the report any more"
        blocks[n] = replace(blocks[n], runs=runs)

    edit("From 7 to 11 July", "was held in Geneva", "took place in Geneva, and online,")
    edit("Update on implementation", "and on follow-up", "and on joint follow-up")
    n = found("The outcomes of the event")
    first = blocks[n].runs[0]
    cut = len(first.text.split(" of the event")[0])
    assert cut, "the statement on the outcomes of the event was reworded"
    pieces = (replace(first, text=first.text[:cut], strong=True), replace(first, text=first.text[cut:]))
    blocks[n] = replace(blocks[n], runs=(*pieces, *blocks[n].runs[1:]))
    n = found("Follow-up actions on major")
    address = "https://docs.un.org/en/A/80/L.41"
    runs = tuple(replace(run, link=address) if run.link else run for run in blocks[n].runs)
    assert runs != blocks[n].runs, "the statement on follow-up actions has no link any more"
    blocks[n] = replace(blocks[n], runs=runs)
    more = "The group invited all Member States to send comments on the roadmap before its next meeting."
    blocks.insert(n + 1, Block(Kind.PARAGRAPH, (Run(more),), origin="council-2026/follow-up~more"))
    del blocks[found("The group was also briefed")]
    moved = blocks.pop(found("The group expressed appreciation"))
    blocks.insert(found("The secretariat presented a comprehensive"), moved)
    return replace(report, blocks=tuple(blocks))


def _shortened(report: Draft) -> Draft:
    """Return a report without every seventh statement, and with every fifth one cut short."""
    blocks = []
    for n, block in enumerate(report.blocks):
        if block.kind is not Kind.PARAGRAPH or n % 7:
            cut = block.kind is Kind.PARAGRAPH and n % 5 == 0 and len(block.text) > 80
            blocks.append(replace(block, runs=(Run(block.text[:60].rstrip() + "."),)) if cut else block)
    return replace(report, blocks=tuple(blocks))
