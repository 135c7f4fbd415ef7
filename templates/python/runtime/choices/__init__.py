"""What only a call can tell."""
