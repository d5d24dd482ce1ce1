"""E-mail: writing a letter as bytes, and handing it to a mail server with an honest account of what became of it."""
