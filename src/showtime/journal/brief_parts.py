"""What a day's brief is made of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Encounter, Promise
from showtime.followups.models import FollowUp
from showtime.journal.models import Note
from showtime.programme.clashes import Clash
from showtime.programme.leave_by import LeaveBy
from showtime.programme.models import Event, Journey, Place, Show
from showtime.rounds.cover import CoverGap
from showtime.rounds.models import Shift

if TYPE_CHECKING:
    from showtime.inbox.queries import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class NextThing:
    """Where the member has to be next: at an event, or (`event` is None) on the stand. `leave` is None where they are
    there already, or no way is known. `day` is the day on which it is."""

    title: str
    event: Event | None
    starts_at: datetime
    ends_at: datetime
    place: Place | None
    location: str
    day: date
    leave: LeaveBy | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandWatch:
    """Who is on the stand from when to when, `missing` so many to its cover (0 outside of opening hours)."""

    starts_at: datetime
    ends_at: datetime
    members: tuple[Member, ...]
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The stand on one day: opening hours (None when closed), the watch now and the next one, all gaps in the cover.

    `now` is None before the first turn or the opening and after the last; `next` is None where nothing changes more.
    """

    cover: int
    hours: tuple[datetime, datetime] | None
    now: StandWatch | None
    next: StandWatch | None
    gaps: tuple[CoverGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMeet:
    """A contact whom we are to meet at an event: what was last said, and what we still owe them."""

    event: Event
    contact: Contact
    last: Encounter | None
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What the evenings left for a person to decide: cards to sort of days before, mails to approve, mails of which
    nobody knows whether they left, and mails that were refused."""

    cards: int
    drafts: int
    uncertain: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A member's day, as of `now`. All moments are aware, in UTC.

    `is_today` says whether `now` is on `day` at the show; on another day `next` is the first thing of it. `current` is
    what the member is at, `under_way` the journey that they are on, `events` and `shifts` are the whole team's,
    `departures` are by (event id, member id). `overdue` and `due_today` are the team's open promises; `answered` are
    follow-ups answered since the day before.
    """

    show: Show
    member: Member
    day: date
    now: datetime
    is_today: bool
    next: NextThing | None
    current: tuple[Event, ...]
    under_way: Journey | None
    stand: Stand
    events: tuple[Event, ...]
    shifts: tuple[Shift, ...]
    departures: dict[tuple[UUID, UUID], LeaveBy]
    clashes: tuple[Clash, ...]
    overdue: tuple[Promise, ...]
    due_today: tuple[Promise, ...]
    to_meet: tuple[ToMeet, ...]
    messages: "tuple[Listed, ...]"
    reminders: tuple[FollowUp, ...]
    answered: tuple[FollowUp, ...]
    notes: tuple[Note, ...]
    night: Night
