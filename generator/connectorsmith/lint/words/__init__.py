"""Words: the wording of messages, and checks of a definition's texts."""
