"""Decoding of dates in all common forms."""
