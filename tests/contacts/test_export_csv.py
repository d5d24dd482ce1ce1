"""CSV for CRMs: their column names, no formula, numbers as they are."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showtime.contacts.export_csv import HUBSPOT, SALESFORCE, Columns, Row, harmless, split_name, write_csv

JANE = Row(
    first_name="Jané",
    last_name="Doe",
    email="jane@acme.test",
    phone="+33612345678",
    company="Acme, Inc.",
    title='Buyer "home"',
    website="https://acme.test",
    linkedin="https://www.linkedin.com/in/jane",
    country="France",
    language="fr",
    interest="hot",
    segment="Press",
    state="kept",
    owner_email="camille@lumen.test",
    met_on="2026-01-06",
    story="2026-01-06 11:30, CES 2026, Camille: liked the lamp\n2026-01-07 10:00, CES 2026, Sacha",
    promises="Promised: prices",
)


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_write_csv_for_hubspot() -> None:
    assert read(write_csv([JANE], columns=HUBSPOT)) == [
        {
            "First name": "Jané",
            "Last name": "Doe",
            "Email": "jane@acme.test",
            "Phone number": "+33612345678",
            "Company name": "Acme, Inc.",
            "Job title": 'Buyer "home"',
            "Website URL": "https://acme.test",
            "LinkedIn URL": "https://www.linkedin.com/in/jane",
            "Country/Region": "France",
            "Preferred language": "French",
            "Lead status": "Open",
            "Contact owner": "camille@lumen.test",
            "Message": JANE.story,
            "Interest": "hot",
            "Segment": "Press",
            "Promises": "Promised: prices",
            "Last met": "2026-01-06",
        }
    ]


def test_write_csv_for_salesforce() -> None:
    assert read(write_csv([JANE], columns=SALESFORCE)) == [
        {
            "First Name": "Jané",
            "Last Name": "Doe",
            "Company": "Acme, Inc.",
            "Title": 'Buyer "home"',
            "Email": "jane@acme.test",
            "Phone": "+33612345678",
            "Website": "https://acme.test",
            "Country": "France",
            "Lead Source": "Trade Show",
            "Lead Status": "Open - Not Contacted",
            "Rating": "Hot",
            "Description": f"{JANE.story}\nPromised: prices\nhttps://www.linkedin.com/in/jane",
            "Segment": "Press",
            "Last Met": "2026-01-06",
        }
    ]


def test_write_csv_for_salesforce_fills_what_it_requires() -> None:
    row = read(write_csv([replace(JANE, last_name="", company="")], columns=SALESFORCE))[0]
    assert (row["Last Name"], row["Company"]) == ("[not provided]", "[not provided]")


def test_write_csv_has_no_byte_order_mark() -> None:
    assert write_csv([], columns=HUBSPOT)[:12] == b'"First name"'


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "+33 6 12|cmd"]
)
def test_harmless_takes_a_formula_for_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "Jane", "a=b", "+33612345678", "+33123456789 ext. 12", "jane@acme.test", "2026-01-06"]
)
def test_harmless_leaves_the_rest(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.text(), st.sampled_from([HUBSPOT, SALESFORCE]))
def test_write_csv_of_any_text_reads_back_and_never_computes(text: str, columns: Columns) -> None:
    data = write_csv([replace(JANE, last_name=text, story=text, company=text)], columns=columns)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert [len(row) for row in rows] == [len(columns), len(columns)]
    for cell in rows[1]:
        assert not cell.lstrip().startswith(("=", "-", "@", "+", "＝", "＋", "－", "＠")) or cell == JANE.phone
        assert not cell.startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("full", "split"),
    [
        ("Jane Doe", ("Jane", "Doe")),
        ("Jane van der Doe", ("Jane", "van der Doe")),
        ("Doe, Jane", ("Jane", "Doe")),
        ("Madonna", ("", "Madonna")),
        ("Doe,", ("", "Doe,")),
        ("", ("", "")),
    ],
)
def test_split_name(full: str, split: tuple[str, str]) -> None:
    assert split_name(full) == split
