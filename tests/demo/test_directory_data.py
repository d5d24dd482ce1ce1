"""The exhibitor list that the package carries for the demo show."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from showtime.reading.exhibitors import read_exhibitors
from showtime.reading.table import read_table

ROOT = Path(__file__).resolve().parents[2]
PACKED = ROOT / "src/showtime/demo/data/ces2026.tsv.gz"
SOURCE = ROOT.parent / "shared/data/exhibitors/ces2026.csv"


@pytest.fixture
def script() -> ModuleType:
    """The script that makes the file, as a module."""
    spec = importlib.util.spec_from_file_location("make_demo_directory", ROOT / "scripts/make_demo_directory.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_packed_directory_is_small_and_read_by_the_common_reader() -> None:
    data = PACKED.read_bytes()
    reading = read_exhibitors(data, filename=PACKED.name)
    assert len(data) < 250_000
    assert reading.columns == {
        "name": "name",
        "hall": "venue",
        "booth": "booth",
        "country": "country",
        "categories": "categories",
    }
    assert reading.counts["rows"] == 4177
    assert reading.counts["dropped"] == 0
    assert reading.ok


def test_packed_directory_has_its_dirt_and_it_is_said_row_by_row() -> None:
    reading = read_exhibitors(PACKED.read_bytes())
    codes = Counter(each.code for each in reading.problems)
    assert (codes["value_debris"], codes["value_entities"], codes["row_without_booth"]) == (1, 6, 12)
    assert all(each.params["row"] for each in reading.problems)


def test_packed_directory_carries_facts_only() -> None:
    assert read_table(PACKED.read_bytes()).headers == ("name", "venue", "booth", "country", "categories")


def test_source_and_licence_are_named() -> None:
    for text in ((PACKED.parent / "README.md").read_text(), (ROOT / "NOTICE").read_text()):
        assert "CES 2026 Exhibitor Scraper" in text
        assert "aezizhu" in text
        assert "Apache License, Version 2.0" in " ".join(text.split())


def test_script_gives_the_same_bytes_each_time_and_leaves_other_columns_out(script: ModuleType) -> None:
    text = 'name,venue,booth,country,categories,website\nAcme,"Hall\tG\n&mdash;",1,France,AI; IoT,https://a.com\n'
    rows, packed = script.compact(text)
    assert rows == 1
    assert packed == script.compact(text)[1]
    table = read_table(packed)
    assert table.headers == ("name", "venue", "booth", "country", "categories")
    assert table.rows[0].cells == ("Acme", "Hall\tG\n&mdash;", "1", "France", "AI; IoT")


@pytest.mark.skipif(not SOURCE.exists(), reason="the shared exhibitor lists are not here")
def test_packed_directory_is_what_the_script_makes_of_the_source(script: ModuleType) -> None:
    _, made = script.compact(SOURCE.read_bytes().decode())
    assert read_table(made) == read_table(PACKED.read_bytes())
