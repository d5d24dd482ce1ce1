"""The page Export: the file, and who may take it."""

import pytest
from django.test import Client

from showtime.accounts.models import AuditEntry, Member
from showtime.contacts.export import FORMATS
from showtime.contacts.models import Contact

URL = "/t/lumen/export/"


@pytest.fixture(autouse=True)
def people(camille: Member) -> None:
    Contact.objects.create(team=camille.team, full_name="Jane Business")
    Contact.objects.create(team=camille.team, full_name="Friend Private", state="personal")


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_hands_out_a_file(camille_client: Client, camille: Member, name: str) -> None:
    response = camille_client.post(URL, {"format": name})
    content_type, ending = FORMATS[name]
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert response["Content-Disposition"].startswith(f'attachment; filename="showtime-lumen-{name}-')
    assert response["Content-Disposition"].endswith(f'.{ending}"')
    assert (b"Business" in response.content, b"Private" in response.content) == (True, False)
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.member, entry.detail["format"]) == ("contacts.export", camille, name)


def test_export_with_personal_contacts(camille_client: Client) -> None:
    assert b"Private" in camille_client.post(URL, {"format": "json", "personal": "on"}).content
    assert AuditEntry.objects.get().detail["personal"] is True


def test_export_page_says_how_many(camille_client: Client) -> None:
    assert b"1 contact leaves as a file" in camille_client.get(URL).content


def test_export_in_an_unknown_format(camille_client: Client) -> None:
    assert camille_client.post(URL, {"format": "xlsx"}).status_code == 422


def test_export_is_not_for_guests_nor_others(
    client: Client, gus_client: Client, sacha_client: Client, mallory_client: Client
) -> None:
    data = {"format": "json"}
    assert [gus_client.get(URL).status_code, gus_client.post(URL, data).status_code] == [403, 403]
    assert [mallory_client.get(URL).status_code, mallory_client.post(URL, data).status_code] == [404, 404]
    assert [client.get(URL).status_code, client.post(URL, data).status_code] == [302, 302]
    assert AuditEntry.objects.count() == 0
    assert sacha_client.post(URL, data).status_code == 200
    assert b"Business" not in mallory_client.post(URL.replace("lumen", "rival"), data).content
