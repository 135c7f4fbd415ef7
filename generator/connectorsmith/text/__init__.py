"""Functions on text without dependencies: words, media types, TOML strings."""
