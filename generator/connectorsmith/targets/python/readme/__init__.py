"""The view of the SDK's README."""
