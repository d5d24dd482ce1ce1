"""Real files from elsewhere go into programme, contacts and directory: what is readable is in, the rest is named."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

from showtime.accounts.models import Member
from showtime.contacts.meet import meet
from showtime.contacts.models import Capture, Contact, Encounter
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.lib.ids import new_id
from showtime.programme.import_calendar import import_calendar
from showtime.programme.models import Event, EventStatus, Show
from showtime.rounds.import_directory import confirm, preview
from showtime.rounds.models import Exhibitor

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
NOW = datetime(2026, 1, 6, 18, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared data folder is not beside the project")


@pytest.fixture
def long_show(show: Show) -> Show:
    """A show that lasts as long as the files' events lie apart."""
    show.starts_on, show.ends_on = date(2008, 1, 1), date(2024, 12, 31)
    show.save()
    return show


def test_every_calendar_comes_in_or_says_why(long_show: Show, camille: Member) -> None:
    files = sorted(SHARED.glob("ics/**/*.ics"))
    silent, unmended, taken = [], [], 0
    for file in files:
        with transaction.atomic():
            report = import_calendar(show=long_show, member=camille, data=file.read_bytes(), source=file.name, now=NOW)
            standing = Event.objects.exclude(status=EventStatus.CANCELLED).count()
            # Files of different libraries use the same UIDs for other events: each meets an empty programme.
            transaction.set_rollback(True)
        taken += standing
        if standing != report.added or not (report.problems or report.added or report.cancelled):
            silent.append(f"{file.name}: {standing} events, reports {report.added}")
        unmended += [f"{file.name}: {each.code}" for each in report.problems if not (each.message and each.mend)]
    assert (len(files) > 250, silent, unmended) == (True, [], [])
    assert taken > 3_000


def test_programme_of_a_real_conference_comes_in_whole_and_once(long_show: Show, camille: Member) -> None:
    data = (SHARED / "programmes" / "moca24.ics").read_bytes()
    first, second = (
        import_calendar(show=long_show, member=camille, data=data, source="moca24.ics", now=NOW) for _ in range(2)
    )
    written = data.count(b"BEGIN:VEVENT")
    assert (first.added, {each.code for each in first.problems}) == (written, {"uid_shared"})
    assert (second.added, second.changed, second.cancelled, second.unchanged) == (0, 0, 0, written)
    assert Event.objects.filter(show=long_show).count() == written


def test_every_card_is_captured_or_says_why(show: Show, camille: Member) -> None:
    files = sorted(SHARED.glob("vcards/**/*.vcf"))
    lost, captured = [], 0
    for file in files:
        data = file.read_bytes()
        met = meet(
            member=camille,
            show=show,
            capture_id=new_id(),
            fields=PersonFields(),
            qualification=Qualification(),
            file=data,
            now=NOW,
        )
        captured += len(met.captured)
        cards = len(re.findall(rb"(?im)^\s*BEGIN\s*:\s*VCARD", data.replace(b"\0", b"")))
        if len(met.captured) < cards or (not met.captured and not met.problems):
            lost.append(f"{file.name}: {len(met.captured)} of {cards}")
    assert (len(files) > 100, lost) == (True, [])
    assert (Capture.objects.count(), Encounter.objects.count()) == (captured, captured)
    assert Contact.objects.exclude(full_name="", company="", email="", phone="").count() > 60


@pytest.mark.parametrize(
    ("name", "rows"), [("ces2026.csv", 4_177), ("vivatech2025.csv", 2_884), ("hannover2018.csv", 7_213)]
)
def test_every_exhibitor_is_in_the_directory_or_named(show: Show, camille: Member, name: str, rows: int) -> None:
    data = (SHARED / "exhibitors" / name).read_bytes()
    handed_in = preview(show=show, member=camille, data=data, filename=name, now=NOW)
    assert Exhibitor.objects.count() == 0
    report = confirm(directory_import=handed_in, now=NOW)
    counts = report["counts"]
    assert counts["rows"] == rows
    assert counts["exhibitors"] + counts["dropped"] + counts["joined"] == rows
    assert Exhibitor.objects.filter(show=show).count() == counts["new"] == counts["exhibitors"] > 0.9 * rows
    assert min(Counter(Exhibitor.objects.values_list("key", flat=True)).values()) == 1
    named = [each for each in report["problems"] if each["severity"] == "error"]
    assert len(named) >= min(counts["dropped"], 1)
