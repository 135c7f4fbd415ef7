"""Programs for developers of connectorsmith; not part of the package."""
