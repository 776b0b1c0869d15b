"""What changed in the records since a report was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cwgdraft.comparing.changes import Comparison
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.kept import Published, verified
from cwgdraft.jobs.publishing.making import maker_of
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SincePublished:
    """What changed since a report was published: in the document, and which files it is made from.

    `languages` are the others in which it was published.
    """

    published: Published
    comparison: Comparison
    sources: tuple[tuple[str, str], ...]
    languages: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether the document or one of its files is another."""
        return self.comparison.differs or bool(self.sources)


def since_published(workspace: Workspace, name: str, language: str = "") -> SincePublished:
    """Return what changed since the last publication of a report in a language, empty for the plan's own.

    It is made of today's records under the same symbol and date. Raises `CwgdraftError` when it was never published, a
    published file was changed, or it can't be made any more.
    """
    maker = maker_of(workspace, name, language)
    earlier = verified(workspace)
    target = maker.target
    own = [one for one in earlier if one.report == target.name]
    known = ", ".join(dict.fromkeys(one.report for one in earlier)) or "none"
    if not own:
        raise CwgdraftError(
            f"'{target.name}' was never published",
            f"published are: {known}; publish it with 'cwgdraft publish {target.asked} --symbol SYMBOL'",
        )
    languages = tuple(dict.fromkeys(one.language for one in own))
    own = [one for one in own if one.language == maker.language]
    if not own:
        raise CwgdraftError(
            f"'{target.name}' was never published in '{maker.language}'",
            f"name a language in which it was, with --language: {', '.join(languages)}",
        )
    found = maker.beside(own[-1])
    changed = tuple(_changed(own[-1].sources, found.copy.sources))
    others = tuple(one for one in languages if one != maker.language)
    return SincePublished(own[-1], found.comparison, changed, others)


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files that aren't as they were, and what became of each."""
    for file in dict.fromkeys((*then, *now)):
        if file not in now:
            yield file, "gone"
        elif file not in then:
            yield file, "new"
        elif then[file] != now[file]:
            yield file, "changed"
