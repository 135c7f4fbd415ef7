"""The command line: parses arguments and sets the exit status. The work is in `commands`.

Heavy modules are imported inside the commands, so that `--help` and a build with nothing to
do start quickly.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, TextIO

import click

from connectorsmith import __version__
from connectorsmith.diagnostics.errors import UsageError
from connectorsmith.diagnostics.findings import UnreadableError
from connectorsmith.settings.profile import Profile
from connectorsmith.targets import DEFAULT, TARGETS

FORMATS = ("text", "json", "sarif", "github", "microsoft")
_PATH = click.Path(path_type=Path)
_ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of all files that a $ref can name.  [default: the definition's own]",
)


class _Command(click.Command):
    """A command that shows a UsageError of connectorsmith as click shows its own."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from None


class _Group(click.Group):
    command_class = _Command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="connectorsmith")
def cli() -> None:
    """Build an SDK, a connector package and a reference page from a Power Platform connector."""


@cli.command()
@click.argument("specs", nargs=-1, type=_PATH, metavar="[SPEC]...")
@click.option(
    "-o",
    "--out",
    type=_PATH,
    default=Path("generated"),
    show_default=True,
    help="Folder of the output, with a subfolder for each connector.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    type=click.Choice(TARGETS),
    help=f"Build only this target; can be repeated.  [default: {', '.join(DEFAULT)}]",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of templates that override those of connectorsmith.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing; exit with 1 if the output is out of date.",
)
@click.option(
    "--force", is_flag=True, help="Overwrite generated files that were edited by hand."
)
@_ROOT
@click.option(
    "--strict",
    is_flag=True,
    help="Build nothing for a definition with a fault that changes the output.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Number of connectors to build at once.  [default: one per core]",
)
@click.option("-q", "--quiet", is_flag=True, help="Print only findings and errors.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Show every finding with its place in the source.",
)
def build(
    specs: tuple[Path, ...],
    out: Path,
    targets: tuple[str, ...],
    templates: Path | None,
    check: bool,
    force: bool,
    root: Path | None,
    strict: bool,
    jobs: int,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the targets of each SPEC.

    A SPEC is a connector's folder, a definition file, or a folder of connectors. The default
    is spec/.
    """
    from connectorsmith.commands.build import BuildOptions, build_all

    options = BuildOptions(
        out=out,
        targets=tuple(dict.fromkeys(targets)) or DEFAULT,
        templates=templates,
        check=check,
        force=force,
        root=root,
        strict=strict,
        color=_colors(sys.stderr),
        verbose=verbose,
    )
    status = 0
    for outcome in build_all(
        specs or (Path("spec"),), options, jobs or os.cpu_count() or 1
    ):
        if outcome.report:
            _write(sys.stderr, outcome.report)
        if outcome.summary and not quiet:
            _write(sys.stdout, f"{outcome.summary}\n")
        status = max(status, outcome.status)
    return status


@cli.command()
@click.argument("specs", nargs=-1, required=True, type=_PATH, metavar="SPEC...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="Format of the findings.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Report only these rules: names, ids or prefixes of ids, separated by commas.",
)
@click.option(
    "--ignore", multiple=True, metavar="RULES", help="Do not report these rules."
)
@click.option(
    "--fix", is_flag=True, help="Fix what rules can fix, in the files themselves."
)
@click.option(
    "--diff", is_flag=True, help="Print what --fix would change, and write nothing."
)
@click.option(
    "--profile",
    type=click.Choice([one.value for one in Profile]),
    help="Kind of publisher.  [default: that of connector.toml, else guessed]",
)
@_ROOT
def validate(
    specs: tuple[Path, ...],
    format_: str,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    diff: bool,
    profile: str | None,
    root: Path | None,
) -> int:
    """Check each SPEC against OpenAPI 2.0 and the rules of Power Platform, offline.

    A SPEC can also be a certification package (.zip), whose layout is checked.
    """
    from connectorsmith.commands.validate import ValidateOptions
    from connectorsmith.commands.validate import validate as run

    options = ValidateOptions(
        format=format_,
        strict=strict,
        select=_listed(select),
        ignore=_listed(ignore),
        profile=None if profile is None else Profile(profile),
        root=root,
        color=_colors(sys.stdout),
    )
    fix_diff = ""
    if fix or diff:
        from connectorsmith.commands.fix import fix as run_fix

        terminal = sys.stdout.isatty()
        fixes = run_fix(specs, options, write=not diff, terminal=terminal)
        _write(sys.stderr, fixes.summary)
        fix_diff = fixes.diff
    text, status = run(specs, options)
    if diff and status == 2:
        _write(sys.stderr, text)
    _write(sys.stdout, fix_diff if diff else text)
    return status


@cli.command()
@click.argument("rule", required=False)
@click.option("--markdown", is_flag=True, help="Print the page of all rules.")
def explain(rule: str | None, markdown: bool) -> int:
    """Explain a RULE: its reason, its fix and an example. Without a RULE, list all rules."""
    from connectorsmith.commands.describe import (
        explain_text,
        rules_markdown,
        rules_text,
    )

    if markdown and rule is not None:
        raise click.UsageError("--markdown prints all rules; leave out the RULE")
    if rule is not None:
        _write(sys.stdout, explain_text(rule))
    else:
        _write(sys.stdout, rules_markdown() if markdown else rules_text())
    return 0


@cli.command()
@click.argument("spec", type=_PATH)
@_ROOT
def ir(spec: Path, root: Path | None) -> int:
    """Print the intermediate representation of SPEC as JSON."""
    from connectorsmith.commands.describe import ir_text

    _write(sys.stdout, ir_text(spec, root))
    return 0


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 if all is well, 1 for findings or drift, 2 for wrong
    usage or an unreadable input.
    """
    try:
        status = cli.main(arguments, prog_name="connectorsmith", standalone_mode=False)
    except UnreadableError as error:
        _report(error)
        status = 2
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except Exception as error:
        if os.environ.get("CONNECTORSMITH_DEBUG"):
            raise
        _write(sys.stderr, _internal_error(error))
        status = 2
    except (click.Abort, KeyboardInterrupt):
        _write(sys.stderr, "Interrupted; no file is half-written.\n")
        status = 130
    sys.exit(status)


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the comma-separated parts of all values."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(part for part in parts if part)


def _internal_error(error: Exception) -> str:
    """Return the text to show for an internal error."""
    from connectorsmith.diagnostics.visible import visible

    message = visible(" ".join(str(error).split())[:300])
    return (
        f"Internal error in connectorsmith {__version__}: {type(error).__name__}: {message}\n"
        "No file is half-written. Please report this error, with the output of the same\n"
        "command with CONNECTORSMITH_DEBUG=1 in its environment.\n"
    )


def _report(error: UnreadableError) -> None:
    from connectorsmith.diagnostics.text_format import format_text
    from connectorsmith.inputs.reading import sources_of

    text = format_text(
        error.findings, sources_of(error.findings), color=_colors(sys.stderr)
    )
    _write(sys.stderr, text)


def _colors(stream: TextIO) -> bool:
    """Return whether to use colours: if the stream is a terminal and
    NO_COLOR is not set (no-color.org).
    """
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _write(stream: TextIO, text: str) -> None:
    """Write text, with `?` for characters that the stream's encoding lacks."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        # The reader closed the pipe, which must not change the exit status: click would exit
        # with 1, and the interpreter would report that it cannot flush the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
