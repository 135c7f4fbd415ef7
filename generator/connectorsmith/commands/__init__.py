"""The commands, independent of the command line."""
