"""A real show loaded in one command."""
