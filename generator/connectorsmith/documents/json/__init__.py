"""JSON, read with positions and without recursion."""
