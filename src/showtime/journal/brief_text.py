"""A brief as plain text for a terminal or a mail, in the language that is active."""

import textwrap
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from showtime.accounts.models import Member
from showtime.journal.brief import Brief
from showtime.journal.brief_parts import NextThing, StandWatch
from showtime.programme.models import Event
from showtime.programme.words import clock, day_words, moment_words, short_day, span_words

WIDTH = 88
INDENT = 2

#: A line of a section: what stands in the margin (a time, as a rule), and the text beside it.
Line = tuple[str, str]


def brief_text(brief: Brief) -> str:
    """The whole brief; sections that have nothing to say are left out, the next thing and the stand never are."""
    title = " · ".join((brief.show.name, day_words(brief.day), str(brief.member)))
    now = _("It is %(moment)s at the show.") % {"moment": moment_words(brief.now, brief.show.zone)}
    sections = (
        (_("Next"), _next(brief)),
        (_("The stand"), _stand(brief)),
        (_("Clashes"), [("!", clash.text) for clash in brief.clashes]),
        (_("Notes to self"), [("-", note.text) for note in brief.notes]),
        (_("Promises"), _promises(brief)),
        (_("People to meet"), _to_meet(brief)),
        (_("Messages that matter"), _messages(brief)),
        (_("Follow-ups"), _followups(brief)),
        (_("The day"), _day(brief)),
    )
    shown = [f"{name}\n{_laid_out(lines)}" for name, lines in sections if lines]
    # Wrapped with its no-break spaces in place; a terminal shows them like any other, and searching wants plain ones.
    return "\n\n".join((f"{title}\n{now}", *shown)).replace("\N{NO-BREAK SPACE}", " ") + "\n"


def _laid_out(lines: Iterable[Line]) -> str:
    """The lines under a heading: margins in one column, texts wrapped beside it."""
    lines = list(lines)
    margin = max(len(mark) for mark, _text in lines)
    folded = []
    for mark, text in lines:
        start = " " * INDENT + mark.ljust(margin) + ("  " if margin else "")
        pieces = [piece for part in text.splitlines() for piece in textwrap.wrap(part, WIDTH - len(start))] or [""]
        folded += [start + pieces[0], *(" " * len(start) + piece for piece in pieces[1:])]
    return "\n".join(line.rstrip() for line in folded)


def _next(brief: Brief) -> list[Line]:
    lines = [(_("now"), _event(event, brief, until=True)) for event in brief.current]
    if brief.under_way is not None:
        place, since = brief.under_way.destination, _time(brief.under_way.departed_at, brief)
        lines.append(("", _("On the way to %(place)s since %(time)s") % {"place": place, "time": since}))
    thing = brief.next
    if thing is None:
        return [*lines, ("", _("Nothing more today or tomorrow"))]
    at = _time(thing.starts_at, brief)
    if thing.day != brief.day:
        at = f"{short_day(thing.day)}, {at}"
    return [*lines, (at, _with_place(thing.title, thing)), *_leave(thing, brief)]


def _leave(thing: NextThing, brief: Brief) -> list[Line]:
    if thing.leave is None:
        return []
    words = _("Leave by %(time)s: %(minutes)d min from %(origin)s: %(reason)s") % {
        "time": _time(thing.leave.at, brief),
        "minutes": thing.leave.minutes,
        "origin": thing.leave.origin,
        "reason": thing.leave.reason,
    }
    return [("", words)]


def _with_place(title: str, thing: NextThing) -> str:
    place = thing.place.name if thing.place else thing.location
    return f"{title}, {place}" if place else title


def _stand(brief: Brief) -> list[Line]:
    stand = brief.stand
    lines: list[Line] = []
    if stand.now is not None:
        lines.append((_("now"), _watch(stand.now)))
    if stand.next is not None:
        lines.append((_time(stand.next.starts_at, brief), _watch(stand.next)))
    for gap in stand.gaps:
        span = span_words(gap.start, gap.end, brief.show.zone)
        words = _("%(present)d on the stand, %(needed)d needed") % {"present": gap.present, "needed": gap.needed}
        lines.append(("!", f"{span}: {words}"))
    if not lines:
        lines.append(("", _("The stand is done for today.") if stand.hours else _("The show is closed on this day.")))
    return lines


def _watch(watch: StandWatch) -> str:
    names = ", ".join(str(member) for member in watch.members) or _("nobody")
    if not watch.missing:
        return names
    few = ngettext("one too few", "%(number)s too few", watch.missing) % {"number": watch.missing}
    return f"{names} ({few})"


def _promises(brief: Brief) -> list[Line]:
    late = [(f"! {short_day(promise.due_on)}" if promise.due_on else "!", promise) for promise in brief.overdue]
    today = [(_("today"), promise) for promise in brief.due_today]
    return [
        (mark, f"{promise.text} → {_with(str(promise.contact), promise.contact.company)} · {promise.member}")
        for mark, promise in [*late, *today]
    ]


def _to_meet(brief: Brief) -> list[Line]:
    lines: list[Line] = []
    for each in brief.to_meet:
        said = [_with(str(each.contact), each.contact.company)]
        if each.last is not None and each.last.note:
            said.append(each.last.note)
        said += [f"→ {promise.text}" for promise in each.promises]
        lines.append((_time(each.event.starts_at, brief), "\n".join(said)))
    return lines


def _messages(brief: Brief) -> list[Line]:
    lines: list[Line] = []
    for message in brief.messages:
        about = [str(message.get_kind_display()), message.counterpart, str(message.get_channel_display())]
        if message.deadline is not None:
            moment = (
                f"{short_day(message.deadline.astimezone(brief.show.zone).date())}, {_time(message.deadline, brief)}"
            )
            about.append(_("by %(moment)s") % {"moment": moment})
        said = " ".join((message.last_subject or message.last_text or "").split())
        lines.append(("-", f"{' · '.join(about)}\n{textwrap.shorten(said, 160, placeholder='…')}"))
    return lines


def _followups(brief: Brief) -> list[Line]:
    night = brief.night
    counts = (
        (night.cards, ngettext("one card to sort", "%(number)s cards to sort", night.cards)),
        (night.drafts, ngettext("one mail to approve", "%(number)s mails to approve", night.drafts)),
        (
            night.uncertain,
            ngettext(
                "Of one mail nobody knows whether it left.",
                "Of %(number)s mails nobody knows whether they left.",
                night.uncertain,
            ),
        ),
        (night.refused, ngettext("One mail was refused.", "%(number)s mails were refused.", night.refused)),
    )
    lines: list[Line] = [("-", words % {"number": number}) for number, words in counts if number]
    lines += [("-", f"{each.contact}: {_('answered')}") for each in brief.answered]
    return lines + [("-", f"{each.contact}: {_('no answer yet')}") for each in brief.reminders]


def _day(brief: Brief) -> list[Line]:
    """Everybody's day, one after the other, the member's own first."""
    items: dict[UUID, list[tuple[datetime, Line]]] = {}
    members: dict[UUID, Member] = {brief.member.pk: brief.member}
    for shift in brief.shifts:
        members.setdefault(shift.member_id, shift.member)
        span = span_words(shift.starts_at, shift.ends_at, brief.show.zone)
        items.setdefault(shift.member_id, []).append((shift.starts_at, (span, _("Stand"))))
    for event in brief.events:
        span = _("all day") if event.all_day else span_words(event.starts_at, event.ends_at, brief.show.zone)
        for attendance in event.attendances.all():
            members.setdefault(attendance.member_id, attendance.member)
            items.setdefault(attendance.member_id, []).append((event.starts_at, (span, _event(event, brief))))
    lines: list[Line] = []
    for key, member in members.items():
        own = sorted(items.get(key, []), key=lambda item: item[0])
        lines += [(str(member), ""), *((f"  {mark}", text) for _at, (mark, text) in own)] if own else []
    return lines


def _event(event: Event, brief: Brief, *, until: bool = False) -> str:
    place = event.place.name if event.place else event.location
    words = f"{event.title}, {place}" if place else event.title
    return _("%(event)s, until %(time)s") % {"event": words, "time": _time(event.ends_at, brief)} if until else words


def _with(name: str, company: str) -> str:
    return f"{name}, {company}" if company and company != name else name


def _time(moment: datetime, brief: Brief) -> str:
    return clock(moment, brief.show.zone)
