"""The intermediate representation: frozen, closed, free of Python text and casing."""
