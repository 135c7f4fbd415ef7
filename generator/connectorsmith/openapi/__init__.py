"""One reading of the OpenAPI 2.0 definition and of apiProperties, for the rules, the SDK and the page."""
