"""Checks of a generated SDK in use against its definition."""
