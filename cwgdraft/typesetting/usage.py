"""What a template uses: fields and places by their paths, filters, and the kinds of its samples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cwgdraft.contract import PLACES
from cwgdraft.typesetting.template import load_template
from cwgdraft.typesetting.vetting import vet
from cwgdraft.word.gate import read_file


@dataclass(frozen=True, slots=True)
class Usage:
    """What one template uses.

    Paths are written as in `contract.FIELDS`: `front.title`, `meetings[].dates`.
    """

    fields: frozenset[str]
    filters: frozenset[str]
    samples: frozenset[str]

    def prints(self, path: str) -> bool:
        """Return whether the template uses a field, or one inside it."""
        return any(one == path or one.startswith((f"{path}.", f"{path}[")) for one in self.fields)


def usage_of(path: Path) -> Usage:
    """Return what the template at `path` uses; raises `TemplateError` or `WordFileError` where it can't be read."""
    template = load_template(path)
    vetted = vet(read_file(path), path)
    places = {tag.body for tag in vetted.tags if tag.body in PLACES}
    return Usage(frozenset({*vetted.fields, *places}), frozenset(vetted.filters), frozenset(template.samples))
