"""A directory comes in whole, once, and says what it cleaned."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from showtime.accounts.models import AuditEntry, Member
from showtime.programme.models import Show
from showtime.rounds import queries
from showtime.rounds.import_directory import choose_columns, confirm, preview
from showtime.rounds.models import Category, DirectoryImport, Exhibitor, ImportState

NOW = datetime(2026, 1, 6, 13, tzinfo=UTC)
LIST = """\
Raison sociale;Stand n°;Pays;Catégories
Étoile & Cie;G-101;France;Robotique, Textile
"Acme &amp; Sons";N-7;Royaume-Uni;Robotique
;N-8;Chine;Textile
Sans stand;;Japon;
""".encode()
SHARED = Path("../shared/data/exhibitors")


def _hand_in(show: Show, member: Member, data: bytes = LIST, filename: str = "liste.csv") -> DirectoryImport:
    return preview(show=show, member=member, data=data, filename=filename, now=NOW)


def test_preview_changes_nothing(show: Show, camille: Member) -> None:
    handed_in = _hand_in(show, camille)
    assert (Exhibitor.objects.count(), handed_in.state) == (0, ImportState.PREVIEWED)
    assert {name: handed_in.report["counts"][name] for name in ("rows", "exhibitors", "dropped", "new")} == {
        "rows": 4,
        "exhibitors": 3,
        "dropped": 1,
        "new": 3,
    }
    assert handed_in.columns == {
        "name": "Raison sociale",
        "booth": "Stand n°",
        "country": "Pays",
        "categories": "Catégories",
    }


def test_confirm_takes_all_good_rows_in_and_names_the_bad_one(show: Show, camille: Member) -> None:
    report = confirm(directory_import=_hand_in(show, camille), now=NOW)
    assert list(Exhibitor.objects.order_by("name").values_list("name", "booth", "country")) == [
        ("Acme & Sons", "N-7", "GB"),
        ("Sans stand", "", "JP"),
        ("Étoile & Cie", "G-101", "FR"),
    ]
    assert sorted(Category.objects.values_list("name", "exhibitors__name")) == [
        ("Robotique", "Acme & Sons"),
        ("Robotique", "Étoile & Cie"),
        ("Textile", "Étoile & Cie"),
    ]
    assert [problem["where"] for problem in report["problems"] if problem["code"] == "row_without_name"] == [
        "row 4, Raison sociale"
    ]
    assert AuditEntry.objects.get().deed == "import directory"


def test_same_file_again_changes_nothing(show: Show, camille: Member) -> None:
    confirm(directory_import=_hand_in(show, camille), now=NOW)
    before = list(Exhibitor.objects.order_by("pk").values())
    counts = confirm(directory_import=_hand_in(show, camille), now=NOW)["counts"]
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 3)
    assert list(Exhibitor.objects.order_by("pk").values()) == before


def test_newer_edition_changes_what_it_says_and_keeps_the_rest(show: Show, camille: Member) -> None:
    confirm(directory_import=_hand_in(show, camille), now=NOW)
    newer = "Raison sociale;Stand n°;Pays;Catégories\nÉtoile & Cie;G-101;Belgique;Textile\n".encode()
    counts = confirm(directory_import=_hand_in(show, camille, newer), now=NOW)["counts"]
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 1, 0)
    row = Exhibitor.objects.get(name="Étoile & Cie")
    assert (row.country, list(row.categories.values_list("name", flat=True))) == ("BE", ["Textile"])
    assert Exhibitor.objects.count() == 3


def test_columns_chosen_by_a_person_count(show: Show, camille: Member) -> None:
    handed_in = _hand_in(show, camille, b"A,B\nG-101,Acme\nG-102,Birch\n")
    choose_columns(directory_import=handed_in, columns={"name": "B", "booth": "A"})
    confirm(directory_import=handed_in, now=NOW)
    assert sorted(Exhibitor.objects.values_list("name", "booth")) == [("Acme", "G-101"), ("Birch", "G-102")]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing of use", b"\x00\xff" * 400])
def test_file_that_is_no_list_brings_nothing_and_says_so(data: bytes, show: Show, camille: Member) -> None:
    report = confirm(directory_import=_hand_in(show, camille, data, "x.pdf"), now=NOW)
    assert (report["counts"]["exhibitors"], report["ok"], Exhibitor.objects.count()) == (0, False, 0)
    assert report["problems"][0]["mend"] != ""


def test_search_needs_all_words_and_ignores_accents(show: Show, camille: Member) -> None:
    confirm(directory_import=_hand_in(show, camille), now=NOW)

    def names(**asked: str) -> list[str]:
        return [row.name for row in queries.search_directory(show=show, **asked).exhibitors]

    assert names(words="etoile") == ["Étoile & Cie"]
    assert names(words="robotique g-101") == ["Étoile & Cie"]
    assert names(words="robotique", country="GB") == ["Acme & Sons"]
    assert names(category="Textile") == ["Étoile & Cie"]
    assert names(words="nobody") == []


def test_search_pages_on_by_cursor(show: Show, camille: Member) -> None:
    rows = "name\n" + "".join(f"Firm {number:03}\n" for number in range(7))
    confirm(directory_import=_hand_in(show, camille, rows.encode()), now=NOW)
    seen, after = [], ""
    while True:
        page = queries.search_directory(show=show, limit=3, after=after)
        seen += [row.name for row in page.exhibitors]
        after = page.next_after
        if not after:
            break
    assert seen == [f"Firm {number:03}" for number in range(7)]


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/data/exhibitors")
@pytest.mark.parametrize(
    ("file", "rows", "exhibitors"),
    [("ces2026.csv", 4177, 4177), ("vivatech2025.csv", 2884, 2851), ("hannover2018.csv", 7213, 6639)],
)
def test_real_lists_come_in_whole(file: str, rows: int, exhibitors: int, show: Show, camille: Member) -> None:
    handed_in = _hand_in(show, camille, (SHARED / file).read_bytes(), file)
    counts = confirm(directory_import=handed_in, now=NOW)["counts"]
    assert (counts["rows"], counts["exhibitors"], counts["dropped"]) == (rows, exhibitors, 0)
    assert counts["joined"] == rows - exhibitors
    assert Exhibitor.objects.count() == exhibitors
