"""The files of a connector: finding and reading them."""
