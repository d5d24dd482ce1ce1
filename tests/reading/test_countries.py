"""Country names as people write them."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.reading.countries import Country, country_name, is_country, read_country

NAMES = {
    "KR": [
        "South Korea",
        "Korea, Republic of",
        "Republic of Korea",
        "Corée du Sud",
        "Südkorea",
        "KOR",
        "Corea del Sur",
    ],
    "HK": ["Hong Kong SAR", "Hong Kong", "Hong Kong, China", "China (Hong Kong)", "HK"],
    "GB": ["UK", "U.K.", "United Kingdom", "Great Britain", "Scotland", "England, UK", "Royaume-Uni", "Regno Unito"],
    "US": ["USA", "U.S.A.", "United States", "United States of America", "États-Unis", "ETATS-UNIS", "California, USA"],
    "DE": ["Germany", "Deutschland", "Allemagne", "Alemania", "Germania", "DEU", "🇩🇪", "🇩🇪 Germany", "DE - Germany"],
    "TR": ["Turkey", "Türkiye", "TÜRKİYE", "Turquie", "Türkei"],
    "TW": ["Taiwan", "Taiwan, China", "China (Taiwan)", "Chinese Taipei", "Taiwan, Province of China", "Taïwan"],
    "CN": ["China", "PR China", "P.R. China", "Chine", "Volksrepublik China", "People's Republic of China"],
    "NL": ["Netherlands", "The Netherlands", "Holland", "Pays-Bas", "Niederlande", "Paesi Bassi"],
    "CZ": ["Czech Republic", "Czechia", "Tschechien", "République tchèque"],
    "VN": ["Viet Nam", "Vietnam"],
    "MK": ["Macedonia, former Yug. Rep.", "North Macedonia"],
    "MD": ["Moldova, Republik of", "Moldova"],
    "IR": ["Iran, Islamic Republic of", "Iran (Islamic Rep.)"],
    "CI": ["Côte d’Ivoire", "Ivory Coast"],
    "AE": ["UAE", "United Arab Emirates", "Emirats Arabes Unis"],
    "BA": ["Bosnia & Herzegovina", "Bosnia and Herzegovina"],
    "CD": ["Congo, Democratic Republic of the"],
    "FR": ["France", "Paris, France", "FRANCE"],
    "XK": ["Kosovo"],
}


@pytest.mark.parametrize("code", NAMES)
def test_names_of_a_country(code: str) -> None:
    assert {name: read_country(name) for name in NAMES[code]} == {
        name: Country(code, country_name(code)) for name in NAMES[code]
    }


def test_misspelt_name_is_guessed_and_marked() -> None:
    assert read_country("Autralia") == Country("AU", "Australia", certain=False)
    assert read_country("France / Germany") == Country("FR", "France", certain=False)


@pytest.mark.parametrize("text", ["", "Atlantis", "LVCC", "New York", "Nigera", "Europe", "12"])
def test_no_country(text: str) -> None:
    assert read_country(text) is None


def test_near_names_are_not_mixed_up() -> None:
    codes = {
        name: read_country(name)
        for name in ("Niger", "Nigeria", "Austria", "Australia", "Dominica", "Guinea", "Mali", "Malta")
    }
    assert [found.code for found in codes.values() if found] == ["NE", "NG", "AT", "AU", "DM", "GN", "ML", "MT"]


def test_every_country_of_iso_reads_back() -> None:
    for country in pycountry.countries:
        for text in (country.name, country.alpha_2, country.alpha_3, country_name(country.alpha_2)):
            assert read_country(text) == Country(country.alpha_2, country_name(country.alpha_2)), text


def test_short_words_prove_nothing() -> None:
    assert [is_country(text) for text in ("it", "and", "USA", "Chad", "Acme")] == [False, False, True, True, False]


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    found = read_country(text)
    assert found is None or len(found.code) == 2
