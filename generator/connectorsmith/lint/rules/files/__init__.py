"""Rules about the files of a connector other than its two documents."""
