"""The reference page."""
