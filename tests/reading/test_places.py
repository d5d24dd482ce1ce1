"""Halls and stands as lists write them."""

import pytest

from showtime.reading.places import (
    hall_key,
    hall_named_by_stand,
    hall_path,
    spellings,
    split_stand,
    stand_list,
    without_stand,
)


@pytest.mark.parametrize(
    ("text", "alone", "both"),
    [
        ("Hall 4 Stand C012", ("Hall 4", "C012"), ("Hall 4", "C012")),
        ("Hall 7.1 / A-05", ("Hall 7.1", "A-05"), ("Hall 7.1", "A-05")),
        ("Halle 12 | Stand-Nr. B30", ("Halle 12", "B30"), ("Halle 12", "B30")),
        ("Pavillon 7.2 – Stand F12", ("Pavillon 7.2", "F12"), ("Pavillon 7.2", "F12")),
        ("Pabellón 3, 3C20", ("Pabellón 3", "3C20"), ("Pabellón 3", "3C20")),
        ("HALL 5A-D030", ("HALL 5A", "D030"), ("HALL 5A", "D030")),
        ("4-C012", ("", "4-C012"), ("4", "C012")),
        ("7.1 A05", ("", "7.1 A05"), ("7.1", "A05")),
        ("H3 / B22", ("", "H3 / B22"), ("H3", "B22")),
        ("Hall 4", ("", "Hall 4"), ("", "Hall 4")),
        ("17214", ("", "17214"), ("", "17214")),
        ("Suite 29-111", ("", "Suite 29-111"), ("", "Suite 29-111")),
    ],
)
def test_hall_and_stand_are_told_apart(text: str, alone: tuple[str, str], both: tuple[str, str]) -> None:
    assert split_stand(text) == alone
    assert split_stand(text, both=True) == both


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Stand n° A12", ("A12",)),
        ("Booth #1234", ("1234",)),
        ("Booth: 12; Booth: 13", ("12", "13")),
        ("61000; 61001; 61000", ("61000", "61001")),
        ("A1 & A2", ("A1", "A2")),
        ("A1/A2", ("A1/A2",)),
        ("C10, C12", ("C10", "C12")),
        ("Bandol 1; Krug", ("Bandol 1", "Krug")),
        ("Suite 29-111", ("Suite 29-111",)),
        ("", ()),
    ],
)
def test_stands_are_listed(text: str, stands: tuple[str, ...]) -> None:
    assert stand_list(text) == stands


def test_halls_get_one_spelling() -> None:
    halls = ["LVCC, Central Hall"] * 3 + [
        "LVCC Central Hall, Room 102",
        "ARIA Suites",
        "Aria Suites",
        "Aria Suites",
        "Hall 4",
        "4",
    ]
    assert spellings(halls) == {
        "LVCC Central Hall, Room 102": "LVCC, Central Hall",
        "ARIA Suites": "Aria Suites",
        "4": "Hall 4",
    }


def test_hall_is_read_from_the_outside_in() -> None:
    assert hall_path("Venetian Expo, Hall G") == ("Venetian Expo", "Hall G")
    assert hall_path("Hall 4") == ("Hall 4",)


def test_stand_at_the_end_of_a_hall_is_left_off() -> None:
    assert without_stand("Fontainebleau Las Vegas | Booth FT") == "Fontainebleau Las Vegas"
    assert without_stand("LVCC, North Hall") == "LVCC, North Hall"


def test_stand_that_is_a_place_names_the_hall() -> None:
    known = {hall_key("The Loft"): "The Loft"}
    named = {
        text: hall_named_by_stand(stand_list(text), known)
        for text in (
            "Aria Hospitality Suites; Aria Hospitality Suites 2",
            "the loft 3",
            "Titian 2301",
            "Suite 29-111",
            "17214",
            "",
        )
    }
    assert list(named.values()) == ["Aria Hospitality Suites", "The Loft", "", "", "", ""]
