"""Writing of output: the only code that writes to the output folder."""
