"""Output: the only code that writes to the output folder."""
