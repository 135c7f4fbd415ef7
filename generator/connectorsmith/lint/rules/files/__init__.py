"""Rules about the files beside the two documents."""
