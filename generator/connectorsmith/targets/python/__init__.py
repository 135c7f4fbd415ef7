"""The typed Python SDK."""
