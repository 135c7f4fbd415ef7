"""YAML, read by JSON's rules, with positions and without recursion."""
