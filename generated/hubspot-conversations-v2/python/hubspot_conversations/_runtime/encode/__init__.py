"""Encoding of arguments as text and as JSON."""
