"""Rules about dynamic values, dynamic schemas and the test of a connection."""
