"""What a day's brief is made of."""

from dataclasses import dataclass
from datetime import date, datetime

from showtime.accounts.models import Member
from showtime.contacts.models import Contact, Encounter, Promise
from showtime.programme.leave_by import LeaveBy
from showtime.programme.models import Event, Place
from showtime.rounds.cover import CoverGap


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
