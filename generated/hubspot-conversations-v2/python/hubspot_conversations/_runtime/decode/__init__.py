"""Answers as declared types."""
