"""`python -m connectorsmith`, and the `connectorsmith` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from connectorsmith.cli import main as run

    run()


if __name__ == "__main__":
    main()
