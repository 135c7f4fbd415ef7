"""Exact decimal numbers."""
