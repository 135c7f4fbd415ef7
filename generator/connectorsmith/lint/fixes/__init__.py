"""Fixes: changes that rules propose, made in the text of a file without reformatting."""
