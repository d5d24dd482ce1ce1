"""Showtime: live a trade show well, remember everyone met, follow up in time."""

__version__ = "0.1.0"
