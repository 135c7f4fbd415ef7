"""Views of the features that only some connectors have."""
