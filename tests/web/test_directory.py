"""The directory's pages: find, wish, import."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from showtime.accounts.models import Member, Team
from showtime.programme.models import Show
from showtime.rounds.models import DirectoryImport, Exhibitor, Visit

pytestmark = pytest.mark.django_db
LIST = b"Firma,Halle,Land\nAcme &amp; Sons,Hall 3,France\n,Hall 4,France\n"


def _exhibitor(team: Team, show: Show, name: str = "Acme") -> Exhibitor:
    return Exhibitor.objects.create(
        team=team, show=show, key=name, name=name, search=name.lower(), hall="Hall 3", country="FR"
    )


def test_list_is_looked_at_then_taken_in(show: Show, camille_client: Client) -> None:
    answer = camille_client.post("/t/lumen/directory/import/", {"file": SimpleUploadedFile("liste.csv", LIST)})
    preview = answer.headers["Location"]
    page = camille_client.get(preview).content.decode()
    assert "Take in 1 exhibitor<" in page
    assert "row 3" in page
    assert Exhibitor.objects.count() == 0
    camille_client.post(f"{preview}confirm/")
    assert list(Exhibitor.objects.values_list("name", "hall", "country")) == [("Acme & Sons", "Hall 3", "FR")]
    assert "Acme &amp; Sons" in camille_client.get("/t/lumen/directory/").content.decode()


def test_columns_can_be_changed_before(show: Show, camille_client: Client) -> None:
    data = SimpleUploadedFile("x.csv", b"A,B\nG-101,Acme\nG-102,Birch\n")
    preview = camille_client.post("/t/lumen/directory/import/", {"file": data}).headers["Location"]
    camille_client.post(preview, {"name": "B", "booth": "A"})
    camille_client.post(f"{preview}confirm/")
    assert sorted(Exhibitor.objects.values_list("name", "booth")) == [("Acme", "G-101"), ("Birch", "G-102")]


def test_search_answers_the_part_that_htmx_asks_for(team: Team, show: Show, camille_client: Client) -> None:
    _exhibitor(team, show)
    _exhibitor(team, show, "Birch")
    answer = camille_client.get(
        "/t/lumen/directory/", {"words": "bir"}, headers={"hx-request": "true", "hx-target": "found"}
    )
    text = answer.content.decode()
    assert "<html" not in text
    assert re.findall(r"row-link[^>]*>([^<]+)<", text) == ["Birch"]


def test_wish_and_its_undo(team: Team, show: Show, camille: Member, camille_client: Client) -> None:
    row = _exhibitor(team, show)
    camille_client.post(f"/t/lumen/directory/{row.pk}/wish/", {"value": "nice"})
    camille_client.post(f"/t/lumen/directory/{row.pk}/wish/", {"value": "must"})
    assert list(Visit.objects.values_list("exhibitor", "value", "wished_by")) == [(row.pk, 10, camille.pk)]
    camille_client.post(f"/t/lumen/directory/{row.pk}/wish/", {"value": "no"})
    assert Visit.objects.count() == 0


def test_guest_reads_and_does_not_wish(team: Team, show: Show, gus_client: Client) -> None:
    row = _exhibitor(team, show)
    assert gus_client.get(f"/t/lumen/directory/{row.pk}/").status_code == 200
    assert gus_client.post(f"/t/lumen/directory/{row.pk}/wish/", {"value": "must"}).status_code == 403


def test_rows_of_another_team_are_not_there(team: Team, show: Show, camille: Member, mallory_client: Client) -> None:
    row = _exhibitor(team, show)
    handed_in = DirectoryImport.objects.create(team=team, show=show, member=camille, filename="x", at=show.created_at)
    for path in (f"directory/{row.pk}/", f"directory/import/{handed_in.pk}/"):
        assert mallory_client.get(f"/t/rival/{path}").status_code == 404


def test_too_large_a_file_is_refused_with_the_mend(show: Show, camille_client: Client) -> None:
    data = SimpleUploadedFile("big.csv", b"name\n" + b"x" * (12 * 1024 * 1024))
    answer = camille_client.post("/t/lumen/directory/import/", {"file": data})
    assert answer.status_code == 422
    assert "split it" in answer.content.decode()


def test_empty_directory_teaches(show: Show, camille_client: Client) -> None:
    assert "Import a list" in camille_client.get("/t/lumen/directory/").content.decode()


def test_query_count_is_constant(team: Team, show: Show, camille_client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    _exhibitor(team, show)
    with django_assert_num_queries(12):
        camille_client.get("/t/lumen/directory/")
    _exhibitor(team, show, "Birch")
    _exhibitor(team, show, "Cedar")
    with django_assert_num_queries(12):
        camille_client.get("/t/lumen/directory/")
