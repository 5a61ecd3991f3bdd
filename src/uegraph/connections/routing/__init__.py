"""Warm introductions: from our teams to somebody who was not reached."""
