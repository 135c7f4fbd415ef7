"""Checks that need more than the documents: the IR, names, or settings."""
