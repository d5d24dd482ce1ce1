"""Halls and stands as exhibitor lists write them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from showtime.reading.countries import fold_name

_HALL_WORD = r"(?:halls?|hallen?|pavil+i?ons?|pabell[oó]n|padiglione|pad\.?|pab\.?|sala|salle|messehalle)"
_STAND_WORD = (
    r"(?:stands?|booths?|stalls?|standnummer|standnr|estand|caseta|posteggio|kiosk|emplacement)"
    r"(?:[\s-]*(?:n[°ºr.]|no\.?|nr\.?|num\.?|number|numéro|nummer|#))?"
)
_HALL_AND_STAND = re.compile(
    rf"^(?P<hall>{_HALL_WORD}\s*[-.:]?\s*[A-Z]?\d{{1,2}}(?:\.\d{{1,2}})?[A-Z]?|{_HALL_WORD}\s+[A-Z])"
    rf"\s*(?:[-–,;/|:·]|\s|(?={_STAND_WORD}))\s*(?:{_STAND_WORD}\s*[:.#]?)?\s*(?P<stand>[^\s-].*)$",
    re.IGNORECASE,
)
_SHORT_HALL_AND_STAND = re.compile(
    r"^(?P<hall>H?\s?[A-Z]?\d{1,2}(?:\.\d{1,2})?|[A-Z])\s*[-–/|,: ]\s*(?P<stand>[A-Z]{0,3}[-. ]?\d[\w./-]*)$",
    re.IGNORECASE,
)
_STAND_LABEL = re.compile(
    rf"^{_STAND_WORD}\s*[:#.–-]?\s+(?=\S*\d|[A-Z]{{1,2}}$)|^{_STAND_WORD}\s*[:#]\s*(?=\S)", re.IGNORECASE
)
_STAND_IN_HALL = re.compile(rf"\s*[|,;/–-]\s*{_STAND_WORD}\s*[:#]?\s*\S+$", re.IGNORECASE)
_ROOM_IN_HALL = re.compile(r"\s*[,|/–-]\s*(?:room|suite|salle|raum|sala)\s+\S+$", re.IGNORECASE)
_NUMBER_AT_END = re.compile(r"\s*\d+[a-z]?$", re.IGNORECASE)
_BUILDINGS = re.compile(
    r"\b(?:suites|hotel|tower|halls?|pavilion|pavillon|ballroom|lounge|theat(?:er|re)|cent(?:re|er)|resort|expo|lot|terrace"
    r"|chapel|arena|foyer|lobby|plaza|messe|palais|auditorium|village)$"
)


def hall_path(hall: str) -> tuple[str, ...]:
    """A hall's name from the outside in: "Venetian Expo, Hall G" is ("Venetian Expo", "Hall G")."""
    return tuple(part.strip() for part in re.split(r"\s*(?:,|>|\|| – | - )\s*", hall) if part.strip())


def hall_key(hall: str) -> str:
    """What spellings of one hall share: case, accents, punctuation and the word before a number do not count."""
    return re.sub(r"^(?:hall|halle|h)\s*(?=\d)", "", fold_name(hall))


def spellings(halls: Iterable[str]) -> dict[str, str]:
    """For each spelling of a hall that differs from the usual one in the file, the usual one.

    A room at the end ("LVCC Central Hall, Room 102") is left off when the hall without it is known from other rows.
    """
    counts = Counter(hall for hall in halls if hall)
    usual: dict[str, str] = {}
    for hall, _ in sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0])):
        usual.setdefault(hall_key(hall), hall)
    changed: dict[str, str] = {}
    for hall in counts:
        outer = usual.get(hall_key(_ROOM_IN_HALL.sub("", hall)), "")
        better = outer or usual[hall_key(hall)]
        if better != hall:
            changed[hall] = better
    return changed


def without_stand(hall: str) -> str:
    """A hall without the stand at its end: "Fontainebleau Las Vegas | Booth FT" is "Fontainebleau Las Vegas"."""
    return _STAND_IN_HALL.sub("", hall) or hall


def split_stand(text: str, *, both: bool = False) -> tuple[str, str]:
    """Hall and stand of a text that may hold both; the hall is "" where only a stand is named.

    "Hall 4 Stand C012" is always split. With `both`, when the column is known to hold both, so are "4-C012" and
    "7.1 A05".
    """
    match = _HALL_AND_STAND.match(text) or (_SHORT_HALL_AND_STAND.match(text) if both else None)
    if match and re.search(r"\d", match["stand"]):
        return match["hall"].strip(" -.:"), match["stand"].strip()
    return "", text


def stand_list(text: str) -> tuple[str, ...]:
    """The stands named in one cell, without the word for "stand", each once: "Stand A1; Stand A2" is ("A1", "A2")."""
    parts = re.split(r"\s*[;|\n]\s*|\s+[&+/]\s+|,\s*(?=\S*\d)|,\s+(?=\D)", text)
    return tuple(dict.fromkeys(stand for stand in (_STAND_LABEL.sub("", part).strip(" ,#") for part in parts) if stand))


def hall_named_by_stand(stands: tuple[str, ...], known: Mapping[str, str]) -> str:
    """The hall, where a stand's text is really a place: "Aria Hospitality Suites; Aria Hospitality Suites 2".

    `known` maps the keys of the file's halls to their spelling.
    """
    if not stands:
        return ""
    name = _NUMBER_AT_END.sub("", stands[0]).strip()
    if not re.search(r"[^\W\d_]{3}", name):
        return ""
    found = known.get(hall_key(name))
    if found:
        return found
    folded = fold_name(name)
    return name if " " in folded and _BUILDINGS.search(folded) and not re.search(r"\d", name) else ""
