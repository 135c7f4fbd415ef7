"""Settings of a connector: connector.toml and names.lock."""
