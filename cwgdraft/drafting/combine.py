"""Combining: what several meetings said comes together under the sections of one report."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cwgdraft.draft import Run, Runs
from cwgdraft.drafting.cite import named, spans_to_runs
from cwgdraft.drafting.leaving import Leaving
from cwgdraft.drafting.minutes import AgendaItem, Said, agenda
from cwgdraft.drafting.number import Entry, Node, Paragraph
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.sections import Homes, Part, place_of, title_wording
from cwgdraft.drafting.sentences import Sentences
from cwgdraft.drafting.statements import entry_of, names_its_meeting
from cwgdraft.finding import Place, Severity
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.inline import read_inline
from cwgdraft.records.model import Breaks, Item, Statement, place_at

_NAMED = re.compile(r"\d{1,3}#[\w.:-]+")


@dataclass(frozen=True, slots=True)
class Cover:
    """Own words that stand for what meetings said under a topic, printed in a section."""

    topic: str
    meetings: tuple[int, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where the words of a block stand in the records, and the words as they are written there.

    `parts` are the paragraphs of a statement, the first one too; `breaks` says where the lines of a paragraph begin.
    """

    place: Place
    source: str
    parts: tuple[Recorded, ...] = ()
    breaks: Breaks = ()

    def at(self, offset: int) -> Place:
        """Return where in its file the sign at `offset` of the words of a paragraph stands."""
        return place_at(self.place, self.breaks, offset)


@dataclass(eq=False, slots=True)
class _Piece:
    """What one item brings to a section: statements that run on, or a whole item that keeps its title."""

    said: list[Said] = field(default_factory=list)
    item: AgendaItem | None = None


class Combiner:
    """Builds the nodes of a report; afterwards `used`, `covers` and `leaving` say what became of every statement."""

    def __init__(self, scope: Scope, parts: list[Part], leaving: Leaving, sentences: Sentences) -> None:
        self.scope = scope
        self.parts = parts
        self.leaving = leaving
        self.sentences = sentences
        self.homes = Homes(scope, parts)
        self.agendas = {number: agenda(scope, number) for number in scope.meetings}
        self.used: dict[str, str] = {}
        self._topics = scope.records.topics()
        self.covers: list[Cover] = []
        self.recorded: dict[str, Recorded] = {}
        self.printed_words: set[tuple[str, str]] = set()
        self._pieces: dict[tuple[int, int], list[_Piece]] = {}
        self._inside: set[str] = set()
        self._called: dict[int, list[str]] = {}
        """By section, the names of items whose own headings it doesn't print."""
        self.leaving.settle({said.origin for items in self.agendas.values() for item in items for said in item.said()})
        named = {token for top in parts for part in top.all() for token in part.content if _NAMED.fullmatch(token)}
        self._named = {
            said.origin: said for items in self.agendas.values() for item in items for said in item.said()
            if said.origin in named
        }  # fmt: skip
        """Statements that a section's content names: they stand there, and with no other items."""
        for number, items in self.agendas.items():
            for item in items:
                self._place(item, number)

    # --- which item goes where ----------------------------------------------------------------

    def _place(self, item: AgendaItem, meeting: int) -> None:
        """Give an item's statements, and the sub-items that don't stay with it, to their sections."""
        if self.leaving.leaves(item.key, item.topic, meeting):
            self._place_elsewhere(item, meeting)
            return
        home = self.homes.home(item.topic, meeting)
        own = home is not None and home.topic == item.topic and not home.titled
        piece = _Piece() if own or home is None else _Piece(item=_shell(item))
        kept = piece.item.children if piece.item else None
        if item.item.id and piece.item is None:
            section = self.homes.section(item.topic, meeting)
            if section is not None:
                self._called.setdefault(id(section), []).extend((f"{meeting}#{item.item.id}", f"#{item.item.id}"))
        if home is not None:
            self._pieces.setdefault((id(home), meeting), []).append(piece)
        for child in item.children:
            if isinstance(child, Said):
                if child.origin in self._named or self.leaving.leaves(child.origin, child.topic, meeting):
                    continue
                target = home if child.topic == item.topic else self.homes.home(child.topic, meeting)
                if target is None:
                    continue
                if target is not home:
                    self._pieces.setdefault((id(target), meeting), []).append(_Piece([child]))
                elif kept is not None:
                    kept.append(child)
                else:
                    piece.said.append(child)
                continue
            there = self.homes.home(child.topic, meeting)
            if (
                child.names_topic and child.topic != item.topic and there is not None and there is not home
            ) or home is None:
                self._place(child, meeting)
            elif not self.leaving.leaves(child.key, child.topic, meeting):
                pruned = self._pruned(child, meeting)
                if kept is not None:
                    kept.append(pruned)
                else:
                    self._pieces[id(home), meeting].append(_Piece(item=pruned))

    def _place_elsewhere(self, item: AgendaItem, meeting: int) -> None:
        """Place what an item that is left out holds for other topics."""
        for child in item.children:
            if child.topic == item.topic:
                continue
            if isinstance(child, AgendaItem):
                self._place(child, meeting)
            elif child.origin not in self._named and not self.leaving.leaves(child.origin, child.topic, meeting):
                home = self.homes.home(child.topic, meeting)
                if home is not None:
                    self._pieces.setdefault((id(home), meeting), []).append(_Piece([child]))

    def _pruned(self, item: AgendaItem, meeting: int) -> AgendaItem:
        """Return an item without what the report leaves out."""
        shell = _shell(item)
        for child in item.children:
            name = child.origin if isinstance(child, Said) else child.key
            if name in self._named or self.leaving.leaves(name, child.topic, meeting):
                continue
            shell.children.append(child if isinstance(child, Said) else self._pruned(child, meeting))
        return shell

    # --- sections -----------------------------------------------------------------------------

    def nodes(self) -> list[Node]:
        """Return the report's sections; those without any content are not printed."""
        found: list[Node] = []
        for part in self.parts:
            found.extend(self._part(part))
        self._note_unused_words()
        return found

    def _part(self, part: Part) -> list[Node]:
        if part.content == ("agenda",) and part.title is None and not part.parts:
            return self._agenda(part)
        title = title_wording(self.scope, part)
        shelf = self.sentences.shelf
        runs = shelf.take(self.sentences.render("titles", part.key)) if title is None else self._title(title)
        own = [f"#{name}" for name in (part.key, part.topic) if name]
        names = tuple(dict.fromkeys([*own, *self._called.get(id(part), ())]))
        self.recorded[f"section:{part.key}"] = Recorded(place_of(self.scope, part), title or "")
        node = Node(runs, f"section:{part.key}", names, True, part.numbered, part.run_in, place=self.scope.plan.place)
        for token, next_one in itertools.pairwise((*part.content, "")):
            node.children.extend(self._content(part, token, next_one))
        for child in part.parts:
            node.children.extend(self._part(child))
        return [node] if node.has_content() else []

    def _title(self, text: str) -> Runs:
        return spans_to_runs(self.scope, read_inline(text), None)

    def _content(self, part: Part, token: str, followed_by: str = "") -> Sequence[Node | Entry]:
        if token == "items":  # noqa: S105 - a word of plans
            return self._items(part)
        if token == "agenda":  # noqa: S105
            return self._agenda(part)
        if token == "words" or token.startswith("words "):  # noqa: S105
            return self._words(part, token[5:].strip() or part.key)
        if _NAMED.fullmatch(token):
            return self._statement(part, token)
        if self.scope.catalogue.has("sentences", token):
            return self.sentences.entries(part.key, token, followed_by)
        known = ["words", "items", "agenda", *self.scope.catalogue.phrases.get("sentences", ())]
        hint = did_you_mean(token, known)
        message = f"'{token}' is no content of a section{hint}"
        help_ = f"use one of: {', '.join(known)}"
        self.scope.found("unknown-content", message, place_of(self.scope, part), help_)
        return []

    def _statement(self, part: Part, origin: str) -> list[Entry]:
        """Return the statement that a section's content names, unless the report leaves it out."""
        said = self._named.get(origin)
        if said is None:
            message = f"the section '{part.key}' names the statement '{origin}', which there isn't"
            known = [one.origin for items in self.agendas.values() for item in items for one in item.said()]
            hint = did_you_mean(origin, [one for one in known if "#" in one])
            help_ = "give a statement of that meeting the id {#…}, or take the name out of the content"
            self.scope.found("unknown-content", f"{message}{hint}", place_of(self.scope, part), help_)
            return []
        if self.leaving.leaves(said.origin, said.topic, said.meeting):
            return []
        return [self._said(said, part)]

    # --- own words ----------------------------------------------------------------------------

    def _words(self, part: Part, name: str) -> list[Node | Entry]:
        report, sign, key = name.partition("#")
        if not sign:
            report, key = self.scope.plan.name, name
        item = self.scope.words(report).item(key)
        if item is None:
            if sign or name != part.key:
                message = f"there are no words '#{key}' in reports/{report}.md"
                self.scope.found("unknown-words", message, place_of(self.scope, part), "write them, or correct it")
            return []
        self.printed_words.add((report, key))
        self._cover(part, item, part.topic or key)
        return self._word_children(part, item, report, key, "")

    def _cover(self, part: Part, item: Item, topic: str) -> None:
        """Note what own words stand for."""
        if covers := item.attributes.get("covers"):
            meetings = self._numbers(covers, item)
            self.covers.append(Cover(item.attributes.get("topic") or topic, meetings, part.key))

    def _word_children(self, part: Part, item: Item, report: str, key: str, speaks_of: str) -> list[Node | Entry]:
        """Return paragraphs and sub-headings of own words; `speaks_of` are the meetings named above them."""
        found: list[Node | Entry] = []
        seen: dict[str, int] = {}
        speaks_of = item.attributes.get("meetings", speaks_of)
        for child in item.children:
            if isinstance(child, Statement):
                origin = f"{report}#{child.id}" if child.id else f"{report}/{key}~{child.digest}"
                seen[origin] = seen.get(origin, 0) + 1
                origin += f".{seen[origin]}" if seen[origin] > 1 else ""
                meetings = self._numbers(child.attributes.get("meetings", speaks_of), child)
                meeting = meetings[0] if len(meetings) == 1 else None
                found.append(self._entry(child, origin, meeting, names_meeting=self.scope.several))
                continue
            self.printed_words.add((report, child.id))
            inner = child.id or key
            self._cover(part, child, child.id if child.id in self._topics else part.topic or key)
            title = spans_to_runs(self.scope, child.title, None)
            names = (f"#{child.id}",) if child.id else ()
            numbered = "unnumbered" not in child.attributes
            self.recorded[f"{report}/{inner}"] = Recorded(child.place, child.words, breaks=child.breaks)
            node = Node(
                title,
                f"{report}/{inner}",
                names,
                numbered,
                part.numbered,
                "run-in" in child.attributes,
                place=child.place,
            )
            node.children = self._word_children(part, child, report, inner, speaks_of)
            found.append(node)
        return found

    def _numbers(self, text: str, owner: Item | Statement) -> tuple[int, ...]:
        """Return the meetings that `covers=43,44` or `meetings=41` names."""
        found = []
        for piece in filter(None, re.split(r"[,\s]+", text)):
            if piece.isdecimal() and int(piece) in self.scope.records.meetings:
                found.append(int(piece))
            elif piece.isdecimal():
                help_ = f"record it in meetings/{piece}.yaml, or correct the number"
                self.scope.found("unknown-meeting", f"there is no record of meeting {piece}", owner.place, help_)
            else:
                help_ = "write the numbers of meetings, as in covers=43,44"
                self.scope.found("wrong-value", f"'{piece}' is no number of a meeting", owner.place, help_)
        return tuple(found)

    def _note_unused_words(self) -> None:
        """Note own words that no section prints: nothing recorded is lost in silence."""

        def walk(items: Iterable[Item], printed: bool) -> None:
            for item in items:
                here = printed or (self.scope.plan.name, item.id) in self.printed_words
                if not here and any(isinstance(child, Statement) for child in item.children):
                    name = item.id or item.words
                    message = f"the words under '#{name}' are printed in no section"
                    help_ = f"give a section the key '{name}', or 'words {name}' in its content"
                    self.scope.found("unused-words", message, item.place, help_)
                walk([child for child in item.children if isinstance(child, Item)], here)

        walk(self.scope.words(self.scope.plan.name).items, printed=False)

    # --- items of meetings --------------------------------------------------------------------

    def _items(self, part: Part) -> list[Node | Entry]:
        found: list[Node | Entry] = []
        for number in part.meetings:
            pieces = self._pieces.get((id(part), number), [])
            own: list[Node | Entry] = []
            for piece in pieces:
                own.extend(self._said(one, part) for one in piece.said)
                if piece.item:
                    own.append(self._item_node(piece.item, part))
            own = [one for one in own if isinstance(one, Entry) or one.has_content()]
            if own and self.scope.several:
                self._open(part, number, own)
            found.extend(own)
        return found

    def _open(self, part: Part, number: int, own: list[Node | Entry]) -> None:
        """Let a meeting's part of a section begin as the plan wants it.

        Where it begins with a list, which no phrase can lead into, a sub-heading names the meeting.
        """
        if part.opening == "none":
            return
        data = {"meetings_named": named(self.scope, (number,))}
        first = _first_entry(own)
        head = first.paragraphs[0] if first and first.paragraphs else None
        if part.opening == "inside" and first and first.origin in self._inside:
            return
        if part.opening == "subheading" or head is None or head.kind != "text":
            title = Paragraph("text", (Run(self.scope.catalogue.render("openings", "subheading", data)),))
            own.insert(0, Entry([title], f"opening:{part.key}/{number}", numbered=False, subheading=True))
            return
        words = self.scope.catalogue.render("openings", "phrase", data)
        head.runs = (Run(words), *self._lowered(head.runs))

    def _lowered(self, runs: Runs) -> Runs:
        """Return a sentence as it goes on behind an opening: a first word that isn't a name loses its capital."""
        if not runs:
            return runs
        first = runs[0]
        word = re.match(r"[^\W\d_]+", first.text)
        if not word or word[0] not in self.scope.catalogue.lowered or first.link or first.target:
            return runs
        text = first.text[0].lower() + first.text[1:]
        return (Run(text, first.strong, first.emphasis, first.link, first.target, first.open), *runs[1:])

    def _agenda(self, part: Part) -> list[Node]:
        """Return all items of a section's meetings, in agenda order."""
        items = [item for number in part.meetings for item in self._kept_agenda(number)]
        nodes = [self._item_node(item, part) for item in items]
        for node, item in zip(nodes, items, strict=True):
            if not node.has_content():
                message = f"nothing is written under '{item.item.words}': the heading isn't printed"
                help_ = "write what was said, or take the heading out"
                self.scope.found("empty-item", message, item.item.place, help_, Severity.ADVICE)
        return [node for node in nodes if node.has_content()]

    def _kept_agenda(self, number: int) -> list[AgendaItem]:
        items = [item for item in self.agendas[number] if not self.leaving.leaves(item.key, item.topic, number)]
        return [self._pruned(item, number) for item in items]

    def _item_node(self, item: AgendaItem, part: Part) -> Node:
        attributes = item.item.attributes
        called = filter(None, (item.item.id, item.topic if item.names_topic else ""))
        self.recorded[item.key] = Recorded(item.item.place, item.item.words, breaks=item.item.breaks)
        node = Node(
            spans_to_runs(self.scope, item.item.title, item.meeting),
            item.key,
            tuple(f"{prefix}#{name}" for name in called for prefix in (item.meeting, "")),
            "unnumbered" not in attributes,
            part.numbered,
            "run-in" in attributes,
            place=item.item.place,
        )
        for child in item.children:
            if isinstance(child, Said):
                node.children.append(self._said(child, part))
            else:
                node.children.append(self._item_node(child, part))
        return node

    def _said(self, said: Said, part: Part) -> Entry:
        """Return a statement as it is printed, called also by the names of those that were merged into it."""
        self.used[said.origin] = said.origin
        names_meeting = self.scope.several and part.opening == "inside"
        entry = self._entry(said.statement, said.origin, said.meeting, names_meeting=names_meeting)
        merged = [one for one, keep in self.leaving.kept.items() if keep == said.origin]
        if merged:
            names = [name for one in merged for name in (one, f"#{one.partition('#')[2]}")]
            entry.paragraphs[0].names += tuple(names)
        return entry

    def _entry(self, statement: Statement, origin: str, meeting: int | None, *, names_meeting: bool) -> Entry:
        parts = tuple(Recorded(part.place, part.source, breaks=part.breaks) for part in statement.parts)
        self.recorded[origin] = Recorded(statement.place, statement.source, parts)
        if names_its_meeting(statement):
            self._inside.add(origin)
        return entry_of(self.scope, statement, origin, meeting, names_meeting=names_meeting)


def _first_entry(children: Iterable[Node | Entry]) -> Entry | None:
    """Return the first paragraph that stands in or below some nodes."""
    for child in children:
        found = child if isinstance(child, Entry) else _first_entry(child.children)
        if found is not None:
            return found
    return None


def _shell(item: AgendaItem) -> AgendaItem:
    return AgendaItem(item.item, item.meeting, item.key, item.topic, item.names_topic)
