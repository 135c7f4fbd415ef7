"""`python -m connectorsmith`, and the `connectorsmith` command."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # A run is short and keeps most of its objects: collecting garbage more rarely makes a
    # build 8 % faster and uses no more memory.
    gc.set_threshold(20_000)
    from connectorsmith.cli import main as run

    run()


if __name__ == "__main__":
    main()
