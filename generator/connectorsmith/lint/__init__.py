"""Lint: the rules, and the engine that runs them on a connector's files."""
