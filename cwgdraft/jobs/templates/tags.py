"""The tag that prints a field, ready to be copied into a template or phrase."""

from __future__ import annotations

from cwgdraft.contract import FIELDS, Field, Shape

_ONE = {
    "meetings": "meeting",
    "documents": "document",
    "submitters": "submitter",
    "places": "place",
    "chairs_named": "name",
    "guests": "guest",
    "speakers": "speaker",
    "represented": "one",
    "people": "person",
    "vice_chairs": "part",
    "officials": "person",
    "secretariat": "person",
}
"""What an entry of a list is called in a loop; in any other list `part`."""
_PATHS = frozenset(field.path for field in FIELDS)
_MAY_BE_ABSENT = ("session", "since")
"""Groups of fields that some reports haven't: without asking for them, their fields would stop the build."""


def ready_tag(field: Field, *, phrases: bool = False) -> str:
    """Return the tag that prints a field, with the loops around it; empty for what only holds other fields."""
    loops: list[tuple[str, str]] = []
    here = ""
    for step in field.path.split("."):
        name = step.removesuffix("[]")
        here = f"{here}.{name}" if here else name
        if step.endswith("[]"):
            one = "person" if here == "thanked.vice_chairs" else _ONE.get(name, "part")
            loops.append((one, here))
            here = one
    tag = _innermost(field, here, phrases=phrases)
    if not tag:
        return ""
    if (group := field.path.partition(".")[0]) in _MAY_BE_ABSENT and field.path != group:
        return f"{{% if {group} %}}{tag}{{% endif %}}"
    for one, where in reversed(loops):
        tag = f"{{% for {one} in {where} %}}{tag}{{% endfor %}}"
    return tag


def _innermost(field: Field, here: str, *, phrases: bool) -> str:
    """Return the tag that stands inside the loops."""
    if field.shape in (Shape.TEXT, Shape.NUMBER):
        return f"{{{{ {here} }}}}"
    if field.shape is Shape.SWITCH:
        return f"{{% if {here} %}}…{{% endif %}}"
    if field.shape is Shape.MAP:
        return f"{{% if {here} %}}…{{% endif %}}" if field.path in _MAY_BE_ABSENT else ""
    if f"{field.path}[]" in _PATHS:
        return f"{{{{ {here}|listed }}}}" if phrases else f"{{{{ {here}|join(', ') }}}}"
    one = _ONE.get(field.path.rpartition(".")[2], "part")
    return f"{{% for {one} in {here} %}}…{{% endfor %}}"
