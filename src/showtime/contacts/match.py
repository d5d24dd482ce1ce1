"""Whether somebody just met is somebody already known: the obvious cases only."""

import re
from dataclasses import dataclass

from showtime.lib.folding import fold


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what a person is compared."""

    full_name: str
    email: str


def same_by_phone(known: Likeness, given: Likeness) -> bool:
    """Whether two people with the same phone number are one person.

    A number may be a switchboard's or a couple's, so it joins only where nothing speaks against it: the names share a
    word; or, where a name is missing, the e-mail addresses do not differ.
    """
    ours, theirs = _words(known.full_name), _words(given.full_name)
    if ours and theirs:
        return bool(ours & theirs)
    return not known.email or not given.email or known.email == given.email


def _words(name: str) -> frozenset[str]:
    """The words of a name without its initials."""
    return frozenset(word for word in re.findall(r"\w+", fold(name)) if len(word) > 1)
