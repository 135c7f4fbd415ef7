"""Rules about operations and their paths."""
