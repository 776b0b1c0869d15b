"""The adoption report: what became of each paragraph of a source, what contradicts what, as a page and as data."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from jinja2 import Environment, StrictUndefined

import cwgdraft
from cwgdraft.adopting.recording import Fate
from cwgdraft.adopting.returning import Difference, Return, Share
from cwgdraft.jobs.adopting.adopt import Adoption


def adoption_page(found: Adoption) -> str:
    """Return the report as an HTML page that fetches nothing and runs no script."""
    frame = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = resources.files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return frame.from_string(text).render(
        files=found.files,
        notes=found.notes,
        contradictions=found.contradictions,
        sources=[_source(found, one) for one in found.returns],
        version=cwgdraft.__version__,
    )


def _source(found: Adoption, one: Return) -> dict[str, object]:
    differences = {different.number: different for different in one.differences if different.number}
    return {
        "name": one.file,
        "paragraphs": one.paragraphs.text,
        "facts": one.facts.text,
        "acts": one.acts.text,
        "lost": [different for different in one.differences if not different.reason],
        "named": [different for different in one.differences if different.reason],
        "rows": [
            {"fate": fate, "difference": differences.get(fate.line.number), "meetings": _meetings(fate)}
            for fate in _of(found, one.file)
        ],
    }


def _of(found: Adoption, file: str) -> Iterator[Fate]:
    yield from sorted((one for one in found.fates if one.file == file), key=lambda one: one.line.number)


def _meetings(fate: Fate) -> str:
    return ", ".join(map(str, fate.meetings))


def adoption_data(found: Adoption) -> dict[str, object]:
    """Return the report as plain data, for JSON."""
    return {
        "version": cwgdraft.__version__,
        "reports": list(found.reports),
        "files": list(found.files),
        "notes": list(found.notes),
        "contradictions": [
            {"what": one.what, "values": [{"value": value, "where": where} for value, where in one.values]}
            for one in found.contradictions
        ],
        "sources": [
            {
                "file": one.file,
                "paragraphs": _share(one.paragraphs) | {"equal": one.equal, "named": one.named},
                "facts": _share(one.facts),
                "acts": _share(one.acts),
                "differences": [_difference(different) for different in one.differences],
                "fates": [_fate(fate) for fate in _of(found, one.file)],
            }
            for one in found.returns
        ],
    }


def _share(share: Share) -> dict[str, object]:
    return {"held": share.held, "of": share.all}


def _difference(one: Difference) -> dict[str, object]:
    return {"paragraph": one.number, "label": one.label, "source": one.source, "built": one.built, "reason": one.reason}


def _fate(one: Fate) -> dict[str, object]:
    return {
        "paragraph": one.line.number,
        "label": one.line.label,
        "text": one.line.text,
        "where": one.where,
        "meetings": list(one.meetings),
        "references": [piece.reference for piece in one.pieces if piece.reference],
    }
