"""The whole page: its frame, its style and its script around the list and the text of a comparison."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

import cwgdraft
from cwgdraft.comparing.changes import Comparison
from cwgdraft.comparing.page.blocks import scope_of
from cwgdraft.comparing.page.contents import causes, kinds, sections, shown_list
from cwgdraft.comparing.page.elements import escaped
from cwgdraft.comparing.page.stories import shown_stories
from cwgdraft.comparing.phrases import folded

_FILE = re.compile(r".*[/\\](?=[^/\\]+\.(?:docx|docm|dotx|dotm|txt|md|ya?ml|json)\Z)", re.DOTALL | re.IGNORECASE)
"""The folders before the name of a file; symbols such as `C26/8-E` are left alone."""


def page(comparison: Comparison, *, title: str, public: bool = False, language: str = "en") -> str:
    """Return a comparison as one HTML page that fetches nothing; `language` is that of the two drafts.

    A public page names no cause, no origin, no folder and no version of the program, in its source neither.
    """
    if public:
        title, comparison = _without_folders(title, comparison)
    scope = scope_of(comparison, public=public)
    script = _part("stepping.js") + _part("page.js")
    count = sum(1 for _ in comparison.shown())
    frame = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(_part("page.html"))
    return frame.render(
        title=escaped(title),
        old=escaped(comparison.old_name),
        new=escaped(comparison.new_name),
        remarks=[escaped(remark) for remark in comparison.remarks],
        language=escaped(language),
        count=count,
        total=_total(comparison, count),
        derived=f"{sum(comparison.derived().values()):,}",
        noise=folded(comparison.derived()),
        maker="" if public else f"made by cwgdraft {cwgdraft.__version__}",
        kinds=kinds(comparison),
        causes=[] if public else causes(comparison),
        sections=[replace(one, name=escaped(one.name)) for one in sections(comparison)],
        changes=shown_list(comparison, scope),
        stories=shown_stories(comparison, scope),
        style=Markup(_part("page.css")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        digest=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
    )


def _total(comparison: Comparison, places: int) -> str:
    """Return how many changes there are; a move is one change at two places."""
    count = sum(comparison.counts().values())
    if not count:
        return "No changes"
    found = f"{count:,} change{'' if count == 1 else 's'}"
    return found if places == count else f"{found} at {places:,} places"


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _without_folders(title: str, comparison: Comparison) -> tuple[str, Comparison]:
    """Return a title and a comparison in which files are named without the folders that they lie in."""
    names = {name: _FILE.sub("", name) for name in (comparison.old_name, comparison.new_name)}

    def short(text: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, names[name]) if name != names[name] else text
        return text

    old, new = names[comparison.old_name], names[comparison.new_name]
    remarks = tuple(short(remark) for remark in comparison.remarks)
    return short(title), replace(comparison, old_name=old, new_name=new, remarks=remarks)
