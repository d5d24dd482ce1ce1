"""E-mail: building messages and handing them to a mail server."""
