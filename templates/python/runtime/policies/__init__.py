"""Policies, which the platform applies to requests and responses."""
