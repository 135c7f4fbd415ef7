"""Write the pictures of README.md: a build, and a finding, as a terminal shows them.

    python -m tools.pictures [--check]

The commands run for real, on `spec/` and on a small definition with a mistake; rich turns
what they print into SVG. With `--check` nothing is written, and the status is 1 if a picture
is not what the commands print now.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

IMAGES = Path("docs/images")

MISTAKE = """\
swagger: "2.0"
info:
  title: City Library
  version: "1.0"
host: library.example
paths:
  /books/{bookId}:
    get:
      operationId: GetBook
      summary: Get a book
      parameters:
        - {name: bookid, in: path, required: true, type: string}
      responses:
        "200":
          description: The book.
          schema: {$ref: "#/definitions/Bok"}
definitions:
  Book: {type: object, properties: {title: {type: string}}}
"""


def main() -> int:
    """Write the pictures, or compare them; 1 if one is out of date."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.pictures",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    status = 0
    for path, content in pictures().items():
        if path.is_file() and path.read_text("utf-8") == content:
            continue
        if options.check:
            print(f"{path} is out of date; run make pictures", file=sys.stderr)
            status = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
            print(f"{path} written")
    return status


def pictures() -> dict[Path, str]:
    """Return each picture as SVG, by its path."""
    spec = Path("spec").resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "spec", "city-library")
        folder.mkdir(parents=True)
        (folder / "apiDefinition.swagger.yaml").write_text(MISTAKE, "utf-8")
        arguments = ["validate", "spec", "--select", "PP016,PP071,PP072"]
        finding = session([arguments], Path(scratch))
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, "spec").symlink_to(spec)
        build = session([["build"], ["build", "--check"]], Path(scratch))
        listing = session_of_tree(Path(scratch, "generated"))
    return {
        IMAGES / "build.svg": svg("build", build + listing),
        IMAGES / "finding.svg": svg("finding", finding),
    }


def session(commands: list[list[str]], folder: Path) -> str:
    """Return the commands with what they print in a folder, with colors."""
    shown = ""
    for arguments in commands:
        code = (
            "import sys; sys.stdout.isatty = sys.stderr.isatty = lambda: True;"
            "from connectorsmith.cli import main; main(sys.argv[1:])"
        )
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        environment.pop("NO_COLOR", None)
        run = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        shown += f"\x1b[1m$ connectorsmith {' '.join(arguments)}\x1b[0m\n{run.stdout}\n"
    return shown


def session_of_tree(folder: Path) -> str:
    """Return two levels of a folder as `ls` would show them."""
    lines = [
        f"{top.relative_to(folder.parent).as_posix()}/: "
        + "  ".join(
            child.name + "/" for child in sorted(top.iterdir()) if child.is_dir()
        )
        for top in sorted(folder.iterdir())
    ]
    return "\x1b[1m$ ls generated/*\x1b[0m\n" + "\n".join(lines)


def svg(name: str, text: str) -> str:
    """Return terminal text as SVG that loads nothing from elsewhere."""
    shown = Text.from_ansi(text.rstrip("\n"))
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(file=nowhere, record=True, width=96, force_terminal=True)
        console.print(shown, soft_wrap=False)
        begin = CONSOLE_SVG_FORMAT.index("    @font-face")
        end = CONSOLE_SVG_FORMAT.index("    .{unique_id}-matrix")
        form = CONSOLE_SVG_FORMAT[:begin] + CONSOLE_SVG_FORMAT[end:]
        return console.export_svg(title=name, unique_id=name, code_format=form) + "\n"


if __name__ == "__main__":
    sys.exit(main())
