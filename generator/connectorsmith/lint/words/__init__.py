"""The words of messages, and what can be known about the words of a definition."""
