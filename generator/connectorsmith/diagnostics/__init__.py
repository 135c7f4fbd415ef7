"""Findings, and the formats in which they are reported."""
