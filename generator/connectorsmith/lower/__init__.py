"""From the documents to the intermediate representation."""
