"""Rules about apiProperties."""
