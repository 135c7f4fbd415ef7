"""Checks of the whole generator on a folder of connectors."""
