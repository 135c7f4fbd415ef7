"""Errors that are the user's, apart from those of findings."""


class UsageError(Exception):
    """A command line that asks for what does not exist: shown with the command's usage."""
