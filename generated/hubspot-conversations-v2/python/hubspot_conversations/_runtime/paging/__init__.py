"""Paging: lists that are sent in pages."""
