"""Messages from all channels, by conversation, sorted by what they are and by deadline."""
