"""Notes and lessons, the day's brief and its report: the room that reads all others."""
