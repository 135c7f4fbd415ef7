"""The whole generator over a folder of connectors."""
