"""Text folded for searching: what a person types finds what is written, whatever case and accents either has."""

import unicodedata


def fold(text: str) -> str:
    """`text` in lower case without accents, runs of white space as one blank: "  L’été  STRASSE" is "l'ete strasse"."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare).split())
