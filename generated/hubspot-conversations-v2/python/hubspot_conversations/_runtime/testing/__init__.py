"""A server in memory, for tests."""
