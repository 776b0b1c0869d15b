"""What copies hold that records can't: looks, pictures, notes, text boxes, other headers; each comes on the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.formats import block_formats, look_formats
from cwgdraft.comparing.stories import pair_stories
from cwgdraft.comparing.words import Ties
from cwgdraft.draft import Block, Draft, Kind, Run, Runs, Story, StoryKind, flat
from cwgdraft.folding.decisions import Decision, Lands
from cwgdraft.folding.differences import Difference, What, on_purpose

_EXCERPT = 40
_UNREAD = "isn't read"
"""What a remark on a document says that stands for something in it that nobody looked at."""
_PAGE = (StoryKind.HEADER, StoryKind.FOOTER)


def looks_apart(base: Block | None, block: Block) -> str:
    """Return in words what was formatted: `underline: “the group”`."""
    known = {on_purpose(run.look) for run in base.runs} if base else {""}
    found: list[str] = []
    if base and base.style:
        was, now = (replace(one, look=on_purpose(one.look)) for one in (base, block))
        found += block_formats(was, now, Ties(formats=True, kinds=False))
    for run in block.runs:
        look = on_purpose(run.look)
        if look not in known and run.text.strip():
            found += [f"{words}: “{excerpt(run.text, _EXCERPT, 'both')}”" for words in look_formats("", look)]
    return "; ".join(dict.fromkeys(found))


def words_only(runs: Runs) -> Runs:
    """Return runs without pictures, equations and the marks of notes."""
    if not any(run.object or run.note for run in runs):
        return runs
    return tuple(run for run in runs if not run.object and not run.note)


def beside(base: Draft, copy: Draft, name: str) -> Iterator[Decision]:
    """Yield a decision for what a copy has beside its words and its base has otherwise or not; none can be made."""
    yield from _objects(base, copy, name)
    for old, new in pair_stories(base, copy, {}):
        story = new or old
        if story is None or story.kind is StoryKind.COMMENT:
            continue
        before, after = _text(old), _text(new)
        if before == after:
            continue
        what = What.CHANGED if old and new else What.INSERTED if new else What.DELETED
        known = _block(before) if old else None
        one = Difference(what, known, _block(after) if new else None, known, section=story.name)
        if story.kind in _PAGE:
            yield Decision(Lands.TEMPLATE, one, name, f"{story.name}: the template's, for the chair")
        else:
            yield Decision(
                Lands.UNPLACED, one, name, f"records can't hold {_a(story.kind.value)}: add its words by hand"
            )


def _objects(base: Draft, copy: Draft, name: str) -> Iterator[Decision]:
    """Yield a decision for each picture, equation and field that the base has not, and for what can't be read."""
    known = Counter(key for block in flat(base.blocks) for run in block.runs if (key := _key(run)))
    section = ""
    for block in flat(copy.blocks):
        if block.kind is Kind.HEADING:
            section = f"{block.label} {block.text}".strip()
        for run in block.runs:
            key = _key(run)
            if not key:
                continue
            if known[key]:
                known[key] -= 1
                continue
            kind = key.partition(" ")[0]
            shown = _block(f"{run.text or kind} in: {_words(block)}".strip())
            one = Difference(What.INSERTED, None, shown, None, section=section)
            yield Decision(Lands.UNPLACED, one, name, f"records can't hold {_a(kind)}: see to it in the document")
    for remark in copy.remarks:
        if _UNREAD in remark and remark not in base.remarks:
            one = Difference(What.INSERTED, None, _block(remark), None)
            yield Decision(Lands.UNPLACED, one, name, f"the copy can't be read whole: {remark}")


def _key(run: Run) -> str:
    """Return what tells a picture, an equation or a field from others; nothing for words and cross-references."""
    return run.object or (f"field {run.field}" if run.field and not run.target else "")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def _words(block: Block) -> str:
    return "".join(run.text for run in words_only(block.runs))


def _text(story: Story | None) -> str:
    """Return the words of a story; numbers that Word counts itself don't count."""
    blocks: Sequence[Block] = story.blocks if story else ()
    return "\n".join("".join("§" if run.field else run.text for run in block.runs) for block in blocks).strip()


def _block(text: str) -> Block:
    return Block(Kind.PARAGRAPH, (Run(text),))
