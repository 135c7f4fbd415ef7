"""Lies here so that pytest puts this folder, with `shelf` and its like, into the path."""
