"""Many captures at the same moment. Run by itself, in a data folder of its own, because threads need a real file."""

import json
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """What each piece of work returns or raises, all begun together, each in a thread with a connection of its own."""
    from django.db import connections

    together = threading.Barrier(len(works))
    outcomes: list[Any] = [None] * len(works)

    def run(number: int) -> None:
        try:
            together.wait(timeout=60)
            outcomes[number] = works[number]()
        except Exception as error:
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def captures(slug: str, *, keys: list[str], persons: list[dict[str, str]]) -> dict[str, Any]:
    """Capture each person under its key, all at once; what there is then, and the errors."""
    from showtime.accounts.models import Member
    from showtime.contacts.capture import capture
    from showtime.contacts.models import Capture, Contact, Encounter
    from showtime.contacts.person_fields import PersonFields, Qualification
    from showtime.lib import clock
    from showtime.programme.models import Show

    def one(key: str, person: dict[str, str]) -> Any:
        member = Member.objects.select_related("team", "user").get(team__slug=slug)
        return capture(
            team=member.team,
            show=Show.objects.get(team=member.team),
            member=member,
            capture_id=UUID(key),
            kind="typed",
            raw="",
            fields=PersonFields(**person),
            qualification=Qualification(),
            captured_at=clock.now(),
            now=clock.now(),
        )

    works = [lambda key=key, person=person: one(key, person) for key, person in zip(keys, persons, strict=True)]
    outcomes = at_once(works)
    errors = [repr(each) for each in outcomes if isinstance(each, Exception)]
    counts = [model.objects.filter(team__slug=slug).count() for model in (Contact, Capture, Encounter)]
    return {
        "errors": errors,
        "counts": counts,
        "stored": sum(not each.known for each in outcomes if not isinstance(each, Exception)),
    }


def cast(slug: str) -> None:
    """A team with one member and one show."""
    from datetime import date

    from showtime.accounts.models import Member, Team, User
    from showtime.programme.models import Show

    team = Team.objects.create(slug=slug, name=slug)
    Member.objects.create(team=team, user=User.objects.create_user(f"{slug}@lumen.test", name=slug))
    day = date(2026, 1, 6)
    Show.objects.create(team=team, name="CES", time_zone="UTC", country="US", starts_on=day, ends_on=day)


if __name__ == "__main__":
    import sys

    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    asked = json.loads(sys.stdin.read())
    for number, each in enumerate(asked):
        cast(f"team{number}")
        print(json.dumps(captures(f"team{number}", **each)))
