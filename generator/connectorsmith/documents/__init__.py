"""Readers of JSON, YAML and TOML: plain data, with the position of each value."""
