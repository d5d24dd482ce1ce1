"""`showtime export contacts`, run as a command."""

from pathlib import Path

import pytest

from showtime.accounts.models import AuditEntry, Member
from showtime.cli.main import main
from showtime.contacts.models import Contact


@pytest.fixture
def jane(camille: Member) -> Contact:
    return Contact.objects.create(team=camille.team, full_name="Jane Doe", search="jane doe")


def test_export_contacts_to_a_file(jane: Contact, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "contacts.vcf"
    assert main(["export", "contacts", "--team", "lumen", "--format", "vcard3", "--out", str(file)]) == 0
    assert b"FN:Jane Doe\r\n" in file.read_bytes()
    assert capsys.readouterr().err == f"1 contacts written to {file}.\n"
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.member, entry.team) == ("contacts.export", None, jane.team)


def test_export_contacts_to_the_standard_output(jane: Contact, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "contacts", "--team", "lumen", "--format", "hubspot"]) == 0
    assert capfdbinary.readouterr().out.startswith(b'"First name","Last name","Email"')


def test_export_contacts_of_an_unknown_team(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "contacts", "--team", "nobody", "--format", "json"]) == 1
    assert (
        capsys.readouterr().err == "showtime: there is no team nobody here; its slug stands in its address, /t/SLUG/.\n"
    )


def test_export_contacts_where_nothing_can_be_written(
    jane: Contact, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "contacts", "--team", "lumen", "--format", "json", "--out", str(tmp_path)]) == 1
    assert "cannot be written" in capsys.readouterr().err
