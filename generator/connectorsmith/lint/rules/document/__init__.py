"""Rules about the definition as a whole."""
