"""The `showtime` command: one module a subcommand."""
