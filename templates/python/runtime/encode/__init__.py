"""Arguments as text, and bodies."""
