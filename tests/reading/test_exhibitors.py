"""Directories: all good rows in, everything else said with its row, its field and what became of it."""

import json
import string
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.directory_problems import DIRECTORY_TEMPLATES
from showtime.reading.exhibitors import MOST_LISTED, DirectoryReading, as_json, read_exhibitors

SHARED = Path(__file__).resolve().parents[2].parent / "shared/data/exhibitors"

DIRTY = """name,venue,booth,country,categories,website
Acme &amp; Co,"Expo, Hall G",Booth #12; Booth #12; 13,South Korea,AI; Robots,www.Acme.com
,"Expo, Hall G",14,France,AI,https://nobody.com
Beta,Suites &mdash; Suites,,Atlantis,NaN,javascript:alert(1)
Gamma,,Aria Hospitality Suites; Aria Hospitality Suites 2,USA,,
Delta,expo hall g,15,Autralia,,delta.com / epsilon.com
"""


def read(text: str, **options: object) -> DirectoryReading:
    return read_exhibitors(text.encode(), **options)  # type: ignore[arg-type]


def said(reading: DirectoryReading) -> list[tuple[str, str, str, str]]:
    """Row, field, code and result of every problem."""
    return [
        (each.params.get("row", ""), each.params.get("field", ""), each.code, each.params.get("result", ""))
        for each in reading.problems
    ]


def test_dirty_rows_are_cleaned_and_every_change_is_said() -> None:
    reading = read(DIRTY)
    assert said(reading) == [
        ("2", "name", "value_entities", "cleaned"),
        ("2", "booth", "value_label", "cleaned"),
        ("2", "website", "website_completed", "cleaned"),
        ("3", "name", "row_without_name", "dropped"),
        ("4", "hall", "value_entities", "cleaned"),
        ("4", "hall", "value_repeated", "cleaned"),
        ("4", "country", "country_unknown", "kept without code"),
        ("4", "categories", "value_placeholder", "dropped"),
        ("4", "website", "website_dropped", "dropped"),
        ("4", "booth", "row_without_booth", "kept without booth"),
        ("5", "hall", "hall_from_booth", "cleaned"),
        ("6", "country", "country_guessed", "cleaned"),
        ("6", "website", "website_first", "cleaned"),
        ("6", "hall", "hall_spelling", "cleaned"),
    ]
    assert reading.counts == {
        "rows": 5,
        "exhibitors": 4,
        "dropped": 1,
        "joined": 0,
        "cleaned": 9,
        "lost": 1,
        "without_booth": 1,
        "without_country": 1,
    }
    assert not reading.ok


def test_problem_names_row_column_value_and_mend() -> None:
    problem = next(each for each in read(DIRTY).problems if each.code == "website_dropped")
    assert problem.where == "row 4, website"
    assert problem.message == "Website: “javascript:alert(1)” is no web address and was left out."
    assert problem.mend == "Write it like https://example.com."
    assert problem.severity == "error"
    assert problem.params["original"] == "javascript:alert(1)"


def test_exhibitor_is_complete_and_keeps_the_original() -> None:
    acme = read(DIRTY).exhibitors[0]
    assert acme == replace(
        acme,
        row=2,
        rows=(2,),
        key="acme co|expo hall g|12 13",
        name="Acme & Co",
        name_key="acme co",
        hall="Expo, Hall G",
        booth="12; 13",
        booths=("12", "13"),
        country="KR",
        country_name="South Korea",
        categories=("AI", "Robots"),
        website="https://www.acme.com",
        description="",
        email="",
        phone="",
        city="",
        linkedin="",
        source_id="",
        extra={},
        original={"name": "Acme &amp; Co", "booth": "Booth #12; Booth #12; 13", "website": "www.Acme.com"},
    )


def test_country_that_is_none_is_kept_as_written() -> None:
    beta = read(DIRTY).exhibitors[1]
    assert (beta.name, beta.country, beta.country_name, beta.booth) == ("Beta", "", "Atlantis", "")


def test_same_name_and_stand_are_joined_and_two_stands_are_two_entries() -> None:
    reading = read(
        "name,booth,country,city,notes\nGoogle LLC,1,USA,,x\nGoogle LLC,2,USA,,\n"
        "google llc,1,,Paris,y\nOther,3,France,,\n"
    )
    assert [(each.name, each.booth, each.city, each.rows) for each in reading.exhibitors] == [
        ("Google LLC", "1", "Paris", (2, 4)),
        ("Google LLC", "2", "", (3,)),
        ("Other", "3", "", (5,)),
    ]
    [problem] = reading.problems
    assert problem.message == "“google llc” was joined with row 2, which says otherwise in notes; row 2 was kept."
    assert reading.counts["joined"] == 1


def test_same_name_without_stand_in_two_countries_or_sites_is_two() -> None:
    reading = read("name,country,website\nHelios,Korea,\nHelios,Italy,\nVector,,a.com\nVector,,b.com\nVector,,a.com\n")
    assert [(each.name, each.country, each.rows) for each in reading.exhibitors] == [
        ("Helios", "KR", (2,)),
        ("Helios", "IT", (3,)),
        ("Vector", "", (4, 6)),
        ("Vector", "", (5,)),
    ]
    assert len({each.key for each in reading.exhibitors}) == 4


def test_id_of_the_source_is_the_key_and_a_shared_id_is_said() -> None:
    reading = read(
        "exhibitor_id,name,booth\nx7,Acme,1\nx9,Beta,2\nx11,Gamma,3\nx12,Gamma,3\n"
        + "".join(f"y{place},Name {place},{place}\n" for place in range(40))
        + "x7,Delta,9\n"
    )
    keys = {each.name: each.key for each in reading.exhibitors}
    assert keys["Acme"] == "id:x7"
    assert keys["Delta"] == "delta||9"
    assert [each.key for each in reading.exhibitors if each.name == "Gamma"] == ["id:x11", "id:x12"]
    assert [each.code for each in reading.problems] == ["row_id_shared"]


def test_keys_survive_another_order_other_case_and_new_rows() -> None:
    one = read("name,hall,booth\nAcme GmbH,Hall 1,A1; A2\nBeta,Hall 2,B1\n")
    two = read("Stand;Halle;Firma\nC9;3;New\nb1;hall 2;BETA\nA2, A1;1;Acme  GmbH\n")
    assert {each.key for each in one.exhibitors} < {each.key for each in two.exhibitors}


def test_person_may_choose_the_columns() -> None:
    text = "Brand,Company,Where,Web\nRobo,Acme,A1,acme.com\nCar,Beta,B1,beta.com\n"
    reading = read(text, columns={"name": "brand", "booth": "Where", "website": ""})
    assert reading.columns == {"name": "Brand", "booth": "Where"}
    assert reading.confidences == {"name": 1.0, "booth": 1.0}
    assert [(each.name, each.booth, each.website) for each in reading.exhibitors] == [
        ("Robo", "A1", ""),
        ("Car", "B1", ""),
    ]
    assert reading.exhibitors[0].extra == {"Company": "Acme", "Web": "acme.com"}


def test_chosen_column_or_field_that_does_not_exist_is_said() -> None:
    reading = read("name,x\nAcme,1\nBeta,2\n", columns={"booth": "Stand", "colour": "x"})
    assert [each.code for each in reading.problems] == ["column_unknown", "column_field_unknown", "column_absent"]
    assert [each.name for each in reading.exhibitors] == ["Acme", "Beta"]


def test_no_column_of_names_is_one_clear_error() -> None:
    reading = read("x,y\n1,2\n3,4\n")
    assert [(each.code, each.severity) for each in reading.problems if each.code != "table_no_header"] == [
        ("column_name_missing", "error")
    ]
    assert reading.exhibitors == ()


def test_hall_and_stand_in_one_column_are_split() -> None:
    reading = read("Aussteller;Halle/Stand\nAcme;4/C12\nBeta;Halle 5.1, Stand A01\n")
    assert [(each.hall, each.booth) for each in reading.exhibitors] == [("4", "C12"), ("Halle 5.1", "A01")]


def test_link_as_name_gives_name_and_website() -> None:
    reading = read("| Startup | Pays |\n|---|---|\n| [Acme](https://acme.io) | 🇫🇷 France |\n| Beta | Italie |\n")
    assert [(each.name, each.website, each.country) for each in reading.exhibitors] == [
        ("Acme", "https://acme.io", "FR"),
        ("Beta", "", "IT"),
    ]


def test_row_cut_by_a_separator_is_put_together_again() -> None:
    rows = "".join(f"Company {place},{place},c{place}.com,France\n" for place in range(30))
    reading = read(f"name,hall,website,country\nAcme, Inc,3,acme.com,Italy\n{rows}D&Q;Co,Ltd,4,dq.com,Italy\n")
    found = {each.row: (each.name, each.hall, each.website, each.country) for each in reading.exhibitors}
    assert found[2] == ("Acme, Inc", "3", "https://acme.com", "IT")
    assert found[33] == ("D&Q Co, Ltd", "4", "https://dq.com", "IT")
    assert [each.where for each in reading.problems if each.code == "row_shifted"] == ["row 2", "row 33"]


def test_row_with_too_many_values_that_fit_nowhere_keeps_them() -> None:
    rows = "".join(f"Company {place},text\n" for place in range(30))
    reading = read(f"name,about\n{rows}Acme,one,two\n")
    assert reading.exhibitors[-1].extra == {"Column 3": "two"}
    assert [(each.code, each.where) for each in reading.problems if each.severity == "warning"] == [
        ("row_too_long", "row 32")
    ]


def test_shifted_row_without_a_value_too_many_is_seen_by_its_kinds() -> None:
    rows = "".join(f"Company {i},Street {i},+33 1 23 45 67 {10 + i},c{i}.com,{75000 + i}\n" for i in range(40))
    reading = read(f"name,street,phone,website,zip\n{rows}B&B,Technology Ltd.,Main 3,+49 30 123456,bb.com\n")
    last = reading.exhibitors[-1]
    assert (last.name, last.phone, last.website) == ("B&B Technology Ltd.", "+49 30 123456", "https://bb.com")


def test_json_form_is_plain_and_complete() -> None:
    reading = read(DIRTY)
    plain = json.loads(json.dumps(as_json(reading)))
    assert [each["name"] for each in plain["items"]] == ["Acme & Co", "Beta", "Gamma", "Delta"]
    assert plain["counts"] == reading.counts
    assert len(plain["problems"]) == len(reading.problems)
    assert plain["ok"] is False


def test_problems_of_one_kind_are_counted_beyond_a_limit() -> None:
    reading = read("name,website\n" + "".join(f"Company {i},x\n" for i in range(MOST_LISTED + 7)))
    assert Counter(each.code for each in reading.problems)["website_dropped"] == MOST_LISTED
    assert (reading.problems[-1].code, reading.problems[-1].params["count"]) == ("more", "7")
    assert reading.counts["lost"] == MOST_LISTED + 7


def test_texts_of_all_problems_take_the_parameters_they_are_given() -> None:
    given = dict.fromkeys(
        ["row", "field", "label", "original", "value", "first", "result", "detail", "header", "size", "limit"], "x"
    )
    for template in DIRECTORY_TEMPLATES.values():
        for text in (template.message, template.mend):
            assert "%(" not in text % given
            assert text


cell = st.text(st.sampled_from(string.ascii_letters + " &;,\"'\n<>{}é-0123456789./:@"), max_size=25)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(cell, cell, cell, cell, cell), min_size=1, max_size=15))
def test_every_row_is_in_or_named(rows: list[tuple[str, ...]]) -> None:
    lines = [("name", "hall", "booth", "country", "website"), *rows]
    quoted = "\n".join(",".join('"' + value.replace('"', '""') + '"' for value in line) for line in lines)
    reading = read(quoted)
    inside = {row for each in reading.exhibitors for row in each.rows}
    named = {int(each.params["row"]) for each in reading.problems if each.code == "row_without_name"}
    aside = {int(each.params["row"]) for each in reading.problems if each.code == "table_header_repeated"}
    blank = {place for place, row in enumerate(rows, start=2) if not "".join(row).strip()}
    assert inside.isdisjoint(named)
    assert inside | named | aside | blank == set(range(2, len(rows) + 2))
    assert len({each.key for each in reading.exhibitors}) == len(reading.exhibitors)
    again = read(quoted)
    assert again == reading


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exhibitor lists are not here")
def test_shared_lists_come_in_whole() -> None:
    counts = {
        name: read_exhibitors((SHARED / f"{name}.csv").read_bytes(), filename=f"{name}.csv").counts
        for name in ("ces2026", "vivatech2025", "hannover2018")
    }
    assert {name: (each["rows"], each["exhibitors"], each["dropped"]) for name, each in counts.items()} == {
        "ces2026": (4177, 4177, 0),
        "vivatech2025": (2884, 2851, 0),
        "hannover2018": (7213, 6639, 0),
    }


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exhibitor lists are not here")
def test_dirt_of_the_ces_list_is_cleaned_and_said() -> None:
    reading = read_exhibitors((SHARED / "ces2026.csv").read_bytes())
    by_row = {each.row: each for each in reading.exhibitors}
    assert by_row[3958].hall == "Westgate Hospitality Suites"
    assert by_row[507].hall == "Vdara Hospitality Suites"
    assert Counter(each.code for each in reading.problems if each.severity != "info") == {
        "row_without_booth": 12,
        "value_debris": 1,
    }
    assert reading.ok
    assert all(each.country for each in reading.exhibitors)
