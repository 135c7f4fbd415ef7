"""Programs for those who work on connectorsmith; nothing here is part of the package."""
