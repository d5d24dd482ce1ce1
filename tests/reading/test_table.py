"""Table files of every usual kind, whole and broken."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.exhibitors import read_exhibitors
from showtime.reading.grid import MAX_BYTES, MAX_CELL, MAX_ROWS
from showtime.reading.problems import TEMPLATES
from showtime.reading.table import Table, read_table

SHARED = Path(__file__).resolve().parents[2].parent / "shared/data/exhibitors"


def codes(table: Table) -> list[str]:
    return [problem.code for problem in table.problems]


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found_among_the_others_in_the_values(delimiter: str) -> None:
    lines = [["name", "stand", "about"], ["Acme", "A1", "robots"], ["Beta", "B2", "cars"]]
    table = read_table("\n".join(delimiter.join(line) for line in lines).encode())
    assert table.headers == ("name", "stand", "about")
    assert cells(table) == [("Acme", "A1", "robots"), ("Beta", "B2", "cars")]
    assert table.problems == ()


def test_semicolon_file_with_commas_in_every_row_is_a_semicolon_file() -> None:
    table = read_table(b"Firma;Preis;Stand\nAcme, Inc;1,5;A1\nBeta, SA;2,5;B1\n")
    assert cells(table) == [("Acme, Inc", "1,5", "A1"), ("Beta, SA", "2,5", "B1")]


def test_one_column_of_names_keeps_the_commas() -> None:
    table = read_table(b'name\nAcme\nBeta, Inc.\n"Gamma, LLC"\n')
    assert cells(table) == [("Acme",), ("Beta, Inc.",), ("Gamma, LLC",)]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    data = b'Exhibitors of the fair\n\nname,hall\n"Acme\nLtd",1\n\nBeta,2\n'
    table = read_table(data)
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("Acme\nLtd", "1")), (6, ("Beta", "2"))]
    assert codes(table) == ["table_above_header"]


def test_excels_separator_line_is_no_row() -> None:
    table = read_table(b"sep=;\nname;hall\nAcme, Inc;1\n")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("Acme, Inc", "1"))]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Société Générale"),
        ("utf-16", "Société Générale"),
        ("utf-16-le", "Société Générale"),
        ("cp1252", "Société Générale – Œuvres"),
        ("latin-1", "Müller Öfen"),
        ("mac_roman", "Société Générale à Besançon"),
        ("cp1251", "Компания Роботы и заводы"),
        ("gb18030", "深圳市大疆创新科技有限公司"),
        ("shift_jis", "株式会社東芝テクノロジー"),
        ("cp949", "삼성전자 주식회사"),
    ],
)
def test_encoding_is_found(encoding: str, text: str) -> None:
    table = read_table(f"name;stand\n{text};A1\n{text};A2\n".encode(encoding))
    assert cells(table) == [(text, "A1"), (text, "A2")]
    assert codes(table) == ([] if encoding.startswith("utf") else ["table_encoding_guessed"])


def test_utf8_file_with_one_line_from_elsewhere_is_mended_line_by_line() -> None:
    table = read_table("name\nGénérale\nSociété\n".encode() + "Café\n".encode("cp1252"))
    assert cells(table) == [("Générale",), ("Société",), ("Café",)]


def test_headers_are_named_when_missing_and_numbered_when_repeated() -> None:
    table = read_table(b",name,name,\n0,Acme,x,y\n1,Beta,x,y\n")
    assert table.headers == ("Column 1", "name", "name (2)", "Column 4")
    assert codes(table) == ["table_headers_twice"]


def test_ragged_rows_are_filled_and_widened() -> None:
    table = read_table(b"name,hall\nAcme\nBeta,2,more\n")
    assert table.headers == ("name", "hall", "Column 3")
    assert cells(table) == [("Acme", "", ""), ("Beta", "2", "more")]


def test_no_header_is_said_and_every_row_is_kept() -> None:
    table = read_table(b"Acme,https://acme.com,France\nBeta,https://beta.com,Italy\n")
    assert table.headers == ("Column 1", "Column 2", "Column 3")
    assert len(table.rows) == 2
    assert codes(table) == ["table_no_header"]


def test_header_repeated_in_the_middle_is_left_aside() -> None:
    table = read_table(b"name,hall\nAcme,1\nname,hall\nBeta,2\n")
    assert cells(table) == [("Acme", "1"), ("Beta", "2")]
    assert codes(table) == ["table_header_repeated"]


def test_quote_never_closed_costs_its_own_line_only() -> None:
    table = read_table(b'name,hall\n"Acme,1\nBeta,2\n"Gamma",3\n')
    assert cells(table) == [("Acme", "1"), ("Beta", "2"), ("Gamma", "3")]
    assert [(p.code, p.where) for p in table.problems] == [("table_quote_unclosed", "row 2")]


def test_nul_and_control_characters_are_taken_out() -> None:
    assert cells(read_table(b"name,hall\nAc\x00me,1\x07\nBeta,2\n")) == [("Acme", "1"), ("Beta", "2")]


def test_markdown_tables_under_headings_become_one_table_with_the_heading_as_column() -> None:
    text = (
        "# Fair\n\n## Hall 1\n\n| Name | Stand |\n|---|:-:|\n| **Acme** | A1 |\n| [Beta](https://b.com) | A2 |\n\n"
        "## Hall 2\n\n| Name | Stand |\n|---|---|\n| Gamma | B1 |\n"
    )
    table = read_table(text.encode(), "fair.md")
    assert table.kind == "markdown"
    assert table.headers == ("Name", "Stand", "Section")
    assert cells(table) == [
        ("Acme", "A1", "Hall 1"),
        ("[Beta](https://b.com)", "A2", "Hall 1"),
        ("Gamma", "B1", "Hall 2"),
    ]


def test_workbook_gives_the_sheet_with_the_list_and_its_row_numbers() -> None:
    data = workbook(
        ("Cover", [["The fair 2026"]]),
        (
            "List",
            [["Exhibitors"], [], ["Name", "Stand", "Since"], ["Acme", 17214.0, 2001], [None], ["Beta", "007", "#N/A"]],
        ),
        ("Other", [["x", "y"]]),
    )
    table = read_table(data, "list.xlsx")
    assert table.kind == "xlsx"
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("Acme", "17214", "2001")), (6, ("Beta", "007", ""))]
    assert codes(table) == ["table_other_sheets", "table_above_header"]


def test_json_numbers_stay_as_written_and_nested_values_become_columns() -> None:
    data = b'{"meta": {"n": 2}, "items": [{"name": "A", "zip": 01}, {"name": "B"}]}'
    assert codes(read_table(data)) == ["table_json_broken"]
    good = {
        "items": [
            {"name": "A", "at": {"hall": 1.10, "no": ["x", "y"]}},
            {"name": "B", "tags": [{"t": "p"}, {"t": "q"}]},
        ]
    }
    table = read_table(json.dumps(good).replace("1.1", "1.10").encode())
    assert table.headers == ("name", "at.hall", "at.no", "tags.t")
    assert cells(table) == [("A", "1.10", "x; y", ""), ("B", "", "", "p; q")]


def test_json_lines_name_the_broken_line() -> None:
    table = read_table(b'{"name": "A"}\n{"name": \n{"name": "B"}\n', "x.jsonl")
    assert [row.number for row in table.rows] == [1, 3]
    assert [(p.code, p.where) for p in table.problems] == [("table_json_line", "row 2")]


def test_gzip_is_unpacked() -> None:
    assert cells(read_table(gzip.compress(b"name,hall\nAcme,1\nBeta,2\n"), "x.csv.gz")) == [
        ("Acme", "1"),
        ("Beta", "2"),
    ]


def test_xls_pdf_numbers_and_password_are_named() -> None:
    numbers = io.BytesIO()
    with zipfile.ZipFile(numbers, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    tries = {
        b"": "table_empty",
        b"\n \n": "table_empty",
        b"name,hall\n": "table_no_rows",
        b"%PDF-1.7 x": "table_unsupported",
        numbers.getvalue(): "table_unsupported",
        ole: "table_unsupported",
        ole + "EncryptedPackage".encode("utf-16-le"): "table_encrypted",
        b"<html><table>": "table_unsupported",
        b"PK\x03\x04broken": "table_damaged",
        b"\x1f\x8bbroken": "table_damaged",
        bytes(range(256)) * 40: "table_unsupported",
        b"[]": "table_json_no_list",
        b"# Only prose\n": "table_no_table",
    }
    for data, code in tries.items():
        table = read_table(data, "x.md" if data.startswith(b"#") else "")
        assert codes(table)[-1] == code
        assert not table.ok
        assert table.rows == ()


def test_too_large_file_and_packed_bomb_are_refused() -> None:
    assert codes(read_table(b"a" * (MAX_BYTES + 1))) == ["table_too_large"]
    assert codes(read_table(gzip.compress(b"a" * (MAX_BYTES + 1)))) == ["table_unpacks_too_large"]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 170_000_000)
    assert codes(read_table(bomb.getvalue())) == ["table_unpacks_too_large"]


def test_workbook_with_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>')
    assert codes(read_table(out.getvalue())) == ["table_damaged"]


def test_rows_beyond_the_limit_are_said_to_be_lost() -> None:
    table = read_table(b"name,n\n" + b"x,1\n" * (MAX_ROWS + 5))
    assert len(table.rows) == MAX_ROWS - 1
    assert codes(table) == ["table_too_many_rows"]
    assert not table.ok


def test_cell_beyond_the_limit_is_cut_and_said() -> None:
    table = read_table(b"name,about\nAcme," + b"x" * (MAX_CELL + 1) + b"\nBeta,y\n")
    assert [len(row.cells[1]) for row in table.rows] == [MAX_CELL, 1]
    assert codes(table) == ["table_cell_cut"]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_a_table_or_a_problem(data: bytes) -> None:
    for name in ("", "x.json", "x.jsonl", "x.md", "x.xlsx"):
        table = read_table(data, name)
        assert table.rows or table.problems
        assert all(len(row.cells) == len(table.headers) for row in table.rows)
        assert all(problem.code in TEMPLATES for problem in table.problems)
        assert read_exhibitors(data, filename=name).counts["rows"] == len(table.rows)


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=60), st.integers(0, 3000))
def test_damaged_workbook_never_raises(noise: bytes, place: int) -> None:
    whole = workbook(("List", [["Name", "Stand"], ["Acme", "A1"], ["Beta", "B1"]]))
    table = read_table(whole[:place] + noise + whole[place + len(noise) :], "x.xlsx")
    assert table.rows or table.problems


words = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F), min_size=1, max_size=8)
values = st.text(st.sampled_from("ab ,;|\"'\nZé0."), max_size=12).map(
    lambda text: "\n".join(line.strip() for line in text.split("\n")).strip()
)


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from([",", ";", "\t"]), st.integers(2, 5))
def test_any_written_table_is_read_back(data: st.DataObject, delimiter: str, width: int) -> None:
    headers = ["name", *(f"col {place}" for place in range(1, width))]
    rows = data.draw(st.lists(st.tuples(words, *[values] * (width - 1)), min_size=4, max_size=12))
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in [headers, *rows]]
    table = read_table("\n".join(delimiter.join(row) for row in quoted).encode())
    assert [row[: len(table.headers)] for row in rows] == cells(table)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared exhibitor lists are not here")
@pytest.mark.parametrize(("name", "rows"), [("ces2026", 4177), ("vivatech2025", 2884), ("hannover2018", 7213)])
def test_shared_lists_are_read_whole(name: str, rows: int) -> None:
    table = read_table((SHARED / f"{name}.csv").read_bytes(), f"{name}.csv")
    assert len(table.rows) == rows
    assert [row.number for row in table.rows] == list(range(2, rows + 2))
    assert table.ok
