"""Columns of unknown lists: by their headers in five languages, by their values, and by both."""

from pathlib import Path

import pytest

from showtime.reading.columns import LIKELY, guess_columns, guesses, row_number_columns
from showtime.reading.header_words import fold_header, header_scores, is_known_header
from showtime.reading.table import read_table

SHARED = Path(__file__).resolve().parents[2].parent / "shared/data/exhibitors"

LISTS = {
    "english": (
        "Exhibitor Name,Hall,Booth #,Country of origin,Product categories,Website URL,"
        "Company description,Contact email\n"
        "Acme Inc,South,1204,USA,Robots,www.acme.com,We make robots,hi@acme.com\n"
        "Beta LLC,North,77,Italy,Cars,beta.it,We make cars,hi@beta.it\n",
        {
            "name": "Exhibitor Name",
            "hall": "Hall",
            "booth": "Booth #",
            "country": "Country of origin",
            "categories": "Product categories",
            "website": "Website URL",
            "description": "Company description",
            "email": "Contact email",
        },
    ),
    "french": (
        "Raison sociale;N° de stand;Pays;Site internet;Secteur d'activité;Téléphone;Ville\n"
        "Acmé SA;C12;France;acme.fr;Robots;+33 1 23 45 67 89;Lyon\n"
        "Bêta;D4;Allemagne;www.beta.de;IA;+49 30 123456;Berlin\n",
        {
            "name": "Raison sociale",
            "booth": "N° de stand",
            "country": "Pays",
            "categories": "Secteur d'activité",
            "website": "Site internet",
            "phone": "Téléphone",
            "city": "Ville",
        },
    ),
    "german": (
        "Aussteller;Hallennummer;Standnummer;PLZ;Ort;Land;Telefon;E-Mail;Internetseite\n"
        "A GmbH;3;B12;80331;München;Deutschland;+49 89 12345;a@b.de;www.a.de\n"
        "C AG;4;B13;1010;Wien;Österreich;+43 1 12346;c@d.at;www.c.at\n",
        {
            "name": "Aussteller",
            "hall": "Hallennummer",
            "booth": "Standnummer",
            "country": "Land",
            "website": "Internetseite",
            "email": "E-Mail",
            "phone": "Telefon",
            "city": "Ort",
        },
    ),
    "spanish": (
        "Empresa,Pabellón,Stand,País,Sector,Página web,Correo electrónico\n"
        "Acme,3,3C20,España,Metal,www.acme.es,a@acme.es\nBeta,4,4C20,Italia,Agua,www.beta.it,b@beta.it\n",
        {
            "name": "Empresa",
            "hall": "Pabellón",
            "booth": "Stand",
            "country": "País",
            "categories": "Sector",
            "website": "Página web",
            "email": "Correo electrónico",
        },
    ),
    "italian": (
        "Ragione sociale,Padiglione,Posteggio,Nazione,Settore merceologico,Sito web,Città\n"
        "Acme,3,C20,Italia,Metalli,www.acme.it,Roma\nBeta,4,D20,Francia,Acqua,www.beta.fr,Nizza\n",
        {
            "name": "Ragione sociale",
            "hall": "Padiglione",
            "booth": "Posteggio",
            "country": "Nazione",
            "categories": "Settore merceologico",
            "website": "Sito web",
            "city": "Città",
        },
    ),
    "program names": (
        "exhibitorId,CompanyName,boothNumber,tel_number,country_code,LogoURL,linkedin_url,zip_code\n"
        "x81,Acme,A1,+33 1 23 45 67,FR,https://fair.com/1.png,https://linkedin.com/company/a,75001\n"
        "x92,Beta,A2,+49 30 123 45,DE,https://fair.com/2.png,https://linkedin.com/company/b,10115\n",
        {
            "name": "CompanyName",
            "booth": "boothNumber",
            "country": "country_code",
            "phone": "tel_number",
            "linkedin": "linkedin_url",
            "id": "exhibitorId",
        },
    ),
    "no known word": (
        "foo,bar,baz,qux\nAcme Inc,https://acme.com,France,A12\nBeta LLC,https://beta.com,Italy,B13\n"
        "Gamma,https://gamma.io,Spain,C14\n",
        {"name": "foo", "booth": "qux", "country": "baz", "website": "bar"},
    ),
    "a word that the values belie": (
        "Company,Location,Website\nAcme,France,sales@acme.com\nBeta,Germany,info@beta.com\n",
        {"name": "Company", "country": "Location", "email": "Website"},
    ),
    "somebody else's name": (
        "Contact name,Name,Title,Product name,Fax\n"
        "Jo Do,Acme,CEO,Robot,+33 1 23 45 67 89\nAl Bo,Beta,CTO,Car,+33 1 23 45 67 88\n",
        {"name": "Name"},
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_columns_are_guessed(name: str) -> None:
    text, expected = LISTS[name]
    assert guess_columns(read_table(text.encode())) == expected


def test_nested_json_names_are_understood() -> None:
    data = (
        b'[{"attributes": {"name": "Acme", "stands": [{"hall": {"name": "1"}, "number": "A1"}],'
        b' "address": {"city": "Lyon", "country": "France"}, "categories": [{"id": 3, "name": "AI"}]}},'
        b' {"attributes": {"name": "Beta", "stands": [{"hall": {"name": "2"}, "number": "A2"}],'
        b' "address": {"city": "Rome", "country": "Italy"}, "categories": [{"id": 3, "name": "AI"}]}}]'
    )
    assert guess_columns(read_table(data)) == {
        "name": "attributes.name",
        "hall": "attributes.stands.hall.name",
        "booth": "attributes.stands.number",
        "country": "attributes.address.country",
        "categories": "attributes.categories.name",
        "city": "attributes.address.city",
    }


def test_confidence_is_high_for_words_and_low_for_a_mere_text_column() -> None:
    sure = guesses(read_table(b"Company,x\nAcme,1\nBeta,1\n"))["name"]
    unsure = guesses(read_table(b"foo,x\nAcme,1\nBeta,1\n"))["name"]
    assert (sure.header, sure.confidence) == ("Company", 1.0)
    assert unsure.header == "foo"
    assert unsure.confidence < LIKELY


def test_directorys_own_page_of_an_exhibitor_is_not_its_website() -> None:
    table = read_table(
        b"company,exhibitor_url\nAcme,https://fair.com/e/1\nBeta,https://fair.com/e/2\nGamma,https://fair.com/e/3\n"
    )
    assert guess_columns(table) == {"name": "company"}


def test_decided_fields_are_not_guessed_again() -> None:
    table = read_table(b"Company,Brand,Web\nAcme,Robo,acme.com\nBeta,Car,beta.com\n")
    assert guesses(table, {"name": "Brand", "website": ""}) == {}


def test_column_that_numbers_the_rows_is_known() -> None:
    assert row_number_columns(read_table(b",name,id\n0,a,7\n1,b,9\n2,c,8\n")) == {"Column 1"}


@pytest.mark.parametrize(
    ("header", "folded"),
    [
        ("LogoURL", "logo url"),
        ("tel_number", "tel number"),
        ("Stand n°", "stand no"),
        ("E-Mail", "email"),
        ("Größe", "grosse"),
    ],
)
def test_header_is_folded_to_words(header: str, folded: str) -> None:
    assert fold_header(header) == folded


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Ausstellernamen", "name"),
        ("Standnummern", "booth"),
        ("Company Name (English)", "name"),
        ("Kategorie / Category", "categories"),
        ("stands.hall", "hall"),
        ("address.country", "country"),
        ("Company HQ Country", "country"),
        ("Nom du contact", "person"),
        ("Main product", "product"),
    ],
)
def test_likeliest_kind_of_a_header(header: str, kind: str) -> None:
    scores = header_scores(header)
    assert max(scores, key=lambda each: scores[each]) == kind


def test_values_are_no_headers() -> None:
    assert [is_known_header(text) for text in ("Acme GmbH", "17214", "South Korea", "x" * 80, "")] == [False] * 5


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exhibitor lists are not here")
def test_shared_lists_are_understood() -> None:
    found = {
        name: guess_columns(read_table((SHARED / f"{name}.csv").read_bytes()))
        for name in ("vivatech2025", "hannover2018")
    }
    assert found == {
        "vivatech2025": {
            "name": "CompanyName",
            "country": "Country",
            "categories": "Category",
            "website": "Website",
            "description": "Description",
        },
        "hannover2018": {
            "name": "name",
            "country": "country",
            "website": "website",
            "phone": "tel_number",
            "city": "city",
        },
    }
