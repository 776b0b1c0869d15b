"""A report, whole: the draft, what was found on the way, what is open and what became of every record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft import collector
from cwgdraft.draft import Block, Draft, Run, joined
from cwgdraft.drafting.cite import ONLY
from cwgdraft.drafting.combine import Combiner, Recorded
from cwgdraft.drafting.coverage import Covered, coverage
from cwgdraft.drafting.front import box_blocks, box_paragraphs, closing_blocks, front_facts
from cwgdraft.drafting.leaving import leaving, note_misses
from cwgdraft.drafting.number import Numberer
from cwgdraft.drafting.scope import OpenFact, Scope
from cwgdraft.drafting.sections import parts_of, planned, walk
from cwgdraft.drafting.sentences import Sentences
from cwgdraft.finding import Finding, in_order
from cwgdraft.labels import Labelling
from cwgdraft.language.near import near_miss
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.model import Plan, Records


@dataclass(frozen=True, slots=True)
class Report:
    """What drafting gives: the draft and everything that has to be said about it.

    `recorded` says by origin where the words of headings and statements stand in the records, `plan_texts` where those
    of titles and box texts stand in a plan.
    """

    draft: Draft
    findings: tuple[Finding, ...]
    open_facts: tuple[OpenFact, ...]
    coverage: tuple[Covered, ...]
    data: dict[str, object]
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    plan_texts: Mapping[str, Recorded] = field(default_factory=dict)

    def recorded_blocks(self) -> dict[str, Recorded]:
        """Return by origin where the words of blocks stand in the records: as `recorded`, each paragraph by itself."""
        found = {origin: one.parts[0] if one.parts else one for origin, one in self.recorded.items()}
        below: dict[str, int] = {}
        for block in self.draft.blocks:
            above = block.origin.rpartition("/")[0]
            if block.origin not in found and above in self.recorded:
                place = below[above] = below.get(above, 0) + 1
                parts = self.recorded[above].parts
                found[block.origin] = parts[place] if place < len(parts) else self.recorded[above]
        return found

    def written_blocks(self) -> dict[str, Recorded]:
        """Return by origin where the words of blocks are written, be it in minutes, own words or a plan."""
        return {**self.recorded_blocks(), **self.plan_texts}

    @property
    def missing(self) -> tuple[Covered, ...]:
        """Return what is left out without a reason."""
        return tuple(line for line in self.coverage if line.outcome == "missing")


@collector.paused()
def draft_report(
    records: Records,
    plan: Plan,
    meetings: Sequence[int],
    catalogue: Catalogue,
    *,
    name: str | None = None,
    labelling: Labelling | None = None,
) -> Report:
    """Return the report that `plan` makes of `meetings`.

    `labelling` is how the plan's template prints numbers (`3.6.` or `3.6`). Raises `CwgdraftError` when
    the plan or the phrase catalogue can't be followed; everything else that is wrong is among the findings.
    """
    scope = Scope(records, plan, tuple(sorted(meetings)), catalogue)
    scope.note_untranslated()
    sentences = Sentences(scope)
    leave = leaving(scope)
    combiner = Combiner(scope, parts_of(scope), leave, sentences)
    numberer = Numberer(scope, labelling or Labelling())
    body = numberer.number(combiner.nodes())
    body = [_finished(scope, block, numberer.labels) for block in body]
    box = box_blocks(scope, sentences)
    blocks = (*box, *body, *closing_blocks(scope, sentences))
    lines = coverage(scope, combiner, leave, blocks)
    origins = {said.origin for items in combiner.agendas.values() for item in items for said in item.said()}
    note_misses(scope, leave, origins)
    front = front_facts(scope, sentences)
    signer = sentences.data["chair"]
    text = "\n".join([block.text for block in blocks] + list(front.values()))
    date = scope.date
    draft = Draft(
        name or plan.name,
        plan.facts.kind,
        catalogue.language,
        plan.facts.template,
        front,
        blocks,
        title=front["title"],
        author=sentences.shelf.plain(str(signer)),
        date=date.isoformat() if date else "",
        sources=_sources(scope),
        placeholders=tuple(
            one for one in dict.fromkeys(scope.placeholders.values()) if any(one in value for value in front.values())
        ),
    )
    return Report(
        draft, in_order(scope.findings), scope.open_in(text), tuple(lines), _plain(sentences), combiner.recorded,
        _plan_texts(scope),
    )  # fmt: skip


def _plan_texts(scope: Scope) -> dict[str, Recorded]:
    """Return by origin where the words of titles and box texts stand in a plan."""
    found = {}
    plan = planned(scope)
    for section in walk(plan.facts.sections):
        key = section.key or section.topic
        if section.title and (one := plan.texts.get(f"title {key} {section.title.nearest(scope.language)}")):
            found[f"section:{key}"] = Recorded(one.place, one.text, breaks=one.breaks)
    for field_, texts in scope.plan.facts.box.items():
        if (one := scope.plan.texts.get(f"box {field_} {texts.nearest(scope.language)}")) is None:
            continue
        for i, (start, end) in enumerate(box_paragraphs(texts.get(scope.language))):
            piece = one.stretch(start, end)
            found[f"front:{field_}" + (f".{i + 1}" if i else "")] = Recorded(one.place, piece.text, breaks=piece.breaks)
    return found


def _finished(scope: Scope, block: Block, labels: dict[str, tuple[str, str]]) -> Block:
    """Return a block with its cross-references filled in: the number, and the origin that Word follows."""
    if len(block.runs) < 2 and not any(run.target for run in block.runs):
        return block
    runs = []
    for run in block.runs:
        if run.target is None:
            runs.append(run)
            continue
        label, origin = _target(run.target, labels)
        if label:
            shown = run.text or label
            target = origin if shown == label else None
            runs.append(Run(shown, run.strong, run.emphasis, None, target))
            continue
        meeting, _, name = run.target.removesuffix(ONLY).partition("#")
        written = f"{meeting if run.target.endswith(ONLY) else ''}#{name}"
        near = near_miss(name, [one.partition("#")[2] for one in labels if one.partition("#")[2] != name])
        hint = f"; did you mean '#{near}'?" if near else ""
        message = f"'[[{written}]]' in '{block.origin}' leads to nothing that has a number in this report{hint}"
        place = scope.reference_places.get(run.target)
        scope.found("unknown-cross-reference", message, place, "give the section or statement this id: '… {#id}'")
        runs.append(scope.open_run("reference", f"what [[{written}]] leads to", place, run.text or written))
    return replace(block, runs=joined(tuple(runs)))


def _target(target: str, labels: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Return label and origin of what a reference names; a name without a meeting may be that of a section."""
    if target.endswith(ONLY):
        return labels.get(target.removesuffix(ONLY), ("", ""))
    return labels.get(target) or labels.get(f"#{target.partition('#')[2]}") or ("", "")


def _sources(scope: Scope) -> tuple[str, ...]:
    """Return the plan and the meetings that the report was made from, as files under records/."""
    files = [f"reports/{scope.plan.place.path.name}"]
    files += [f"meetings/{number}.yaml" for number in scope.meetings]
    return tuple(files)


def _plain(sentences: Sentences) -> dict[str, object]:
    """Return what the phrases saw as plain data, for templates that print facts of their own."""

    def plain(value: object) -> object:
        if isinstance(value, str):
            return sentences.shelf.plain(value)
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return value

    return {key: plain(value) for key, value in sentences.data.items()}
