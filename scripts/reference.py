"""Writes the reference pages that are made from the program itself: docs/cli.md and docs/settings.md.

With `--check` it writes nothing and fails where a page is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
import typer
from typer.cli import get_docs_for_click

from teralineage.adapters.redis import config as redis_config
from teralineage.cache import ttl
from teralineage.cli import app
from teralineage.config import table

DOCS = Path(__file__).parents[1] / "docs"


def cli_page() -> str:
    """Every command with its arguments and options, as `--help` tells them."""
    command = typer.main.get_command(app)
    context = click.Context(command, info_name="teralineage")
    return get_docs_for_click(obj=command, ctx=context, name="teralineage").rstrip() + "\n"


def settings_page() -> str:
    """Every setting with its default, its accepted form and its meaning."""
    lines = [
        "# Settings",
        "",
        "Read once, when the program starts, from the environment. A value that is refused is named, with the form",
        "that is accepted; all faulty ones at once. An empty variable counts as not set.",
        "",
        "| variable | default | accepted | meaning |",
        "|---|---|---|---|",
    ]
    for row in table():
        names = ", ".join(f"`{name}`" for name in (row.variable, *row.aliases))
        shown = str(row.default).lower() if isinstance(row.default, bool) else row.default
        default = "" if row.default in (None, "", ()) else f"`{shown}`"
        lines.append(f"| {names} | {default} | {row.kind.form} | {row.help} |")
    for variable, default, form, meaning in redis_config.SETTINGS:
        lines.append(f"| `{variable}` | {f'`{default}`' if default else ''} | {form} | {meaning} |")
    defaults = ttl.CacheTTLConfig()
    for member, (variable, meaning) in ttl.SETTINGS.items():
        lines.append(f"| `{variable}` | `{getattr(defaults, member)}` | a number of seconds, 0 or more | {meaning} |")
    return "\n".join(lines) + "\n"


PAGES = {"cli.md": cli_page, "settings.md": settings_page}


def main() -> int:
    """Write the pages, or with `--check` compare them; the exit code."""
    stale = 0
    for name, render in PAGES.items():
        path = DOCS / name
        text = render()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"docs/{name} is out of date: run `make docs`")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
