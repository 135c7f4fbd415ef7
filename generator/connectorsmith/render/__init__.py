"""Text output: the guarded Jinja environment and the formatter."""
