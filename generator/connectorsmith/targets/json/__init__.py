"""The connector as data, for other programs."""
