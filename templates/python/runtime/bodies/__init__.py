"""What requests carry: JSON, forms, files."""
