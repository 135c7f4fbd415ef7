"""Dates in answers, in every form."""
