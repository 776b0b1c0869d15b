"""Names of reports and meetings for the completion of a shell: read from the folders, nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from cwgdraft.errors import CwgdraftError
from cwgdraft.workspace import find_workspace


def reports_and_meetings(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the reports and meetings whose names begin with `incomplete`."""
    return [name for name in (*_names(ctx, "reports"), *_names(ctx, "meetings")) if name.startswith(incomplete)]


def meetings(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Return the numbers of meetings that begin with `incomplete`."""
    return [name for name in _names(ctx, "meetings") if name.startswith(incomplete)]


def _names(ctx: click.Context, folder: str, files: str = "*.yaml") -> list[str]:
    try:
        workspace = find_workspace(Path(ctx.find_root().params.get("folder") or "."))
    except CwgdraftError:
        return []
    return sorted(path.stem for path in (workspace.records / folder).glob(files))


def templates(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """Return the templates of the workspace whose names begin so; where none do, the shell completes files."""
    names = [name for name in _names(ctx, "../templates", "*.docx") if not name.startswith(("~$", "."))]
    found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]
