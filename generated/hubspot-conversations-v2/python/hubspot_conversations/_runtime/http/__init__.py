"""HTTP: clients, settings, requests, responses, retries."""
