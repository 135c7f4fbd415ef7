"""Nodes: the parts of a document that rules check."""
