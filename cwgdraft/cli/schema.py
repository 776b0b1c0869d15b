"""`cwgdraft schema`: the JSON Schemas that editors complete from."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cwgdraft.cli.output import Output
from cwgdraft.files import write_whole


@click.command(name="schema")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder.  [default: records/schema]")
@click.option("--print", "print_name", default=None, metavar="NAME", help="Print one schema instead (meeting, plan …).")
@click.pass_obj
def command(output: Output, out: Path | None, print_name: str | None) -> int:
    """Write the JSON Schema of each kind of record file.

    The first line of a record, `# yaml-language-server: $schema=../schema/meeting.json`, tells an editor where it is.
    """
    from cwgdraft.records.json_schema import json_schemas

    schemas = json_schemas()
    if print_name is not None:
        if print_name not in schemas:
            raise click.BadParameter(f"'{print_name}' is none of: {', '.join(schemas)}", param_hint="--print")
        output.json(schemas[print_name])
        return 0
    folder = out or output.workspace.records / "schema"
    for name, schema in schemas.items():
        path = folder / f"{name}.json"
        write_whole(path, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
        output.result(output.shown(path))
    return 0
