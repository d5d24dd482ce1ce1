"""Which known place a location in words means. Pure."""

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from showtime.lib.folding import fold

#: A name shorter than this is too common a word to be found inside other text.
_SHORTEST_INSIDE = 4


class Named(Protocol):
    """What has a name: a place."""

    name: str


PlaceLike = TypeVar("PlaceLike", bound=Named)


def match_place(location: str, places: Iterable[PlaceLike]) -> PlaceLike | None:
    """The place of which the location is the name, or else the one whose name stands in it, the longest first.

    Case, accents and runs of blanks do not count. None where no place is meant.
    """
    folded = fold(location)
    if not folded:
        return None
    known = [(fold(place.name), place) for place in places]
    for name, place in known:
        if name == folded:
            return place
    inside = [
        (len(name), place)
        for name, place in known
        if len(name) >= _SHORTEST_INSIDE and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
    ]
    return max(inside, key=lambda each: each[0])[1] if inside else None
