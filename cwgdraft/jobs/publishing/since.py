"""What changed in the records since a report was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cwgdraft.comparing.changes import Comparison
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.kept import Published, verified
from cwgdraft.jobs.publishing.making import maker_of
from cwgdraft.jobs.publishing.symbols import checked_symbol
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SincePublished:
    """What changed since a report was published: in the document, and which files it is made from.

    `languages` are the others in which it was published, `others` the other symbols under which it was, each the last
    of its family.
    """

    published: Published
    comparison: Comparison
    sources: tuple[tuple[str, str], ...]
    languages: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether the document or one of its files is another."""
        return self.comparison.differs or bool(self.sources)


def since_published(workspace: Workspace, name: str, language: str = "", symbol: str = "") -> SincePublished:
    """Return what changed since a report was published in a language, empty for the plan's own, under a symbol.

    Without a symbol it is the last publication for the Council, else the last of all. It is made of today's records
    under the same symbol and date. Raises `CwgdraftError` when it was never published, a published file was changed, or
    it can't be made any more.
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
    meant = _meant(own, checked_symbol(maker.records, symbol) if symbol else "", target.name)
    found = maker.beside(meant)
    changed = tuple(_changed(meant.sources, found.copy.sources))
    last = {one.base: one.symbol for one in own if one.base != meant.base}
    return SincePublished(
        meant,
        found.comparison,
        changed,
        tuple(one for one in languages if one != maker.language),
        tuple(last.values()),
    )


def _meant(own: Sequence[Published], symbol: str, report: str) -> Published:
    """Return the publication under a symbol; without one the last for the Council, else the last of all."""
    if not symbol:
        return next((one for one in reversed(own) if one.is_for_council), own[-1])
    if found := next((one for one in own if one.symbol == symbol), None):
        return found
    known = ", ".join(one.symbol for one in own)
    raise CwgdraftError(f"'{report}' isn't published under {symbol}", f"name a symbol under which it is: {known}")


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files that aren't as they were, and what became of each."""
    for file in dict.fromkeys((*then, *now)):
        if file not in now:
            yield file, "gone"
        elif file not in then:
            yield file, "new"
        elif then[file] != now[file]:
            yield file, "changed"
