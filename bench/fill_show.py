"""Fills a team's show for `fill`: people of the stand, places, programme, roster, directory, journal."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import words
from scene import NOW, ZONE

from showtime.accounts.models import Member, Role, Team, User
from showtime.journal.models import Note, NoteKind
from showtime.lib.folding import fold
from showtime.programme.models import (
    Attendance,
    Event,
    EventKind,
    Journey,
    Leg,
    LegMode,
    Place,
    PlaceKind,
    Show,
    ShowDay,
)
from showtime.rounds.models import Category, Exhibitor, Shift, Visit

DAYS = 4
BATCH = 500


@dataclass(frozen=True)
class Stage:
    """A show with its people and places, and the chance that fills it."""

    show: Show
    members: list[Member]
    places: list[Place]
    chance: random.Random


def found(*, slug: str, members: int) -> list[Member]:
    """A team with its members, the owner first."""
    team = Team.objects.create(slug=slug, name=slug.title())
    found = []
    for number in range(members):
        name = f"{words.GIVEN[number % len(words.GIVEN)]} {words.FAMILY[number % len(words.FAMILY)]}"
        language = "fr" if number % 2 else "en"
        user = User.objects.create_user(f"member{number}@{slug}.example", name=name, language=language)
        role = Role.MEMBER if number else Role.OWNER
        found.append(Member.objects.create(team=team, user=user, role=role))
    return found


def make_show(*, members: list[Member], first_day: date, chance: random.Random) -> Stage:
    """A show of four days with its places, the ways between them and the journeys of its first day."""
    team = members[0].team
    show = Show.objects.create(
        team=team,
        name=f"CES {first_day.year}",
        venue="Las Vegas",
        time_zone=ZONE.key,
        country="US",
        starts_on=first_day,
        ends_on=first_day + timedelta(days=DAYS - 1),
        cover=2,
    )
    for number in range(DAYS):
        ShowDay.objects.create(
            team=team, show=show, day=first_day + timedelta(days=number), opens=time(9), closes=time(18)
        )
    places = [
        Place.objects.create(team=team, show=show, name=name, kind=kind)
        for name, kind in [
            *((hall, PlaceKind.HALL) for hall in words.HALLS),
            ("Hotel", PlaceKind.HOTEL),
            ("Brasserie du Lac", PlaceKind.RESTAURANT),
        ]
    ]
    stand = Place.objects.create(team=team, show=show, name="Stand 60427", kind=PlaceKind.STAND, inside=places[4])
    show.stand = stand
    show.save()
    places.append(stand)
    Leg.objects.bulk_create(
        Leg(team=team, show=show, origin=stand, destination=place, mode=LegMode.WALK, minutes=6 + 2 * number)
        for number, place in enumerate(places[:-1])
    )
    Journey.objects.bulk_create(
        Journey(
            team=team,
            show=show,
            member=member,
            origin=places[-3],
            destination=stand,
            mode=LegMode.TAXI,
            departed_at=moment(first_day, "08:10"),
            arrived_at=moment(first_day, f"08:{40 + number % 15}"),
        )
        for number, member in enumerate(members)
    )
    return Stage(show, members, places, chance)


def moment(day: date, at: str) -> datetime:
    """The time `at` in Las Vegas."""
    return datetime.combine(day, time.fromisoformat(at), tzinfo=ZONE).astimezone(UTC)


def fill_programme(stage: Stage, *, events: int) -> list[Event]:
    """`events` events spread over the days and members, 45 minutes apart for each, every thirtieth in a clash."""
    show, team = stage.show, stage.show.team
    kinds = [EventKind.APPOINTMENT, EventKind.APPOINTMENT, EventKind.MENTOR, EventKind.PITCH, EventKind.BREAK]
    rows, people = [], []
    for number in range(events):
        day = show.starts_on + timedelta(days=number % DAYS)
        member = stage.members[number // DAYS % len(stage.members)]
        turn = number // DAYS // len(stage.members)
        starts = moment(day, "08:00") + timedelta(minutes=45 * turn - (20 if number % 30 == 29 else 0))
        row = Event(
            team=team,
            show=show,
            title=f"{words.EVENTS[number % len(words.EVENTS)]} {number + 1}",
            kind=kinds[number % len(kinds)],
            starts_at=starts,
            ends_at=starts + timedelta(minutes=30),
            place=stage.places[number % len(stage.places)],
            note=words.NOTES["fr" if number % 2 else "en"][number % 5],
        )
        rows.append(row)
        going = {member.pk: member, **({stage.members[0].pk: stage.members[0]} if number % 16 == 0 else {})}
        people += [Attendance(team=team, event=row, member=each) for each in going.values()]
    Event.objects.bulk_create(rows, BATCH)
    Attendance.objects.bulk_create(people, BATCH)
    _fill_roster(stage)
    return rows


def _fill_roster(stage: Stage) -> None:
    """Two on the stand at a time, taking turns of ninety minutes."""
    shifts = []
    for number in range(DAYS):
        opens = moment(stage.show.starts_on + timedelta(days=number), "09:00")
        for turn in range(6):
            starts = opens + timedelta(minutes=90 * turn)
            for place in range(2):
                member = stage.members[(2 * turn + place) % len(stage.members)]
                shifts.append(
                    Shift(
                        team=stage.show.team,
                        show=stage.show,
                        member=member,
                        starts_at=starts,
                        ends_at=starts + timedelta(minutes=90),
                    )
                )
    Shift.objects.bulk_create(shifts)


def fill_directory(stage: Stage, *, exhibitors: int) -> None:
    """`exhibitors` entries, each in one category or two, and a wish to visit for every fiftieth."""
    show, team, chance = stage.show, stage.show.team, stage.chance
    categories = [Category(team=team, show=show, name=name) for name in words.CATEGORIES]
    Category.objects.bulk_create(categories)
    rows, links = [], []
    for number in range(exhibitors):
        chosen = chance.sample(categories, 1 + number % 2)
        name = f"{chance.choice(words.FIRMS)} {chance.choice(words.TRADES)} {number + 1}"
        hall, country = chance.choice(words.HALLS), chance.choice(words.COUNTRIES)
        row = Exhibitor(
            team=team,
            show=show,
            key=fold(name),
            name=name,
            hall=hall,
            booth=str(10_000 + number),
            country=country,
            website=f"https://www.exhibitor{number}.example",
            description=words.NOTES["en"][number % 5],
            search="\n".join(fold(text) for text in (name, hall, str(10_000 + number), *(c.name for c in chosen))),
        )
        rows.append(row)
        links += [Exhibitor.categories.through(exhibitor=row, category=each) for each in chosen]
    Exhibitor.objects.bulk_create(rows, BATCH)
    Exhibitor.categories.through.objects.bulk_create(links, BATCH)
    Visit.objects.bulk_create(
        Visit(team=team, show=show, exhibitor=row, wished_by=stage.members[0]) for row in rows[::50]
    )


def fill_journal(stage: Stage, *, notes: int) -> None:
    """`notes` lines of the first day and of today; of yesterday's notes to self one in ten is not ticked yet."""
    kinds = list(NoteKind.values)
    rows = []
    for number in range(notes):
        text = f"{words.JOURNAL[number % len(words.JOURNAL)]} ({number + 1})"
        kind, at = kinds[number % len(kinds)], NOW - timedelta(minutes=3 + 1700 * number / notes)
        ticked = kind == NoteKind.TO_SELF and number % 10 > 0
        rows.append(
            Note(
                team=stage.show.team,
                show=stage.show,
                member=stage.members[number % len(stage.members)],
                kind=kind,
                text=text,
                at=at,
                ticked_at=at + timedelta(minutes=2) if ticked else None,
                ticked_by=stage.members[0] if ticked else None,
                search=fold(text),
            )
        )
    Note.objects.bulk_create(rows, BATCH)
