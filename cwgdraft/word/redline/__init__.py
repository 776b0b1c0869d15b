"""Redlines: the new document with native tracked changes that lead to it from the old one.

Accepted, it is the new document, rejected, the old one: text, order, styles, numbering, tables, links and notes. It is
written on the new package, so what that has stays: styles, fields, bookmarks, content controls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from cwgdraft import collector
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import pack, write_xml
from cwgdraft.word.redline.blocks import write_container
from cwgdraft.word.redline.marks import Marks, Q
from cwgdraft.word.redline.numbers import Numbers
from cwgdraft.word.redline.parts import Links, Part, declare, strip_ignorable
from cwgdraft.word.redline.scope import Scope, Shared
from cwgdraft.word.redline.stories import Notes, Remark, add_comments, write_headers, write_notes
from cwgdraft.word.redline.styles import Styles
from cwgdraft.word.redline.units import Side, digest_of, print_of
from cwgdraft.word.stories import even_pages
from cwgdraft.word.tracked import accept, count_tracked

__all__ = ["Redline", "Remark", "redline"]


@dataclass(frozen=True, slots=True)
class Redline:
    """A redline as the bytes of a .docx, and what has to be said about it: what Word can't track."""

    data: bytes
    remarks: tuple[str, ...]


@collector.paused()
def redline(old: Parts, new: Parts, *, author: str, date: str, comments: Sequence[Remark] = ()) -> Redline:
    """Return the new document with tracked changes from the old one.

    `author` and `date` (`2026-11-23T09:00:00Z`) stand at each change. Tracked changes in the inputs are taken as final.
    `comments` are put on blocks of the body. Raises `WordFileError` when a part is damaged.
    """
    remarks, final = [], []
    for parts, name in ((old, "the old document"), (new, "the new document")):
        count = count_tracked(parts)
        if count:
            places = f"{count} tracked change{'s' if count > 1 else ''}"
            remarks.append(f"{name} carries {places}, compared as final")
        final.append(accept(parts) if count else dict(parts))
    writer = _Writer(final[0], final[1], author, date)
    writer.write(comments)
    return Redline(pack(writer.new), (*remarks, *writer.remarks()))


class _Writer:
    """Writes one redline into the parts `new`."""

    def __init__(self, old: Parts, new: Parts, author: str, date: str) -> None:
        self.old, self.new = old, new
        self.shared = Shared(Marks(author, date, new), Styles(old, new), Numbers(old, new))
        self.shared.styles.take_numbers(old, new, self.shared.numbers)
        self._scopes: dict[tuple[str, str], Scope] = {}
        self._note_keys: dict[tuple[bool, str, str], bytes] = {}
        self.notes = {kind: self._notes(kind) for kind in ("footnoteReference", "endnoteReference")}
        self.body = self._scope(Part(old, MAIN), Part(new, MAIN))

    def _notes(self, kind: str) -> Notes:
        return Notes(kind, self.old, self.new, self._scope, lambda *one: self.body.links.add(*one))

    def _scope(self, old: Part, new: Part) -> Scope:
        """Return the scope of two parts; the old tree then names the new document's styles.

        A part that only the new document has stands for both.
        """
        if old.parts is not new.parts:
            self.shared.styles.spell_out_numbers(old.root)
            self.shared.styles.rename(old.root)
            strip_ignorable(old.root, new.root)
        numbers = self.shared.numbers
        found = Scope(
            self.shared,
            old,
            new,
            Links(old, new),
            Side(old.digest, numbers.old_key, lambda kind, one: self._note_key(True, kind, one), numbers.same),
            Side(new.digest, numbers.new_key, lambda kind, one: self._note_key(False, kind, one), numbers.same),
            write_container,
            {one.get(f"{Q}name", "") for one in new.root.iter(f"{Q}bookmarkStart")},
        )
        self._scopes[old.name, new.name] = found
        return found

    def _note_key(self, in_old: bool, kind: str, number: str) -> bytes:
        key = (in_old, kind, number)
        found = self._note_keys.get(key)
        if found is None:
            notes = self.notes[f"{kind}noteReference"]
            note = (notes.old if in_old else notes.new).get(number)
            scope = notes.scope()
            if note is None or scope is None:
                found = number.encode()
            else:
                inner = b"".join(etree.tostring(one, with_tail=False) for one in note)
                data = b"<note>" + inner + b"</note>"
                found = digest_of(print_of(data, scope.old_side if in_old else scope.new_side))
            self._note_keys[key] = found
        return found

    def write(self, comments: Sequence[Remark]) -> None:
        body = self.body
        old, new = body.old.root.find(f"{Q}body"), body.new.root.find(f"{Q}body")
        old_sections = list(body.old.root.iter(f"{Q}sectPr"))
        if old is not None and new is not None:
            if (next(new.iter(f"{Q}p"), None) is None) is not (next(old.iter(f"{Q}p"), None) is None):
                body.remark("one of the documents has no paragraph: where it should stand, an empty one is left")
            written = write_container(body, old, new)
            last_old, last_new = old.find(f"{Q}sectPr"), new.find(f"{Q}sectPr")
            if last_old is not None and len(last_old) and last_new is None:
                last_new = etree.SubElement(new, f"{Q}sectPr")  # says what none says, and can keep what was
            if last_old is not None and last_new is not None:
                body.section(last_old, last_new)
            self._headers(old_sections)
            write_notes(body, self.notes)
            add_comments(
                self.new, body, comments, lambda one: (written.old if one.in_old else written.new).get(one.place)
            )
        self._finish()

    def _headers(self, old_sections: list[etree._Element]) -> None:
        def scope_of(old: str, new: str) -> Scope:
            part = Part(self.new, new)
            return self._scope(Part(self.old, old) if old else Part(self.new, new), part)

        write_headers(self.body, old_sections, scope_of)

    def _finish(self) -> None:
        """Put everything into the package: relationships first, which further parts may add to."""
        for scope in self._scopes.values():
            scope.links.save()
        self.shared.numbers.settle()
        self.shared.styles.bring(self.shared.styles_used)
        for scope in self._scopes.values():
            declare(scope.old.root, scope.new.root)
            self.new[scope.new.name] = write_xml(scope.new.root)

    def remarks(self) -> list[str]:
        """Return what has to be said about the redline."""
        found = [text if n == 1 else f"{text} ({n} times)" for text, n in self.shared.remarks.items()]
        styles = self.shared.styles
        if styles.redefined:
            names = ", ".join(f"'{name}'" for name in styles.redefined[:8])
            more = f" and {len(styles.redefined) - 8} more" if len(styles.redefined) > 8 else ""
            found.append(f"styles are defined differently, which Word can't track: {names}{more}")
        if styles.defaults_differ:
            found.append("the documents' default formatting differs, which Word can't track")
        if even_pages(self.old) is not even_pages(self.new):
            found.append("only one of the documents has other headers on even pages, which Word can't track")
        return found
