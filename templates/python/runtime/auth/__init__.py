"""Credentials, and the authentication schemes that send them."""
