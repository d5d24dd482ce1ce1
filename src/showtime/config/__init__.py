"""Settings, addresses and entry points: the one room that knows all others."""
