"""Malformed documents for the validator."""
