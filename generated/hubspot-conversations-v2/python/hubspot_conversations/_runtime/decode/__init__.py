"""Decoding of responses as declared types."""
