"""Many captures at once, as a phone sends them when it has a network again: each is answered for itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from showtime.accounts.models import Member
from showtime.contacts.capture import Captured, IdTakenError, WithdrawnError, capture
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.contacts.problems import problem
from showtime.programme.models import Show
from showtime.programme.queries import current_show
from showtime.reading.problems import Problem


@dataclass(frozen=True, slots=True)
class Incoming:
    """One capture as it comes in; see `capture`."""

    capture_id: UUID
    kind: str
    raw: str
    fields: PersonFields
    qualification: Qualification
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture. `stored` and `known` are on disk for good; `rejected` is not, for `problems`.

    A capture that was undone here meanwhile is `known` and has no `captured`.
    """

    status: Literal["stored", "known", "rejected"]
    captured: Captured | None = None
    problems: tuple[Problem, ...] = ()


class NoShowError(LookupError):
    """The team has no show, or not this one, for captures to belong to."""


def capture_batch(
    *, member: Member, show_id: UUID | None, incoming: Iterable[Incoming], now: datetime
) -> list[Outcome]:
    """Store each capture in a transaction of its own, in order; one outcome each. Sent again, nothing happens twice.

    They belong to the team's show `show_id`, or without one to its current show. NoShowError.
    """
    if show_id is None:
        show = current_show(team=member.team, now=now)
    else:
        show = Show.objects.filter(team=member.team_id, pk=show_id).first()
    if show is None:
        raise NoShowError
    return [_outcome(member, show, each, now) for each in incoming]


def _outcome(member: Member, show: Show, each: Incoming, now: datetime) -> Outcome:
    try:
        captured = capture(
            team=member.team,
            show=show,
            member=member,
            capture_id=each.capture_id,
            kind=each.kind,
            raw=each.raw,
            fields=each.fields,
            qualification=each.qualification,
            captured_at=each.captured_at,
            now=now,
        )
    except WithdrawnError:
        return Outcome("known")
    except IdTakenError:
        return Outcome("rejected", problems=(problem("id_taken", "id"),))
    return Outcome("known" if captured.known else "stored", captured, captured.problems)
