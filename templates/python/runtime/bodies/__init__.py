"""Request bodies: JSON, forms, files."""
