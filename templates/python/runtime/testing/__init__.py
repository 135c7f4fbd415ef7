"""A fake server for tests."""
