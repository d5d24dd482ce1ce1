"""The page Programme: a day of the show as a list or side by side, everybody's or one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from showtime.accounts.models import Member
from showtime.accounts.queries import members_of
from showtime.lib import clock
from showtime.programme import queries
from showtime.programme.clashes import Clash, clashes_among
from showtime.programme.leave_by import LeaveBy, departures
from showtime.programme.models import Event, EventStatus, Show
from showtime.programme.on_the_way import on_the_way
from showtime.web.access import TeamRequest, team_page
from showtime.web.event_form import FARTHEST
from showtime.web.roster_timeline import ICONS, event_block, lanes
from showtime.web.timeline import Block, Timeline, lay_out


class DayForm(forms.Form):
    """Which day is asked for, whose events and how they are shown; what cannot be read is left out."""

    day = forms.DateField(required=False)
    who = forms.ChoiceField(choices=[("all", ""), ("mine", "")], required=False)
    view = forms.ChoiceField(choices=[("list", ""), ("lanes", "")], required=False)


@dataclass(frozen=True)
class Line:
    """An event of the list: its people, its clashes, and when the reader has to leave for it."""

    event: Event
    icon: str
    people: str
    clashes: list[Clash]
    leave: LeaveBy | None


@team_page()
@never_cache
@require_safe
def programme(request: TeamRequest) -> HttpResponse:
    """A day of the current show; today where no day is asked for and the show is on."""
    now = clock.now()
    show = queries.current_show(team=request.team, now=now)
    if show is None:
        return render(request, "web/no_show.html", {"nav": "programme", "page": _("Programme")})
    form = DayForm(request.GET)
    form.is_valid()
    days = queries.days(show=show)
    today = queries.today(show=show, now=now)
    day = near(form.cleaned_data.get("day"), show) or (today if today in days else days[0])
    mine, side_by_side = form.cleaned_data.get("who") == "mine", form.cleaned_data.get("view") == "lanes"
    start, end = queries.day_bounds(show=show, day=day)
    member = request.member if mine else None
    events = queries.events_between(show=show, start=start, end=end, member=member, cancelled=True)
    standing = [event for event in events if event.status != EventStatus.CANCELLED]
    clashes = clashes_among(show=show, events=standing)
    leaves = departures(show=show, start=start, end=end, now=now) if standing and not side_by_side else {}
    context = {
        "nav": "programme",
        "show": show,
        "day": day,
        "days": days,
        "today": today,
        "now": now,
        "mine": mine,
        "side_by_side": side_by_side,
        "hours": queries.opening_hours(show=show, day=day),
        "lines": [_line(event, clashes, leaves, request.member) for event in standing],
        "cancelled": [event for event in events if event.status == EventStatus.CANCELLED],
        "clashes": clashes,
        "timeline": _timeline(request=request, show=show, day=day, events=standing, clashes=clashes)
        if side_by_side and standing
        else None,
        "way": on_the_way(show=show, member=request.member, now=now) if day == today else None,
    }
    return render(request, "web/programme/programme.html", context)


def near(day: date | None, show: Show) -> date | None:
    """The day, where one is given and it is not absurdly far from the show."""
    return day if day is not None and abs(day - show.starts_on) <= FARTHEST else None


def icon_of(event: Event) -> str:
    """The icon of the event's kind."""
    return {**ICONS, "break": "coffee", "talk": "sound"}.get(event.kind, "programme")


def _line(event: Event, clashes: Sequence[Clash], leaves: dict[tuple[UUID, UUID], LeaveBy], reader: Member) -> Line:
    return Line(
        event=event,
        icon=icon_of(event),
        people=", ".join(str(each.member) for each in event.attendances.all()),
        clashes=[clash for clash in clashes if event.pk in {clash.first.pk, clash.second.pk}],
        leave=leaves.get((event.pk, reader.pk)),
    )


def _timeline(
    *, request: TeamRequest, show: Show, day: date, events: Sequence[Event], clashes: Sequence[Clash]
) -> Timeline:
    """One lane for each who goes to something, the reader's first; what nobody goes to yet has no lane."""
    members = {member.pk: member for member in members_of(team=request.team)}
    clashing = {(each.pk, who.pk) for clash in clashes for each in (clash.first, clash.second) for who in clash.members}
    blocks: dict[UUID, list[Block]] = {key: [] for key in members}
    for event in events:
        for each in event.attendances.all() if not event.all_day else ():
            if each.member_id in blocks:
                clash = (event.pk, each.member_id) in clashing
                blocks[each.member_id].append(event_block(event, slug=request.team.slug, clash=clash))
    shown = [member for key, member in members.items() if blocks[key] or key == request.member.pk]
    return lay_out(lanes(shown, blocks, reader=request.member), day=day, zone=show.zone, now=clock.now())


urlpatterns = [path("t/<slug:team>/programme/", programme, name="programme")]
