"""Requests and answers: clients, settings, retries."""
