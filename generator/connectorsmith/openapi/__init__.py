"""Reader of the OpenAPI 2.0 definition and of apiProperties, used by rules, SDK and pages."""
