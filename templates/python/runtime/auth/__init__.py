"""Credentials, and the ways to send them."""
