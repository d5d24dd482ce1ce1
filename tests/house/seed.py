"""`python -m tests.house.seed` founds a team at a show of today, with cards of its evening kept and drafted."""

import os
import sys
from datetime import UTC, timedelta


def main(people: int) -> None:
    """Fill the data folder of the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "showtime.config.settings")
    from showtime.cli.setup import migrate, start_django

    start_django()
    migrate()
    from showtime.accounts.found import found_team
    from showtime.contacts.capture import capture
    from showtime.contacts.models import CaptureKind
    from showtime.contacts.person_fields import PersonFields, Qualification
    from showtime.followups import debrief, draft
    from showtime.followups.models import Decision, FollowUp
    from showtime.lib import clock
    from showtime.lib.ids import new_id
    from showtime.programme.models import Show, ShowDay

    now = clock.now()
    owner = found_team(name="Lumen", owner_email="camille@lumen.example", owner_name="Camille Roy", now=now)
    today = now.astimezone(UTC).date()
    show = Show.objects.create(
        team=owner.team,
        name="The Show",
        time_zone="UTC",
        country="US",
        starts_on=today,
        ends_on=today + timedelta(days=3),
    )
    ShowDay.objects.create(team=owner.team, show=show, day=today, opens="09:00", closes="18:00")
    for number in range(people):
        capture(
            team=owner.team,
            show=show,
            member=owner,
            capture_id=new_id(),
            kind=CaptureKind.TYPED,
            raw="",
            fields=PersonFields(full_name=f"Person {number}", email=f"person{number}@visitors.example", language="en"),
            qualification=Qualification(note="Talked.", promise=f"Send sample {number}", promise_due=today),
            captured_at=now,
            now=now,
        )
    debrief.deal(team=owner.team, show=show, day=today)
    for card in FollowUp.objects.filter(team=owner.team):
        kept = debrief.decide(followup=card, decision=Decision.KEEP, owner=owner, due_on=today, member=owner, now=now)
        draft.propose(followup=kept, now=now)


if __name__ == "__main__":
    main(int(sys.argv[1]))
