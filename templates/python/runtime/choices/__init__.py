"""Dynamic values and dynamic schemas, fetched by calls."""
