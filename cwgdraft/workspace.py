"""A workspace: the folder that holds records/, templates/ and build/."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.errors import CwgdraftError

_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of one working group; `root` is absolute."""

    root: Path

    @property
    def records(self) -> Path:
        """Return the folder of the record files."""
        return self.root / "records"

    @property
    def group_file(self) -> Path:
        """Return the file that makes a folder a workspace."""
        return self.records / "group.yaml"

    @property
    def meetings(self) -> Path:
        """Return the folder of the meetings."""
        return self.records / "meetings"

    @property
    def reports(self) -> Path:
        """Return the folder of the plans and their words."""
        return self.records / "reports"

    @property
    def registers(self) -> Path:
        """Return the folder of the registers."""
        return self.records / "registers"

    @property
    def templates(self) -> Path:
        """Return the folder of the Word templates."""
        return self.root / "templates"

    @property
    def phrases(self) -> Path:
        """Return the folder of the phrase catalogues."""
        return self.templates / "phrases"

    @property
    def build(self) -> Path:
        """Return the folder that drafts are written to."""
        return self.root / "build"

    @property
    def baseline(self) -> Path:
        """Return the file of the findings that are known and left out of a check."""
        return self.records / "baseline.json"

    def template_file(self, name: str) -> Path:
        """Return the path of the template `name`: `council-report`, or with a language `council-report.fr`."""
        return self.templates / f"{name}.docx"


def find_workspace(start: Path) -> Workspace:
    """Return the workspace that `start` lies in.

    Raises `CwgdraftError` when neither `start` nor a folder above it holds records/group.yaml.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "records" / "group.yaml").is_file():
            return Workspace(folder)
    raise CwgdraftError(
        f"no workspace in {start} or above: records/group.yaml is missing",
        "make one with 'cwgdraft init DIR', or name it with --workspace DIR",
    )


def file_name(name: str) -> str:
    """Return `name` in the form in which files are named (NFC).

    Raises `CwgdraftError` for a name that leaves its folder or that Windows would refuse.
    """
    name = unicodedata.normalize("NFC", name)
    stem = name.split(".")[0].strip().lower()
    if not stem or stem in _RESERVED or name[-1] in ". " or any(c in '<>:"/\\|?*' or ord(c) < 32 for c in name):
        raise CwgdraftError(
            f"'{name}' can't be a file's name on every machine",
            'leave out < > : " / \\ | ? *, a final full stop, and names such as CON or NUL',
        )
    return name


def is_litter(path: Path) -> bool:
    """Return whether a file is something that Word, LibreOffice or a Mac left beside the real ones."""
    name = path.name
    return name.startswith(("~$", "._", ".~lock.", "~WRL", ".")) or name.endswith((".tmp", "~"))
