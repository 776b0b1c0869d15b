"""The contract: what tags print is something that reports have, and what a report's first page needs is printed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from cwgdraft.contract import FIELDS, KINDS, PLACES, Field, Needed, Shape, field_at, template_paths
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity
from cwgdraft.language.near import near_miss
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.linter import PRINT, Tag, Use, Uses
from cwgdraft.word.gate import MAIN

_METHODS = {"items", "keys", "values", "get"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report asks of its template, as far as its plan tells it.

    `front` has what stands on its first page by name; `box` the labels of its box in their order; `is_council` whether
    it is a document of the Council, not of the group. `kinds` are its kinds of blocks with how many there are, where
    they are known.
    """

    report: str
    front: dict[str, str] = field(default_factory=dict)
    box: tuple[str, ...] = ()
    is_council: bool = True
    kinds: dict[str, int] = field(default_factory=dict)


def check_fields(found: Found, uses: Uses, labels: Collection[str] = ()) -> None:
    """Note fields that no report has, and those that are used as what they aren't.

    `labels` are the names of the labels that boxes have; none where they aren't known.
    """
    seen: set[tuple[str, Tag]] = set()
    for use in uses.fields:
        if (use.path, use.tag) not in seen and not _is_known(use.path):
            seen.add((use.path, use.tag))
            _note_unknown(found, use)
    for use in uses.fields if labels else ():
        if (use.path, use.tag) not in seen and _is_label(use.path) and use.path.removeprefix("labels.") not in labels:
            seen.add((use.path, use.tag))
            _note_label(found, use, labels)
    for use in uses.printed:
        known = field_at(use.path)
        if known is not None and known.shape in (Shape.LIST, Shape.MAP) and use.path not in PLACES:
            _note_whole(found, use, known)
        elif use.path.endswith("[]") and (names := _names_in(use.path)):
            _note_entry(found, use.tag, use.tag.body, names)
    for path, tag, name in uses.filtered:
        _check_filtered(found, path, tag, name)
    for use in uses.loops:
        known = field_at(use.path)
        if known is not None and known.shape not in (Shape.LIST, Shape.MAP):
            found.add_at(
                "loop-over-text",
                use.tag,
                f"'{use.tag.raw}' goes through the letters of '{use.path}', which is a {known.shape}",
                f"print it: {{{{ {use.path} }}}}",
            )


def _is_known(path: str) -> bool:
    if path in PLACES or field_at(path) is not None:
        return True
    if path.endswith("[]"):
        parent = field_at(path.removesuffix("[]"))
        return parent is not None  # letters of a text are noted at its loop; of a group of fields these are the names
    base, _, last = path.rpartition(".")
    parent = field_at(base)
    return last in _METHODS and parent is not None and parent.shape is Shape.MAP


def _note_unknown(found: Found, use: Use) -> None:
    base, _, last = use.path.rpartition(".")
    while base and not _is_known(base):  # the first step that nobody knows is what is wrong
        base, _, last = base.rpartition(".")
    message, help_, meant = _unknown_inside(base, last) if base else _unknown_root(last)
    if _is_letter(base):
        return
    weight = Severity.WARNING if use.guarded else None
    found.add_at("unknown-field", use.tag, message, help_, about=meant, severity=weight)


def _is_label(path: str) -> bool:
    """Return whether a path names a label of the box, and not a way to go through them."""
    base, _, last = path.rpartition(".")
    return base == "labels" and last not in _METHODS


def _note_label(found: Found, use: Use, labels: Collection[str]) -> None:
    near = near_miss(use.path.removeprefix("labels."), labels)
    meant = f"labels.{near}" if near else ""
    hint = f"; did you mean '{meant}'?" if meant else ""
    help_ = f"'labels' has {', '.join(labels)} (records/registers/sessions.yaml, boxes)"
    weight = Severity.WARNING if use.guarded else None
    found.add_at("unknown-field", use.tag, f"no box has '{use.path}'{hint}", help_, about=meant, severity=weight)


def _is_letter(base: str) -> bool:
    """Return whether a path goes into the letters of a text, whose loop is noted already."""
    parent = field_at(base.removesuffix("[]")) if base.endswith("[]") else None
    return parent is not None and parent.shape is not Shape.LIST


def _names_in(base: str) -> list[str]:
    """Return the names of the fields of a group or of a list's entries."""
    names = [one.removeprefix(f"{base}.") for one in template_paths() if one.startswith(f"{base}.")]
    return [one for one in names if "." not in one and "[" not in one]


def _unknown_inside(base: str, last: str) -> tuple[str, str, str]:
    """Return message, remedy and the field that is meant, for a name that a list, a group or a text doesn't have."""
    names = _names_in(base)
    entry = base.endswith("[]")
    own = base.replace("[]", "")
    near = near_miss(last, names)
    meant = f"{own}.{near}" if near and not entry else ""
    hint = f"; did you mean '{meant or near}'?" if near else ""
    if entry:
        return (
            f"no entry of '{own}' has '{last}'{hint}",
            f"an entry has {', '.join(names) or 'no fields: it is a text'}",
            "",
        )
    parent = field_at(base)
    if parent is not None and parent.shape is Shape.LIST:
        inner = field_at(f"{base}[].{last}")
        one = f"{{{{ one.{last} }}}}" if inner else "{{ one }}"
        return f"'{own}' is a list, which has no '{last}'", f"write {{% for one in {own} %}}{one}{{% endfor %}}", ""
    has = f"'{own}' has {', '.join(names)}" if names else f"print it: {{{{ {own} }}}}"
    return f"no report has '{own}.{last}'{hint}", has, meant


def _unknown_root(name: str) -> tuple[str, str, str]:
    """Return message, remedy and the field that is meant, for a name that nothing has."""
    known = template_paths()
    help_ = "cwgdraft template fields lists what a template may print"
    if field_at(name, phrases=True) is not None:
        return f"no report has '{name}': only phrases have it", help_, ""
    roots = [one for one in (*known, *PLACES) if "." not in one and "[" not in one]
    inside = {one.rpartition(".")[2]: one for one in reversed(known) if "." in one and "[" not in one}
    near = near_miss(name, roots) or inside.get(near_miss(name, inside) or "")
    if near is None and (owner := next((one for one in known if one.endswith(f"[].{name}")), "")):
        path = owner.partition("[]")[0]
        help_ = f"print it in a loop: {{% for one in {path} %}}"
        return f"no report has '{name}'; each entry of '{path}' has", help_, ""
    hint = f"; did you mean '{near}'?" if near else ""
    return f"no report has '{name}'{hint}", help_, near or ""


def _note_whole(found: Found, use: Use, known: Field) -> None:
    path = use.path
    if known.shape is Shape.MAP:
        names = [one.path for one in FIELDS if one.path.startswith(f"{path}.") and "[" not in one.path]
        help_ = (
            f"print one of its fields: {', '.join(names[:6])}"
            if names
            else "print one of its fields, as in labels.purpose"
        )
    else:
        inner = next((one.path for one in FIELDS if one.path.startswith(f"{path}[].")), "")
        one = f"{{% for one in {path} %}}{{{{ one{inner.removeprefix(f'{path}[]')} }}}}{{% endfor %}}"
        help_ = f"write {one}" if inner else f"write {{{{ {path}|join(', ') }}}}"
    found.add_at(
        "list-printed", use.tag, f"'{use.tag.raw}' would print a {known.shape} with brackets and quotes", help_
    )


def _note_entry(found: Found, tag: Tag, name: str, names: Sequence[str]) -> None:
    found.add_at(
        "list-printed",
        tag,
        f"'{tag.raw}' would print a group of fields with brackets and quotes",
        f"print one of its fields: {', '.join(f'{name}.{one}' for one in names[:6])}",
    )


def _check_filtered(found: Found, path: str, tag: Tag, name: str) -> None:
    """Note a filter for lists that is given a text, and entries joined that are groups of fields."""
    known = field_at(path)
    if known is None:
        return
    if known.shape is Shape.TEXT:
        found.add_at(
            "loop-over-text",
            tag,
            f"'{tag.raw}' goes through the letters of '{path}', which is a {known.shape}",
            f"print it: {{{{ {path} }}}}",
        )
    elif name == "join" and "attribute" not in tag.body and (names := _names_in(f"{path}[]")):
        found.add_at(
            "list-printed",
            tag,
            f"'{tag.raw}' would print groups of fields with brackets and quotes",
            f"take one field of each: {path}|map(attribute='{names[0]}')|join(', ')",
        )


# --- what would be lost ---------------------------------------------------------------------------


def check_places(found: Found, tags: Sequence[Tag], wanted: Sequence[Wanted]) -> None:
    """Note places of blocks that are missing, stand twice, or where blocks can't."""
    for place in PLACES:
        named = [tag for tag in tags if tag.kind == PRINT and tag.body == place and not tag.paragraph.in_fallback]
        standing = [tag for tag in named if _can_stand(tag)]
        for tag in named:
            if not _can_stand(tag):
                found.add_at(
                    "missing-place",
                    tag,
                    f"'{tag.raw}' stands in a header, footer, note or text box, where no blocks can be put",
                    "write it in the text",
                )
        for tag in standing[1:]:
            found.add_at("missing-place", tag, f"'{tag.raw}' stands twice", "keep one of them")
        if not named:
            lost = _lost_place(place, wanted)
            found.add(
                "missing-place",
                found.text.whole(MAIN, "the text"),
                f"there is no paragraph {{{{p {place} }}}}: {lost}",
                f"write {{{{p {place} }}}} alone in a paragraph where the {place} belongs",
            )


def _can_stand(tag: Tag) -> bool:
    """Return whether blocks can be put where a tag stands: in the text, outside of text boxes."""
    return tag.paragraph.part == MAIN and not tag.paragraph.in_box


def _lost_place(place: str, wanted: Sequence[Wanted]) -> str:
    names = [one.report for one in wanted]
    whose = f" of {', '.join(names)}" if names else ""
    if place == "box" and wanted:
        labels = list(dict.fromkeys(label for one in wanted for label in one.box))
        if labels:
            return f"the {', the '.join(labels)}{whose} would be lost"
    return f"the {place}{whose} would be lost"


def check_lost(found: Found, uses: Sequence[Uses], wanted: Sequence[Wanted]) -> None:
    """Note what stands on the first page of a report by the Council's layout, and this template doesn't print."""
    printed = {use.path for one in uses for use in one.fields}
    if "front" in printed and any(use.path == "front" for one in uses for use in one.loops):
        return
    if any(path.startswith("front.") and path.rpartition(".")[2] in _METHODS for path in printed):
        return
    for one in FIELDS:
        if one.needed is Needed.NEVER or one.path in printed:
            continue
        name = one.path.removeprefix("front.")
        if name == "symbol" and "front.document" in printed:
            continue
        losing = [report for report in wanted if _loses(report, one, name)]
        if losing and ("unknown-field", one.path) not in found.said:  # a misspelt tag most likely means it
            value = losing[0].front.get(name, "")
            shown = f" ('{value}')" if value else ""
            found.add(
                "lost-field",
                found.text.whole(MAIN, "the first page"),
                f"{', '.join(report.report for report in losing)} would lose the {one.what.split(';')[0]}{shown}",
                f"write {{{{ {one.path} }}}} where it belongs",
            )


def _loses(report: Wanted, one: Field, name: str) -> bool:
    if one.needed is Needed.COUNCIL and not report.is_council:
        return False
    if one.needed is Needed.GROUP and report.is_council:
        return False
    return name in report.front


def check_kinds(found: Found, samples: set[str], wanted: Sequence[Wanted]) -> None:
    """Note kinds of blocks without a sample, those that a report uses as what they are: lost."""
    if not samples and not any(one.rule == "wrong-sample" for one in found.findings):
        message = "there are no samples, after which the blocks of reports are made: none can be built"
        help_ = "copy the last pages, from {# samples #} on, from the template as it was"
        found.add("missing-sample", found.text.whole(MAIN, "the text"), message, help_, severity=Severity.ERROR)
        return
    for kind in KINDS:
        if kind in samples or ("wrong-sample", kind) in found.said:  # there, misspelt or in the wrong place
            continue
        using = {one.report: one.kinds[kind] for one in wanted if kind in one.kinds}
        if using:
            count = sum(using.values())
            blocks = f"{count} blocks" if count != 1 else "1 block"
            message = f"there is no sample for '{kind}': {blocks} of {', '.join(using)} would be lost"
        else:
            message = f"there is no sample for '{kind}' ({KINDS[kind]}): a report with one can't be built"
        found.add(
            "missing-sample",
            found.text.whole(MAIN, "the samples"),
            message,
            f"add a {'table' if kind == Kind.TABLE.value else 'paragraph'} that begins with {{# sample: {kind} #}} "
            "below the other samples, or copy it from the template as it was",
            severity=Severity.ERROR if using else None,
        )
