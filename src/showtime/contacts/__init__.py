"""Capture, contacts, encounters and promises: whom we met, what was said, what we owe."""
