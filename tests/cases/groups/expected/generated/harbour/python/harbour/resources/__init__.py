"""The groups of Harbour's operations."""
