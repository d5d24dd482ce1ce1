"""Loading the demo through the same verbs that members use, so that it cannot hold what they could not have made."""

import gzip
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from showtime.accounts.models import Member, Team, User
from showtime.contacts.capture import capture
from showtime.contacts.models import CaptureKind, Contact, Interest, Meeting, Segment
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.demo import scene
from showtime.demo.evening import live_the_evening
from showtime.demo.messages import TALKS
from showtime.demo.people import PEOPLE, Person
from showtime.demo.programme import CHIPS, EVENTS, JOURNEYS, LEGS, NOTES, PLACES, SHIFTS, STAND, WISHES
from showtime.inbox.receive import receive
from showtime.journal.notes import write_note
from showtime.lib.ids import new_id
from showtime.programme.models import Attendance, Event, Journey, Leg, Place, Show, ShowDay
from showtime.rounds.import_directory import confirm, preview
from showtime.rounds.models import Shift, Visit


@dataclass(frozen=True, slots=True)
class Loaded:
    """The demo's team, its founder, and the report of the directory's import."""

    team: Team
    founder: Member
    directory: dict[str, Any]


def load_demo(*, now: datetime) -> Loaded:
    """Make the demo team with its show, as of the morning of `scene.TODAY`; all of it or nothing."""
    with transaction.atomic():
        team = Team.objects.create(slug="orlaine", name="Orlaine", is_demo=True)
        cast = {key: _member(team, key, name, role) for key, name, role in scene.CAST}
        show = _show(team)
        places = _places(show)
        _programme(show, cast, places)
        contacts = _people(show, cast, places)
        _meetings(show, contacts)
        for day, at, who, kind, text in NOTES:
            write_note(show=show, member=cast[who], text=text, kind=kind, now=moment(day, at))
        directory = _directory(show, cast["camille"], now)
    try:
        # Mails are claimed in transactions of their own, which nothing may surround.
        live_the_evening(show=show, cast=cast, contacts=contacts, begun_at=moment(-1, "21:30"))
        _inbox(show)
    except Exception:
        team.delete()
        raise
    return Loaded(team, cast["camille"], directory)


def moment(day: int, at: str) -> datetime:
    """The time `at` in Las Vegas on the day that lies `day` days after the demo's today."""
    local = datetime.combine(scene.TODAY + timedelta(days=day), time.fromisoformat(at), tzinfo=scene.ZONE)
    return local.astimezone(UTC)


def _member(team: Team, key: str, name: str, role: str) -> Member:
    user = User.objects.create_user(f"{key}@{scene.DOMAIN}", name=name)
    return Member.objects.create(team=team, user=user, role=role)


def _show(team: Team) -> Show:
    show = Show.objects.create(
        team=team,
        name="CES 2026",
        venue=scene.PLACE,
        time_zone=scene.ZONE.key,
        country="US",
        starts_on=scene.TODAY,
        ends_on=scene.TODAY + timedelta(days=3),
        cover=2,
    )
    for number in range(4):
        day = scene.TODAY + timedelta(days=number)
        ShowDay.objects.create(team=team, show=show, day=day, opens=time(10), closes=time(16 if number == 3 else 18))
    for position, name in enumerate(CHIPS):
        Segment.objects.create(team=team, name=name, position=position)
    return show


def _places(show: Show) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for name, kind, inside in PLACES:
        places[name] = Place.objects.create(
            team=show.team, show=show, name=name, kind=kind, inside=places[inside] if inside else None
        )
    for origin, destination, mode, minutes in LEGS:
        Leg.objects.create(
            team=show.team,
            show=show,
            origin=places[origin],
            destination=places[destination],
            mode=mode,
            minutes=minutes,
        )
    show.stand = places[STAND]
    show.save(update_fields=["stand"])
    return places


def _programme(show: Show, cast: dict[str, Member], places: dict[str, Place]) -> None:
    for happening in EVENTS:
        event = Event.objects.create(
            team=show.team,
            show=show,
            title=happening.title,
            kind=happening.kind,
            starts_at=moment(happening.day, happening.start),
            ends_at=moment(happening.day, happening.end),
            place=places[happening.place],
            note=happening.note,
        )
        Attendance.objects.bulk_create(
            Attendance(team=show.team, event=event, member=cast[who]) for who in happening.who
        )
    for day, start, end, who in SHIFTS:
        Shift.objects.create(
            team=show.team, show=show, member=cast[who], starts_at=moment(day, start), ends_at=moment(day, end)
        )
    for day, who, origin, destination, mode, left, came in JOURNEYS:
        Journey.objects.create(
            team=show.team,
            show=show,
            member=cast[who],
            origin=places[origin],
            destination=places[destination],
            mode=mode,
            departed_at=moment(day, left),
            arrived_at=moment(day, came),
        )
    for label, country, value, minutes in WISHES:
        Visit.objects.create(
            team=show.team,
            show=show,
            label=label,
            note=country,
            value=value,
            minutes=minutes,
            wished_by=cast["camille"],
        )


def _people(show: Show, cast: dict[str, Member], places: dict[str, Place]) -> dict[str, Contact]:
    segments = {segment.name: segment for segment in Segment.objects.filter(team=show.team)}
    met = {}
    for person in PEOPLE:
        at = moment(-1, person.at)
        fields = PersonFields(
            full_name=person.name,
            company=person.company,
            title=person.title,
            email=person.email,
            phone=person.phone,
            language=person.language,
        )
        qualification = Qualification(
            interest=person.interest if person.interest in Interest.values else "",
            personal=person.interest == "personal",
            segment_id=segments[person.segment].pk if person.segment else None,
            place_id=places["Venetian Expo, Halls A-D"].pk,
            note=person.note,
            promise=person.promise,
            promise_due=_day(person.promise_in) if person.promise else None,
        )
        captured = capture(
            team=show.team,
            show=show,
            member=cast[person.by],
            capture_id=new_id(),
            kind=CaptureKind.VCARD if person.as_vcard else CaptureKind.TYPED,
            raw=_vcard(person) if person.as_vcard else "",
            fields=PersonFields(language=person.language) if person.as_vcard else fields,
            qualification=qualification,
            captured_at=at,
            now=at,
        )
        met[person.name] = captured.contact
    return met


def _day(days_after_yesterday: int) -> date:
    return scene.TODAY + timedelta(days=days_after_yesterday - 1)


def _vcard(person: Person) -> str:
    first, _, last = person.name.rpartition(" ")
    return "\r\n".join(
        (
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"N:{last};{first};;;",
            f"FN:{person.name}",
            f"ORG:{person.company}",
            f"TITLE:{person.title}",
            f"EMAIL;TYPE=WORK:{person.email}",
            *([f"TEL;TYPE=CELL:{person.phone}"] if person.phone else []),
            "END:VCARD",
            "",
        )
    )


def _meetings(show: Show, contacts: dict[str, Contact]) -> None:
    by_address = {contact.email: contact for contact in contacts.values() if contact.email}
    for happening in EVENTS:
        if happening.with_whom:
            event = Event.objects.get(show=show, title=happening.title)
            for address in happening.with_whom:
                Meeting.objects.create(team=show.team, event=event, contact=by_address[address])


def _inbox(show: Show) -> None:
    for talk in TALKS:
        for number, line in enumerate(talk.lines):
            receive(
                show=show,
                channel=talk.channel,
                external_id=f"demo-{talk.address}-{number}",
                counterpart=talk.counterpart,
                at=_said(line.at),
                body=line.body,
                address=talk.address,
                subject=line.subject,
                language=talk.language,
                kind=talk.kind,
                deadline=_said(talk.deadline) if talk.deadline else None,
            )


def _said(text: str) -> datetime:
    day, at = text.split(" ")
    return moment(int(day), at)


def _directory(show: Show, member: Member, now: datetime) -> dict[str, Any]:
    data = gzip.decompress(files("showtime.demo").joinpath("data", f"{scene.DIRECTORY}.gz").read_bytes())
    handed_in = preview(show=show, member=member, data=data, filename=scene.DIRECTORY, now=now)
    return confirm(directory_import=handed_in, now=now)
