"""Requests for a permit: rules, storage and API."""
