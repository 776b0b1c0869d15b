"""The manual page of a rule: what is wrong and why, its weight, what fails and what passes."""

from __future__ import annotations

import re
from importlib import resources

from cwgdraft.checking.registry import load_rule


def cases_of(name: str) -> dict[str, tuple[str, ...]]:
    """Return the documents of a rule's case file by their part, `fails` and `passes`; empty where there is no file."""
    file = resources.files("cwgdraft.checking").joinpath("cases", f"{name}.txt")
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8").replace("\r\n", "\n")
    parts = re.split(r"^# (fails|passes)[ \t]*\n", text, flags=re.MULTILINE)
    found = {}
    for part, content in zip(parts[1::2], parts[2::2], strict=True):
        documents = (one.strip("\n") for one in re.split(r"^---[ \t]*\n", content, flags=re.MULTILINE))
        found[part] = tuple(one for one in documents if one.strip())
    return found


def manual_page(name: str) -> str:
    """Return the manual page of a rule as text; raises `KeyError` for a name that no rule has."""
    rule = load_rule(name)
    weight = f"{rule.severity.word}" + ("" if rule.default else ", only when it is asked for")
    needs = "\nNeeds: the records of a workspace." if rule.needs == "records" else ""
    pages = [f"{rule.name} ({rule.group}; {weight})", f"{rule.manual}{needs}"]
    cases = cases_of(name)
    for part, title in (("fails", "Is found:"), ("passes", "Is right:")):
        if documents := cases.get(part):
            shown = "\n\n".join("\n".join(f"    {line}" for line in one.split("\n")) for one in documents)
            pages.append(f"{title}\n\n{shown}")
    accept = (
        f'To accept it with a reason: {{accept="{name}: …"}} at the end of the paragraph in the minutes, '
        f"# accept {name}: … in YAML,\nor a comment in Word that begins with 'accept {name}: …'. "
    )
    off = f"To switch it off: rules: {{off: [{name}]}} in records/house.yaml."
    pages.append(accept + off if rule.acceptable else off)
    return "\n\n".join(pages)
