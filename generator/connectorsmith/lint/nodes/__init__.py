"""The parts of a document that rules look at."""
