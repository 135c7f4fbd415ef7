"""Documents that nobody should write, for the validator."""
