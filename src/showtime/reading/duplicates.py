"""Exhibitors that stand twice in one directory, and the key that finds them again in the next edition of the file."""

import hashlib
from collections.abc import Iterable

from showtime.reading.countries import fold_name
from showtime.reading.exhibitor_row import Draft, name_key_of
from showtime.reading.places import hall_key
from showtime.reading.web_address import host_of

_LONGEST_KEY = 180
_FILLABLE = ("country", "country_name", "website", "description", "email", "phone", "city", "linkedin")
_COMPARED = ("country", "website", "description", "email", "phone", "city", "linkedin")


def joined(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Exhibitors by key in the order of the file, those that stand twice joined.

    The same id is the same exhibitor; without ids, the same name at the same place. One name at two stands is two
    entries, and so is one name without a stand in two countries or with two websites. A joined entry keeps what its
    first row says, takes what only a later row says, and has a note on every difference.
    """
    entries: dict[str, Draft] = {}
    for draft in drafts:
        key = _id_key(draft)
        first = entries.get(key) if key else None
        if first is not None and name_key_of(first.name) != name_key_of(draft.name):
            draft.note("row_id_shared", "id", draft.source_id)
            key, first = "", None
        if not key:
            key = _place_key(draft)
            first = entries.get(key)
            if first is not None and _are_two(first, draft):
                key = _short(f"{key}|{draft.country.lower()}|{host_of(draft.website)}")
                first = entries.get(key)
        if first is None:
            entries[key] = draft
        else:
            _join(first, draft)
    return entries


def _id_key(draft: Draft) -> str:
    return _short(f"id:{draft.source_id}") if draft.source_id else ""


def _place_key(draft: Draft) -> str:
    """Name, hall and stands, folded, so that a change of case or of commas finds the same exhibitor."""
    stands = " ".join(sorted(fold_name(stand) for stand in draft.stands))
    return _short(f"{name_key_of(draft.name)}|{hall_key(draft.hall)}|{stands}")


def _short(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[: _LONGEST_KEY - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _are_two(first: Draft, second: Draft) -> bool:
    """Whether two entries of one name without a stand are two companies or two offices all the same."""
    if first.stands or second.stands:
        return False
    countries = first.country and second.country and first.country != second.country
    hosts = host_of(first.website), host_of(second.website)
    return bool(countries or (all(hosts) and hosts[0] != hosts[1]))


def _join(first: Draft, second: Draft) -> None:
    differing = [name for name in _COMPARED if _differs(getattr(first, name), getattr(second, name))]
    differing += [h for h, text in second.extra.items() if _differs(first.extra.get(h, ""), text)]
    for name in _FILLABLE:
        if not getattr(first, name):
            setattr(first, name, getattr(second, name))
    known = {fold_name(category) for category in first.categories}
    first.categories += tuple(category for category in second.categories if fold_name(category) not in known)
    for header, text in second.extra.items():
        first.extra.setdefault(header, text)
    first.rows.append(second.row)
    second.note(
        "row_repeated_differs" if differing else "row_repeated", ", ".join(differing), second.name, str(first.row)
    )
    first.notes += second.notes


def _differs(one: str, other: str) -> bool:
    return bool(one and other) and fold_name(one) != fold_name(other)
