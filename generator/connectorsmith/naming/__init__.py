"""Python names: gathered first, then resolved in fixed global phases."""
