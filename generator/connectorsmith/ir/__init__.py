"""The intermediate representation: immutable, closed, and free of Python names."""
