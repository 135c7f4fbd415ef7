"""Conformance with OpenAPI 2.0 and with the formats of the other files."""
