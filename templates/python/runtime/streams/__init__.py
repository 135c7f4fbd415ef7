"""Streams of items: lines of JSON and server-sent events."""
