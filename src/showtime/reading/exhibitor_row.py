"""One row of a directory to one exhibitor, with a note on everything that was changed or dropped."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from showtime.reading.category_lists import Splitter
from showtime.reading.cleaning import (
    clean_email,
    clean_line,
    clean_list,
    clean_phone,
    clean_text,
    is_nothing,
    link_address,
    without_repetition,
)
from showtime.reading.countries import country_name, fold_name, read_country
from showtime.reading.places import hall_key, split_stand, stand_list, without_stand
from showtime.reading.web_address import read_linkedin, read_website


@dataclass(frozen=True, slots=True)
class Note:
    """One change: the row, the problem's code, the field, the value before and after."""

    row: int
    code: str
    field: str
    original: str
    value: str = ""


@dataclass(slots=True)
class Draft:
    """An exhibitor while it is being read. `notes` grows until the directory is complete."""

    row: int
    name: str = ""
    hall: str = ""
    stands: tuple[str, ...] = ()
    country: str = ""
    country_name: str = ""
    categories: tuple[str, ...] = ()
    website: str = ""
    description: str = ""
    email: str = ""
    phone: str = ""
    city: str = ""
    linkedin: str = ""
    source_id: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def booth(self) -> str:
        """The stands on one line."""
        return "; ".join(self.stands)

    def note(self, code: str, about: str, original: str, value: str = "") -> None:
        """Remember a change; no code, no change."""
        if code:
            self.notes.append(Note(self.row, code, about, original, value))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields stand in a row, and what is known about their columns as a whole."""

    places: Mapping[str, int]
    extras: Mapping[str, int]
    split_categories: Splitter
    booth_holds_hall: bool


def read_row(number: int, cells: tuple[str, ...], layout: Layout) -> Draft:
    """The exhibitor of one row. Its name is "" where the row has none; nothing else is required."""
    draft = Draft(number, rows=[number])
    raw = {name: cells[place] for name, place in layout.places.items()}
    draft.name = _name(draft, raw.get("name", ""))
    draft.hall = _hall(draft, raw.get("hall", ""))
    _stands(draft, raw.get("booth", ""), both=layout.booth_holds_hall)
    _country(draft, raw.get("country", ""))
    _categories(draft, raw.get("categories", ""), layout.split_categories)
    draft.website = _website(draft, raw.get("website", ""), raw.get("name", ""))
    draft.linkedin = _checked(draft, "linkedin", raw.get("linkedin", ""), lambda text: read_linkedin(_address(text)))
    draft.email = _checked(draft, "email", raw.get("email", ""), clean_email)
    draft.phone = _checked(draft, "phone", raw.get("phone", ""), clean_phone)
    draft.city = _line(draft, "city", raw.get("city", ""))
    draft.source_id = _line(draft, "id", raw.get("id", ""))
    text, code = clean_text(raw.get("description", ""))
    draft.description = "" if is_nothing(text) else text
    draft.note(code, "description", raw.get("description", ""), text)
    draft.extra = {header: cells[place] for header, place in layout.extras.items() if cells[place]}
    return draft


def _name(draft: Draft, raw: str) -> str:
    value, code = clean_line(raw)
    if is_nothing(value, name=True):
        return ""
    draft.note(code, "name", raw, value)
    return value


def _line(draft: Draft, about: str, raw: str) -> str:
    """A value of one line; the ones that stand for nothing are left out."""
    if not raw:
        return ""
    value, code = clean_line(raw)
    if value and is_nothing(value):
        draft.note("value_placeholder", about, raw)
        return ""
    draft.note(code, about, raw, value)
    return value


def _hall(draft: Draft, raw: str) -> str:
    value = _line(draft, "hall", raw)
    once, code = without_repetition(value)
    draft.note(code, "hall", value, once)
    bare = without_stand(once)
    draft.note("value_label" if bare != once else "", "hall", once, bare)
    return bare


def _stands(draft: Draft, raw: str, *, both: bool) -> None:
    if not raw:
        return
    value, code = clean_list(raw)
    if is_nothing(value):
        draft.note("value_placeholder", "booth", raw)
        return
    draft.note(code, "booth", raw, value)
    hall, rest = split_stand(value, both=both)
    if hall and (not draft.hall or hall_key(hall) == hall_key(draft.hall)):
        draft.note("" if draft.hall else "hall_from_booth", "hall", value, hall)
        draft.hall = draft.hall or hall
    else:
        rest = value
    draft.stands = stand_list(rest)
    plain = re.sub(r"\s*[;|]\s*", "; ", rest)
    draft.note("value_label" if draft.booth != plain else "", "booth", rest, draft.booth)


def _country(draft: Draft, raw: str) -> None:
    value = _line(draft, "country", raw)
    if not value:
        return
    country = read_country(value)
    if country is None:
        draft.country_name = value
        draft.note("country_unknown", "country", value)
        return
    draft.country, draft.country_name = country.code, country_name(country.code)
    draft.note("" if country.certain else "country_guessed", "country", value, country.name)


def _categories(draft: Draft, raw: str, split: Splitter) -> None:
    if not raw:
        return
    value, code = clean_list(raw)
    if is_nothing(value):
        draft.note("value_placeholder", "categories", raw)
        return
    draft.note(code, "categories", raw, value)
    draft.categories = tuple(part for part in split(value) if not is_nothing(part))


def _website(draft: Draft, raw: str, raw_name: str) -> str:
    """The website column, or the address of a link that the name is made of."""
    if raw:
        return _checked(draft, "website", raw, lambda text: read_website(_address(text)))
    return read_website(link_address(raw_name))[0] if "(" in raw_name or "<" in raw_name else ""


def _address(text: str) -> str:
    """The address in a cell, also where it is a Markdown or HTML link."""
    return link_address(text) or clean_line(text)[0]


def _checked(draft: Draft, about: str, raw: str, read: Callable[[str], tuple[str, str]]) -> str:
    """A value that must be of a kind; one that is not is dropped and said."""
    if not raw:
        return ""
    if is_nothing(raw):
        draft.note("value_placeholder", about, raw)
        return ""
    value, code = read(raw)
    draft.note(code, about, raw, value)
    return value


def name_key_of(name: str) -> str:
    """What two spellings of a name share: case, accents and punctuation do not count, legal forms do."""
    return fold_name(name) or name.casefold()
