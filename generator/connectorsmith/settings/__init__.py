"""Settings: connector.toml and names.lock."""
