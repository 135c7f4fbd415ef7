"""Errors of usage, which are not findings."""


class UsageError(Exception):
    """A command line that names something unknown; shown with the command's usage."""
