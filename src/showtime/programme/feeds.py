"""A member's programme as a calendar that their phone subscribes to, at a secret address that can be revoked."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar
from icalendar import Event as CalendarEntry

from showtime import __version__
from showtime.accounts.models import Member
from showtime.programme import queries, wall_time
from showtime.programme.calendar_plan import own_uid
from showtime.programme.leave_by import LeaveBy, departures
from showtime.programme.models import Event, EventStatus, Feed, Show
from showtime.programme.words import clock

#: A show stays in the feed for this long after its last day.
KEPT = timedelta(days=60)

_SALT = "showtime.programme.feed"
_FIRST_SERIAL = 1


class UnknownFeedError(LookupError):
    """No feed has this token, or it was revoked."""


def feed_url(*, member: Member) -> str:
    """The address of the member's calendar; whoever knows it can read the calendar."""
    return f"{settings.PUBLIC_URL}/feeds/{feed_token(member=member)}.ics"


def feed_token(*, member: Member) -> str:
    """The secret part of the address: the member and the feed's serial, signed. It stays until it is revoked."""
    return _signer().sign(f"{member.pk.hex}-{_serial(member)}")


def revoke_feed(*, member: Member) -> str:
    """Let every address that was given out end; the new one."""
    Feed.objects.get_or_create(member=member, defaults={"team_id": member.team_id, "serial": _FIRST_SERIAL})
    Feed.objects.filter(member=member).update(serial=F("serial") + 1)
    return feed_url(member=member)


def member_calendar(*, token: str, now: datetime) -> bytes:
    """The calendar of the member whose token it is, in their language, with their cancelled events as cancelled.

    Times are in UTC, whole days as dates, when to leave in the description and as an alarm. Each event carries the
    number of its changes as SEQUENCE. UnknownFeedError.
    """
    member = _member(token)
    with translation.override(member.user.language or settings.LANGUAGE_CODE):
        calendar = _calendar(member)
        for show in queries.shows(team=member.team):
            if wall_time.midnight(show.ends_on, show.zone) + KEPT > now:
                for entry in _entries(show, member, now):
                    calendar.add_component(entry)
        return bytes(calendar.to_ical())


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT, sep=".")


def _serial(member: Member) -> int:
    """A member whose feed was never revoked needs no row."""
    feed = Feed.objects.filter(member=member).first()
    return _FIRST_SERIAL if feed is None else feed.serial


def _member(token: str) -> Member:
    try:
        key, _dash, serial = _signer().unsign(token).rpartition("-")
        member_id, wanted = UUID(key), int(serial)
    except (signing.BadSignature, ValueError) as error:
        raise UnknownFeedError from error
    members = Member.objects.filter(pk=member_id, left_at=None, user__is_active=True)
    member = members.select_related("user", "team").first()
    if member is None or _serial(member) != wanted:
        raise UnknownFeedError
    return member


def _calendar(member: Member) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Showtime//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("%(team)s, %(member)s") % {"team": member.team.name, "member": member}
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    return calendar


def _entries(show: Show, member: Member, now: datetime) -> Iterable[CalendarEntry]:
    start, end = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    events = queries.events_between(show=show, start=start, end=end, member=member, cancelled=True)
    ahead = [event for event in events if event.starts_at > now and event.status != EventStatus.CANCELLED]
    leaves: dict[tuple[UUID, UUID], LeaveBy] = {}
    if ahead:
        leaves = departures(show=show, start=now, end=ahead[-1].starts_at + timedelta(seconds=1), now=now)
    for event in events:
        leave = leaves.get((event.pk, member.pk)) if event.status != EventStatus.CANCELLED else None
        yield _entry(show, event, leave)


def _entry(show: Show, event: Event, leave: LeaveBy | None) -> CalendarEntry:
    entry = CalendarEntry()
    entry.add("uid", own_uid(event.pk))
    entry.add("sequence", event.revision)
    entry.add("dtstamp", event.updated_at.astimezone(UTC).replace(microsecond=0))
    entry.add("last-modified", event.updated_at.astimezone(UTC).replace(microsecond=0))
    entry.add("summary", event.title)
    entry.add("status", event.status.upper())
    if event.all_day:
        entry.add("dtstart", wall_time.day_of(event.starts_at, show.zone))
        entry.add("dtend", wall_time.day_of(event.ends_at, show.zone))
        entry.add("transp", "TRANSPARENT")
    else:
        entry.add("dtstart", event.starts_at.astimezone(UTC))
        entry.add("dtend", event.ends_at.astimezone(UTC))
    where = event.location or (event.place.name if event.place else "")
    if where:
        entry.add("location", where)
    description = "\n\n".join(part for part in (_leave_words(show, leave), event.note) if part)
    if description:
        entry.add("description", description)
    if leave:
        entry.add_component(_alarm(show, event, leave))
    return entry


def _leave_words(show: Show, leave: LeaveBy | None) -> str:
    if leave is None:
        return ""
    text = _("Leave %(origin)s by %(time)s: %(reason)s.")
    return text % {"origin": leave.origin, "time": clock(leave.at, show.zone), "reason": leave.reason}


def _alarm(show: Show, event: Event, leave: LeaveBy) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", leave.at - event.starts_at.astimezone(UTC))
    alarm.add("description", _("Leave now for %(event)s") % {"event": event.title})
    return alarm
