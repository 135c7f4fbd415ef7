"""Views of the client, its connection and its policies."""
