"""The background work of follow-ups: mails that are due, mails whose worker is gone, answers that came."""

from datetime import timedelta

from showtime.followups import answers, queries, send
from showtime.lib import clock
from showtime.lib.sweeps import Sweep

SWEEPS: tuple[Sweep, ...] = (
    Sweep(
        name="mail",
        every=timedelta(seconds=2),
        due=lambda limit: send.due(limit=limit, now=clock.now()),
        work=lambda key: send.send(draft_id=key),
    ),
    Sweep(
        name="mail in doubt",
        every=timedelta(seconds=30),
        due=lambda limit: send.doubtful(limit=limit, now=clock.now()),
        work=lambda key: send.doubt(draft_id=key, now=clock.now()),
    ),
    Sweep(
        name="answers",
        every=timedelta(seconds=30),
        due=lambda limit: queries.newly_answered(limit=limit),
        work=lambda key: answers.note_answer(followup_id=key),
    ),
)
