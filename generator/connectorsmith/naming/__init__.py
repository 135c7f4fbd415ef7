"""Python names of a connector, resolved together in a fixed order of phases."""
