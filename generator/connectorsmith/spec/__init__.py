"""Reading a connector's folder: documents with positions, and its settings."""
