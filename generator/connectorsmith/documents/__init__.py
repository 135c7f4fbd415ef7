"""Documents: JSON, YAML and TOML read into plain data that knows its positions."""
