"""What can be made of a connector; each target is a pure function to files."""
