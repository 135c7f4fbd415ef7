"""Views of operations, groups and methods."""
