"""`cwgdraft completion`: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cwgdraft.cli.output import Output


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that completes commands and options in your shell.

    \b
    bash: cwgdraft completion bash > ~/.local/share/bash-completion/completions/cwgdraft
    zsh:  cwgdraft completion zsh > ~/.zfunc/_cwgdraft
    fish: cwgdraft completion fish > ~/.config/fish/completions/cwgdraft.fish
    """  # noqa: D301 - click\'s own mark, which a raw text would hide from it
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"click doesn't know {shell}")
    Output.result(kind(ctx.find_root().command, {}, "cwgdraft", "_CWGDRAFT_COMPLETE").source())
    return 0
