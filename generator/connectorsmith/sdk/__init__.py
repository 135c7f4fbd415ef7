"""The surface of an SDK: what it has, and how that is given and called, without any file."""
