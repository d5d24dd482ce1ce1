"""Which column of an unknown table holds what: guessed from the header's words and from the values below it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from showtime.reading.cleaning import is_nothing
from showtime.reading.countries import fold_name, is_country, read_country
from showtime.reading.header_words import FIELDS, header_scores
from showtime.reading.table import Table
from showtime.reading.web_address import host_of, is_web_address

__all__ = ["FIELDS", "Guess", "guess_columns", "guesses", "row_number_columns"]

LIKELY = 0.45
"""Confidence from which a guess is offered."""

_SAMPLE = 400
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|ico|bmp)(?:[?#]|$)", re.IGNORECASE)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]{2,}$")
_PHONE = re.compile(r"^(?:\+|00|\()?[\d\s().,/-]{6,}(?:ext\.?\s*\d+)?$")
_BOOTH = re.compile(
    r"^(?:(?:stand|booth)\s*)?(?:[A-Z]{1,4}[-. ]?\d{1,5}[A-Z]?|\d{1,2}[.-]?[A-Z]{1,2}[-. ]?\d{1,4}[A-Z]?)\b",
    re.IGNORECASE,
)
_HALL = re.compile(r"^(?:halls?|halle|pavil+i?on|pabell|padiglione|niveau|level)\b|\bhalls?\s+[A-Z\d]", re.IGNORECASE)
_NUMBER = re.compile(r"^[\d\s.,]+$")


@dataclass(frozen=True, slots=True)
class Guess:
    """A header guessed for a field, with a confidence of 0 to 1."""

    header: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Values:
    """What the values of one column are like: how many there are, shares of 0 to 1 by kind, their usual length."""

    filled: float
    count: int
    distinct: float
    length: float
    words: float
    url: float
    image: float
    linkedin: float
    same_host: float
    email: float
    phone: float
    country: float
    number: float
    booth: float
    hall: float
    letters: float


def guess_columns(table: Table) -> dict[str, str]:
    """The header for each field that was found, for a person to confirm."""
    return {field: guess.header for field, guess in guesses(table).items()}


def guesses(table: Table, taken: Mapping[str, str] | None = None) -> dict[str, Guess]:
    """The likeliest header for each field with its confidence; each header serves one field.

    `taken` holds fields already decided, field to header; their headers are left alone and they are not guessed.
    """
    decided = dict(taken or {})
    numbering = row_number_columns(table)
    ranked: list[tuple[float, int, str, str]] = []
    looks: dict[str, Values] = {}
    for place, header in enumerate(table.headers):
        if header in decided.values() or header in numbering:
            continue
        looks[header] = values = look_at([row.cells[place] for row in table.rows])
        for field, confidence in _confidences(header, values).items():
            if field not in decided and confidence >= LIKELY:
                ranked.append((confidence, -place, field, header))
    found: dict[str, Guess] = {}
    used: set[str] = set()
    for confidence, _, field, header in sorted(ranked, reverse=True):
        if field not in found and header not in used:
            found[field] = Guess(header, min(1.0, round(confidence, 2)))
            used.add(header)
    if "name" not in found and "name" not in decided:
        fallback = _likeliest_name({header: values for header, values in looks.items() if header not in used})
        if fallback:
            found["name"] = Guess(fallback, 0.3)
    return {field: found[field] for field in FIELDS if field in found}


def row_number_columns(table: Table) -> set[str]:
    """Columns that only number the rows: 0, 1, 2 ... or 1, 2, 3 ..., whatever they are called."""
    numbering = set()
    for place, header in enumerate(table.headers):
        cells = [row.cells[place] for row in table.rows]
        start = cells[0] if cells else ""
        if (
            len(cells) > 2
            and start in {"0", "1"}
            and cells == [str(i) for i in range(int(start), int(start) + len(cells))]
        ):
            numbering.add(header)
    return numbering


def look_at(cells: list[str]) -> Values:
    """Measure the values of one column on an even sample."""
    every = max(1, len(cells) // _SAMPLE)
    sample = cells[::every]
    values = [cell for cell in sample if cell and not is_nothing(cell)]
    count = len(values) or 1
    first = [re.split(r"\s*[;|\n]\s*", value, maxsplit=1)[0] for value in values]
    addresses = [value for value in first if "." in value and is_web_address(value)]
    hosts = Counter(host_of(a if "://" in a else f"https://{a}") for a in addresses)

    def share(test: int) -> float:
        return test / count

    return Values(
        filled=len(values) / (len(sample) or 1),
        count=len(values),
        distinct=share(len({fold_name(value) for value in values})),
        length=sorted(map(len, values))[count // 2] if values else 0,
        words=share(sum(len(value.split()) for value in values)),
        url=share(len(addresses)),
        image=share(sum(bool(_IMAGE.search(a)) for a in addresses)),
        linkedin=share(sum("linkedin.com" in a.lower() for a in addresses)),
        same_host=max(hosts.values(), default=0) / (len(addresses) or 1),
        email=share(sum(bool(_EMAIL.match(value)) for value in first)),
        phone=share(sum(bool(_PHONE.match(v)) and sum(map(str.isdigit, v)) >= 6 for v in first)),
        country=share(sum(is_country(value) or _is_code(value) for value in values)),
        number=share(sum(bool(_NUMBER.match(value)) for value in values)),
        booth=share(sum(bool(_BOOTH.match(value)) and len(value) < 60 for value in first)),
        hall=share(sum(bool(_HALL.search(value)) and len(value) < 80 for value in values)),
        letters=share(sum(bool(re.search(r"[^\W\d_]{2}", value)) for value in values)),
    )


def _is_code(value: str) -> bool:
    return len(value) in {2, 3} and value.isupper() and value.isalpha() and read_country(value) is not None


def _confidences(header: str, values: Values) -> dict[str, float]:
    """How likely a column is each field: what its header says, raised or lowered by what its values look like."""
    said = header_scores(header)
    other = max((score for kind, score in said.items() if kind not in FIELDS), default=0.0)
    best = {field: said.get(field, 0.0) * _fit(field, values) for field in FIELDS}
    if max(values.url, values.email, values.phone, values.number, values.country) < 0.3:
        for field in ("website", "linkedin", "email", "phone", "country"):
            # The header is plain and the values are of no other kind: they come in and are said to be wrong one by one.
            best[field] = max(best[field], 0.5 if said.get(field, 0.0) >= 0.95 else 0.0)
    if said.get("source", 0.0) > 0.6 and (values.same_host <= 0.5 or values.count == 1):
        best["website"] = max(best["website"], 0.6 * values.url)  # "exhibitor_url" that leads to many hosts
        other = 0.0
    if said.get("street", 0.0) > 0.6 and values.country > 0.6:
        best["country"] = 0.6
    if other < 0.6:
        for field, confidence in _by_values(values, known=bool(said)).items():
            best[field] = max(best[field], confidence)
    if len(said) > 1:
        best["id"] *= 0.4  # the id of a category or a country, not of the exhibitor
    for field in FIELDS:
        if said.get(field, 0.0) < other:
            best[field] *= 0.5
    return best


def _fit(field: str, values: Values) -> float:  # noqa: PLR0911 - one line for each field
    """How well values suit a field, 0 to 1.1; an empty column says nothing and stays below a filled one."""
    if not values.count:
        return 0.6
    odd = max(values.url, values.email, values.phone if values.letters < 0.5 else 0.0)
    match field:
        case "name":
            plain = 1.0 - 0.9 * max(values.url if values.words < 1.2 else 0.0, values.email, values.number)
            plain -= 0.6 * (values.country > 0.7) + 0.5 * (values.distinct < 0.1 and values.count > 50)
            return plain * (0.4 if values.length > 120 else 1.0) * (0.6 + 0.4 * values.filled)
        case "website":
            return (0.15 + 0.95 * values.url) * (1.0 - 0.9 * max(values.image, values.linkedin))
        case "linkedin":
            return 0.3 + 0.8 * values.linkedin
        case "email":
            return 0.1 + values.email
        case "phone":
            return 0.2 + 0.9 * max(values.phone, 0.5 * values.number)
        case "country":
            return 0.25 + 0.85 * values.country
        case "booth":
            return (0.3 if values.length > 60 or (odd > 0.5 and values.number < 0.5) else 1.0) * (
                1.0 - 0.7 * values.country
            )
        case "hall":
            return 0.2 if values.length > 100 or values.url > 0.5 or values.country > 0.7 else 1.0
        case "categories" | "city" | "description":
            wide = 1.0 - 0.8 * max(values.url, values.email, values.country if field == "city" else 0.0)
            return wide * (0.3 if field == "city" and values.length > 50 else 1.0)
        case _:
            unique = values.distinct > 0.95 and values.filled > 0.95 and values.words < 1.5 and values.url < 0.2
            return 1.0 if unique else 0.2


def _by_values(values: Values, *, known: bool) -> dict[str, float]:
    """Fields that show by themselves, for headers in a language or a habit that is not known."""
    if values.count < 2 or values.filled < 0.05:
        return {}
    trust = 0.75 if known else 1.0
    found = {
        "website": 0.75 * values.url * (values.url > 0.6) * (values.image < 0.2) * (values.linkedin < 0.5),
        "linkedin": 0.9 * values.linkedin * (values.linkedin > 0.6),
        "email": 0.95 * values.email * (values.email > 0.6),
        "phone": 0.7 * values.phone * (values.phone > 0.7) * (values.number < 0.9),
        "country": 0.85 * values.country * (values.country > 0.7),
        "booth": 0.62 * values.booth * (values.booth > 0.8) * (values.distinct > 0.3) * (values.length < 20),
        "hall": 0.7 * values.hall * (values.hall > 0.8) * (values.distinct < 0.5),
        "description": 0.55 * (values.length > 120) * (values.words > 15) * (values.url < 0.1),
    }
    # A same host in nearly every row is the directory's own page of the exhibitor, not the exhibitor's.
    found["website"] *= values.same_host < 0.5 or values.count < 4
    return {field: confidence * trust for field, confidence in found.items()}


def _likeliest_name(looks: Mapping[str, Values]) -> str:
    """The leftmost column of short, different texts; else one that is called so, whatever it holds."""
    best, best_score = "", 0.0
    for place, (header, values) in enumerate(looks.items()):
        if max((s for kind, s in header_scores(header).items() if kind != "name"), default=0.0) > 0.6:
            continue
        plain = 1.0 - max(
            values.url if values.words < 1.2 else 0.0, values.email, values.country, values.number, values.phone
        )
        short = 1.0 if 2 <= values.length <= 60 else 0.3
        score = plain * short * values.distinct * values.filled * values.letters - place * 0.02
        if score > best_score:
            best, best_score = header, score
    if best_score > 0.3:
        return best
    called = [header for header in looks if header_scores(header).get("name", 0.0) >= 0.7]
    return called[0] if called else ""
