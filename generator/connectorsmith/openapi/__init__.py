"""The one reader of OpenAPI 2.0 documents and of apiProperties."""
