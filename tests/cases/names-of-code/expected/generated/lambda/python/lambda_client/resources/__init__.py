"""The groups of Greenhouse's operations."""
