"""What kind of event a title speaks of. Pure: English and French words, and a few that the languages share."""

import re

from showtime.lib.folding import fold

#: In order: the first kind of which a word stands in the title is taken. Words are folded, and `*` ends a beginning.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("breakfast", ("breakfast*", "petit dejeuner", "petit-dejeuner", "petits dejeuners", "petit dej", "brunch")),
    ("mentor", ("mentor*", "coach*", "office hours", "parrain*")),
    ("pitch", ("pitch*", "demo day", "elevator", "shark tank")),
    (
        "party",
        (
            "party",
            "parties",
            "soiree*",
            "afterwork*",
            "after work",
            "apero*",
            "aperitif*",
            "cocktail*",
            "drinks",
            "happy hour",
            "reception",
            "gala",
            "dinner*",
            "diner*",
            "fete*",
            "mixer",
            "networking",
            "closing night",
            "opening night",
        ),
    ),
    (
        "break",
        ("lunch*", "dejeuner*", "break", "pause*", "coffee", "cafe", "rest", "repos", "free time", "temps libre"),
    ),
    (
        "talk",
        (
            "keynote*",
            "talk*",
            "panel*",
            "conference*",
            "workshop*",
            "atelier*",
            "session*",
            "presentation*",
            "lecture*",
            "table ronde",
            "round table",
            "roundtable*",
            "fireside",
            "masterclass*",
            "seminar*",
            "seminaire*",
            "ceremony",
            "ceremonie",
        ),
    ),
    (
        "appointment",
        (
            "appointment*",
            "meeting*",
            "meet",
            "rendez-vous",
            "rendez vous",
            "rdv",
            "rv",
            "call",
            "appel",
            "reunion*",
            "1:1",
            "interview*",
            "entretien*",
            "demo",
            "visit*",
        ),
    ),
)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


_PATTERNS = tuple((kind, _pattern(words)) for kind, words in _WORDS)


def kind_of(title: str, *, otherwise: str = "appointment") -> str:
    """The kind, one of `EventKind`, that the words of the title suggest; `otherwise` where none does."""
    folded = fold(title)
    for kind, pattern in _PATTERNS:
        if pattern.search(folded):
            return kind
    return otherwise
