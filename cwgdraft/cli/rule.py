"""`cwgdraft rule`: the rules of `cwgdraft check`, and the manual page of each."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    from cwgdraft.checking.registry import names

    return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


@click.command(name="rule")
@click.argument("name", default="", shell_complete=_complete)
@click.pass_obj
def command(output: Output, name: str) -> int:
    """List the rules of `cwgdraft check`; with a name, print what a rule looks for, why, and examples."""
    from cwgdraft.checking.registry import RULES, load_rule, names
    from cwgdraft.jobs.checking.manual import manual_page
    from cwgdraft.language.near import did_you_mean

    if name:
        if name not in names():
            raise CwgdraftError(f"there is no rule '{name}'{did_you_mean(name, names())}", "cwgdraft rule lists them")
        output.result(manual_page(name))
        return 0
    width = max(map(len, names()), default=0)
    for group, rules in RULES.items():
        output.result(f"{group}:")
        for rule in map(load_rule, rules):
            asked = "" if rule.default else " (only when asked for)"
            output.result(f"  {rule.name:<{width}}  {rule.severity.word:<7}  {rule.what}{asked}")
    return 0
