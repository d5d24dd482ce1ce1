"""In which language to write to somebody."""

import phonenumbers

#: Countries where French is the language of business; where several are (Belgium, Canada ...), the member's decides.
_FRENCH = frozenset(
    {"FR", "MC", "BF", "BJ", "CD", "CF", "CG", "CI", "DZ", "GA", "GN", "GF", "GP", "MA", "MG", "ML"}
) | frozenset({"MQ", "NC", "NE", "PF", "PM", "RE", "SN", "TD", "TG", "TN", "YT"})
_SEVERAL = frozenset({"BE", "CA", "CH", "CM", "DJ", "HT", "KM", "LU", "MU", "RW", "SC", "VU"})


def guess_language(*, chosen: str, country: str, phone: str, member_language: str) -> str:
    """ "en" or "fr": the one chosen; else by the country, or else that of the phone number; else the member's own.

    `country` is an ISO code, `phone` an international number; each may be "". A country of neither language is written
    to in English.
    """
    if chosen in {"en", "fr"}:
        return chosen
    where = country or _country_of(phone)
    if where and where not in _SEVERAL:
        return "fr" if where in _FRENCH else "en"
    return "fr" if member_language == "fr" else "en"


def _country_of(phone: str) -> str:
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or ""
    except phonenumbers.NumberParseException:
        return ""
