"""A generated SDK in use, held to its definition."""
