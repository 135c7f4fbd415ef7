"""Webhooks and polling triggers."""
