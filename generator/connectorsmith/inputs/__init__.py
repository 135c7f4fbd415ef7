"""A connector's files: which there are, and what each of them holds."""
