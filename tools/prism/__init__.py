"""Generated SDKs against Prism, a mock server that is not ours."""
