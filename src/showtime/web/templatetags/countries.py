"""Countries by their names in the page's language, from the ISO 3166 catalogues that pycountry carries."""

import gettext
from functools import lru_cache

import pycountry
from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def country_name(code: str) -> str:
    """The name of the ISO 3166-1 alpha-2 code; the code itself where it is none."""
    return _name(code.upper(), (get_language() or "en")[:2]) if code else ""


@lru_cache(maxsize=1024)
def _name(code: str, language: str) -> str:
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return code
    english: str = getattr(country, "common_name", country.name)
    catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
    return catalogue.gettext(english)
