"""A YAML reader that follows JSON's rules, records positions and does not recurse."""
