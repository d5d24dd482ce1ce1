"""Text folded for searching: what a person types finds what is written, whatever case and accents either has."""

import unicodedata

# Letters that a person types otherwise and that do not come apart into a letter and its accent.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})


def fold(text: str) -> str:
    """`text` in lower case without accents, runs of white space as one blank: "  L’été  STRASSE" is "l'ete strasse"."""
    # The null character is in no text worth finding, and PostgreSQL refuses it.
    apart = unicodedata.normalize("NFKD", text.replace("\x00", " ").casefold().translate(_LETTERS)).casefold()
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", bare).split())
