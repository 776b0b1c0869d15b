"""Taking back the phrases that were revised in Word: what would change, what is wrong, and the writing of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cwgdraft.drafting.sentences import Sentences
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import check_writable, write_whole
from cwgdraft.finding import Finding, Severity, WordPlace, errors_in
from cwgdraft.jobs.templates.mending import mended, tags_in
from cwgdraft.jobs.templates.phrase_table import Table, TableRow, read_table
from cwgdraft.jobs.templates.phrases import Phrases, load_phrases, name_of
from cwgdraft.jobs.templates.reports import problems_with
from cwgdraft.language.near import did_you_mean
from cwgdraft.language.phrases import Catalogue, Phrase
from cwgdraft.language.watching import WHOLE, Key
from cwgdraft.matching.words import compare_tokens, split_words
from cwgdraft.records.editing import replace_text
from cwgdraft.records.source import UNPRINTABLE, unprintable_message
from cwgdraft.workspace import Workspace

_LONGEST = 60
_SHOWN = 3
"""How many missing rows are named one by one."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A phrase that the table words otherwise than the catalogue."""

    key: Key
    old: str
    new: str
    place: WordPlace

    @property
    def name(self) -> str:
        """Return the phrase's name as people read it."""
        return name_of(self.key)

    def marked(self) -> Iterator[tuple[str, str]]:
        """Yield the words of both wordings in order, each with what became of it: "", "deleted" or "inserted"."""
        old, new = split_words(self.old), split_words(self.new)
        for one in compare_tokens(old, new):
            if one.tag == "insert":
                yield "".join(new[one.new_start : one.new_end]), "inserted"
            else:
                yield "".join(old[one.old_start : one.old_end]), "deleted" if one.tag == "delete" else ""

    def as_data(self) -> dict[str, object]:
        """Return the rewording as plain data for JSON."""
        return {"phrase": self.name, "old": self.old, "new": self.new}


@dataclass(frozen=True, slots=True)
class Revision:
    """What a table that was sent back says: its rewordings, and what was found in it."""

    language: str
    file: Path
    rewordings: tuple[Rewording, ...]
    findings: tuple[Finding, ...]

    @property
    def can_be_written(self) -> bool:
        """Return whether nothing is wrong with it."""
        return not errors_in(self.findings)


def read_revision(workspace: Workspace, path: Path, language: str = "") -> Revision:
    """Return what the table at `path` would change; `language` is that of a table that doesn't say its own.

    Raises `CwgdraftError` when the file holds no table of phrases, names another language, or there are no records.
    """
    table = read_table(path)
    if language and table.language and language != table.language:
        raise CwgdraftError(
            f"{path.name} holds the phrases of '{table.language}', not of '{language}'", "leave --language out"
        )
    phrases = load_phrases(workspace, table.language or language)
    reading = _Reading(path, phrases)
    reading.take(table)
    found = Revision(
        phrases.language,
        workspace.phrases / f"{phrases.language}.yaml",
        tuple(reading.rewordings),
        tuple(reading.findings),
    )
    broken = _broken(phrases, found) if found.rewordings and found.can_be_written else ()
    return replace(found, findings=(*found.findings, *broken))


def write_revision(revision: Revision) -> None:
    """Write the rewordings into the catalogue: of each the bytes of that phrase, of all others none.

    Raises `CwgdraftError` where one can't be written; then nothing is.
    """
    path = revision.file
    check_writable(path)
    data = path.read_bytes()
    for one in revision.rewordings:
        group, name, variant = one.key
        data = replace_text(path, data, (group, name) if variant == WHOLE else one.key, one.new)
    if revision.rewordings:
        write_whole(path, data)


@dataclass(slots=True)
class _Reading:
    """A table held against the catalogue, row by row."""

    path: Path
    phrases: Phrases
    rewordings: list[Rewording] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def found(
        self, rule: str, severity: Severity, message: str, help_: str, where: str = "", excerpt: str = ""
    ) -> None:
        place = WordPlace(self.path, where, _cut(excerpt))
        self.findings.append(Finding(rule, severity, message, place, help_))

    def take(self, table: Table) -> None:
        """Note what each row changes, and everything that is wrong with the table."""
        for where in table.unfit:
            message = "this row hasn't three cells as it had: name, wording, example"
            self.found(
                "unfit-row", Severity.ERROR, message, "divide or join its cells again, or make a new table", where
            )
        for author, words in table.comments:
            message = f"a comment of {author} isn't taken: only the column of wordings is"
            self.found("comment", Severity.WARNING, message, "write what it asks for into the wording", excerpt=words)
        known = {name_of(key): key for key in self.phrases.wordings}
        seen: dict[Key, TableRow] = {}
        for row in table.rows:
            key = known.get(row.name)
            if key is None:
                self.unknown(row, known)
            elif key in seen:
                message = f"the phrase has a second row: the first is {seen[key].where}"
                self.found("repeated-row", Severity.ERROR, message, "keep one of the two", row.where, row.name)
            else:
                seen[key] = row
                self.row(key, row)
        self.missing([name_of(key) for key in self.phrases.wordings if key not in seen])

    def unknown(self, row: TableRow, known: Mapping[str, Key]) -> None:
        if not row.name and not row.wording:
            return  # an empty row says nothing
        hint = did_you_mean(row.name, known)
        message = f"'{_cut(row.name)}' is no phrase of {self.phrases.catalogue.file}{hint}"
        help_ = "give the row the name that it had, or take it out; a new phrase is added in the file"
        self.found("unknown-phrase", Severity.ERROR, message, help_, row.where, row.wording)

    def missing(self, names: list[str]) -> None:
        shown = [*names[:_SHOWN], *([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else [])]
        if names:
            several = len(names) > 1
            message = f"{len(names)} phrase{'s have' if several else ' has'} no row any more: {', '.join(shown)}"
            help_ = "they stay as they are; to print nothing, empty the wording and leave the row"
            self.found("missing-row", Severity.WARNING, message, help_)

    def row(self, key: Key, row: TableRow) -> None:
        """Note what a row changes."""
        now = self.phrases.wordings[key]
        where = f"row '{row.name}'"
        if not row.example_stands:
            message = "the example was edited, and isn't taken: it is only what the wording prints"
            self.found("edited-example", Severity.WARNING, message, "edit the wording beside it", where, row.example)
        new, mends = mended(row.wording, tags_in(now))
        if now.strip("\n") in (row.wording, new) or row.wording_stands:
            return
        for tag, better in mends:
            message = f"Word has changed signs in '{_cut(tag)}'; it is read as '{_cut(better)}'"
            self.found("mended-tag", Severity.ADVICE, message, "nothing is to be done", where, tag)
        if not row.wording_digest:
            message = "the row has lost its grey mark, so nobody can say what was edited in it"
            help_ = f"put the mark back, or write the wording into {self.phrases.catalogue.file} yourself"
            self.found("lost-mark", Severity.ERROR, message, help_, where, row.wording)
        elif not self.is_of_now(key, row):
            message = (
                f"the catalogue has changed since the table was made: it has '{_cut(now)}' now, "
                f"the table '{_cut(new)}'"
            )  # fmt: skip
            help_ = "make the two the same, in the table or in the catalogue"
            self.found("conflict", Severity.ERROR, message, help_, where, new)
        else:
            self.reworded(Rewording(key, now, new, WordPlace(self.path, where, _cut(new))))

    def is_of_now(self, key: Key, row: TableRow) -> bool:
        """Return whether the catalogue says what it said when the table was made."""
        return replace(row, wording=self.phrases.wordings[key]).wording_stands

    def reworded(self, one: Rewording) -> None:
        """Note a rewording, unless it can't be printed."""
        self.rewordings.append(one)
        where = one.place.where
        if bad := UNPRINTABLE.search(one.new):
            message, help_ = unprintable_message(bad[0]), "delete it: it is invisible in Word, so retype the word"
            self.found("unprintable-character", Severity.ERROR, message, help_, where, one.new)
            return
        if not one.new:
            message = "the wording is empty: the phrase will print nothing"
            self.found("empty-wording", Severity.WARNING, message, "write words, if it is to print any", where, one.old)
        for end, was, now in (("begins", one.old[:1], one.new[:1]), ("ends", one.old[-1:], one.new[-1:])):
            if was == " " != now and one.new:
                message = f"the wording no longer {end} with a space, which kept it apart from the words beside it"
                self.found("lost-space", Severity.WARNING, message, "put the space back", where, one.new)
        if why := self.phrases.wrong_with(one.key, one.new) or self.wrong_form(one):
            message = f"the new wording can't be used: {why}"
            help_ = "correct it in the table; 'cwgdraft template fields --phrases' lists what it may use"
            self.found("unusable-wording", Severity.ERROR, message, help_, where, one.new)

    def wrong_form(self, one: Rewording) -> str:
        """Return what is wrong with the form of a sentence that wasn't wrong before, empty for nothing."""
        if one.key[0] != "sentences":
            return ""
        for drafted in self.phrases.drafted:
            sentences = drafted.sentences
            for fill in self.phrases.catalogue.fills.get(one.key, ()):
                if fill.shelf is not sentences.shelf:
                    continue
                old, new = (
                    self.phrases.catalogue.filling.fill(text, fill.data, fill.shelf) for text in (one.old, one.new)
                )
                before = _form_of(sentences, one.key[1], old)
                if more := [message for message in _form_of(sentences, one.key[1], new) if message not in before]:
                    return more[0]
        return ""


def _form_of(sentences: Sentences, name: str, text: str) -> list[str]:
    """Return what is found in the form of a filled sentence."""
    scope = sentences.scope
    count = len(scope.findings)
    sentences.statements(name, text)
    found = [one.message for one in scope.findings[count:]]
    del scope.findings[count:]
    return found


def _broken(phrases: Phrases, revision: Revision) -> Iterator[Finding]:
    """Yield a finding for each report that can't be drafted with the revised phrases, though it could before."""
    revised: dict[str, dict[str, Phrase]] = {group: dict(ones) for group, ones in phrases.catalogue.phrases.items()}
    for one in revision.rewordings:
        group, name, variant = one.key
        phrase = revised[group][name]
        revised[group][name] = one.new if isinstance(phrase, str) else {**phrase, variant: one.new}
    old = phrases.catalogue
    catalogue = Catalogue(old.language, old.file, old.writing, revised, old.lowered)
    could = {one.name for one in phrases.drafted if one.report}
    place = WordPlace(revision.rewordings[0].place.path)
    for name, problem in problems_with(catalogue, phrases.records).items():
        if name in could:
            message = f"with the new wordings the report '{name}' can't be made: {problem}"
            yield Finding("unusable-wording", Severity.ERROR, message, place, "look at the wordings that were changed")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
