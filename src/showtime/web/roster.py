"""The page Roster: who holds the stand when, and when nobody does."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from showtime.accounts.models import Member
from showtime.lib import clock
from showtime.programme import queries as programme
from showtime.programme import wall_time
from showtime.programme.models import Show
from showtime.programme.words import clock as clock_words
from showtime.programme.words import span_words
from showtime.rounds import roster as deeds
from showtime.rounds import roster_queries
from showtime.rounds.cover import Span, Turn
from showtime.rounds.models import Shift
from showtime.rounds.rota import Rota
from showtime.web.access import TeamRequest, team_page
from showtime.web.roster_timeline import roster_timeline

MOST_TURNS = 200
FARTHEST = timedelta(days=400)


class ShiftForm(forms.Form):
    """A turn on the stand, its times by the show's clock."""

    member = forms.ChoiceField(label=gettext_lazy("Who"), widget=forms.RadioSelect)
    day = forms.DateField(widget=forms.HiddenInput)
    start = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time", "step": 300}))
    end = forms.TimeField(label=gettext_lazy("To"), widget=forms.TimeInput(attrs={"type": "time", "step": 300}))

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show = show
        self.members = {str(member.pk): member for member in deeds.holders(show=show)}
        choices = [(key, str(member)) for key, member in self.members.items()]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]

    def clean_member(self) -> Member:
        return self.members[self.cleaned_data["member"]]

    def clean(self) -> dict[str, Any]:
        """`start` and `end` become moments."""
        given = super().clean() or {}
        if self.errors:
            return given
        for name in ("start", "end"):
            moments = wall_time.instants(datetime.combine(given["day"], given[name]), self.show.zone)
            if moments:
                given[name] = moments[0]
            else:
                self.add_error(name, _("No clock shows this time on that day: clocks are put forward over it."))
        return given


class DayForm(forms.Form):
    """The day that an address or a button names."""

    day = forms.DateField()


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: TeamRequest) -> HttpResponse:
    """One day's roster with its cover; a turn is added here."""
    show = programme.current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "roster", "page": _("Roster")})
    day = _day(request, show)
    form = ShiftForm(request.POST if request.method == "POST" else None, show=show, initial=_suggested(show, day))
    if request.method == "POST" and form.is_valid() and _added(request, show, form):
        return redirect(_address(request, form.cleaned_data["day"]))
    return _page(request, show, day, form=form)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: TeamRequest, shift_id: UUID) -> HttpResponse:
    """One turn: change its member or its time."""
    found = _shift(request, shift_id)
    show = found.show
    start, end = (moment.astimezone(show.zone) for moment in (found.starts_at, found.ends_at))
    known = {"member": found.member_id, "day": start.date(), "start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    form = ShiftForm(request.POST if request.method == "POST" else None, show=show, initial=known)
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        return redirect(_address(request, form.cleaned_data["day"]))
    context = {"nav": "roster", "show": show, "shift": found, "form": form, "day": start.date()}
    return render(request, "web/roster/shift.html", context, status=422 if form.errors else 200)


@team_page()
@require_POST
def remove(request: TeamRequest, shift_id: UUID) -> HttpResponse:
    """Take a turn off the roster, with a way back."""
    found = _shift(request, shift_id)
    day = wall_time.day_of(found.starts_at, found.show.zone)
    turn = deeds.remove_shift(shift=found)
    return redirect(_address(request, day, undo=[turn]))


@team_page()
@require_POST
def clear(request: TeamRequest) -> HttpResponse:
    """Empty a day, with a way back."""
    show, day = _show_and_day(request)
    return redirect(_address(request, day, undo=deeds.clear_day(show=show, day=day)))


@team_page()
@require_safe
def propose(request: TeamRequest) -> HttpResponse:
    """A rota for the day to look at before it is taken: its turns, and when the stand stays below its cover."""
    show, day = _show_and_day(request)
    return _page(request, show, day, rota=deeds.propose_rota(show=show, day=day))


@team_page()
@require_POST
def fill(request: TeamRequest) -> HttpResponse:
    """Put the turns that the form names on the roster: a rota that was proposed, or those of an undo."""
    show, day = _show_and_day(request)
    try:
        turns = [_turn(written) for written in request.POST.getlist("turn")[:MOST_TURNS]]
    except ValueError as error:
        raise Http404 from error
    _tell(request, show, deeds.fill(show=show, turns=turns))
    return redirect(_address(request, day))


@team_page()
@require_POST
def copy(request: TeamRequest) -> HttpResponse:
    """The day before's turns at the same times."""
    show, day = _show_and_day(request)
    _tell(request, show, deeds.copy_day(show=show, source=day - timedelta(days=1), target=day))
    return redirect(_address(request, day))


def _page(
    request: TeamRequest, show: Show, day: date, *, form: ShiftForm | None = None, rota: Rota | None = None
) -> HttpResponse:
    """The day with a form to add a turn, or with the rota that is proposed."""
    known = roster_queries.roster_day(show=show, day=day)
    context = {
        "nav": "roster",
        "show": show,
        "day": day,
        "days": programme.days(show=show),
        "known": known,
        "form": form or ShiftForm(show=show, initial=_suggested(show, day)),
        "rota": rota,
        "proposed": [_written(turn) for turn in rota.turns] if rota else [],
        "undo": [written for written in request.GET.getlist("undo")[:MOST_TURNS] if _readable(written)],
        "gaps": known.gaps if rota is None else rota.gaps,
        "timeline": roster_timeline(request=request, known=known, rota=rota, now=clock.now()),
    }
    return render(request, "web/roster/roster.html", context, status=422 if form is not None and form.errors else 200)


def _added(request: TeamRequest, show: Show, form: ShiftForm) -> bool:
    given = form.cleaned_data
    try:
        done = deeds.add_shift(show=show, member=given["member"], start=given["start"], end=given["end"])
    except deeds.ShiftRefusedError as error:
        form.add_error(None, str(error))
        return False
    _warn(request, done)
    return True


def _changed(request: TeamRequest, shift: Shift, form: ShiftForm) -> bool:
    given = form.cleaned_data
    try:
        done = deeds.change_shift(shift=shift, member=given["member"], start=given["start"], end=given["end"])
    except deeds.ShiftRefusedError as error:
        form.add_error(None, str(error))
        return False
    _warn(request, done)
    return True


def _warn(request: TeamRequest, done: deeds.Rostered) -> None:
    """Name what the member has in the programme meanwhile."""
    for event in done.meanwhile:
        words = {
            "member": done.shift.member,
            "event": event.title,
            "time": clock_words(event.starts_at, done.shift.show.zone),
        }
        messages.warning(request, _("%(member)s is away meanwhile: %(event)s at %(time)s") % words)


def _tell(request: TeamRequest, show: Show, filled: deeds.Filled) -> None:
    """Say how many turns were taken, and of each that was not, why."""
    if count := len(filled.added):
        messages.success(
            request,
            ngettext("%(count)d turn on the roster.", "%(count)d turns on the roster.", count) % {"count": count},
        )
    elif not filled.refused:
        messages.info(request, _("There is nothing to copy."))
    for turn, reason in filled.refused:
        span = span_words(turn.span.start, turn.span.end, show.zone)
        messages.warning(request, _("Left out, %(span)s: %(reason)s") % {"span": span, "reason": reason})


def _suggested(show: Show, day: date) -> dict[str, Any]:
    """A turn as long as the show is open."""
    hours = programme.opening_hours(show=show, day=day)
    start, end = ("10:00", "18:00") if hours is None else (f"{moment.astimezone(show.zone):%H:%M}" for moment in hours)
    return {"day": day, "start": start, "end": end}


def _day(request: TeamRequest, show: Show) -> date:
    """The day that is asked for, or today if the show is on, or its first day."""
    form = DayForm(request.POST if request.method == "POST" else request.GET)
    if form.is_valid() and abs(form.cleaned_data["day"] - show.starts_on) < FARTHEST:
        return cast("date", form.cleaned_data["day"])
    today = programme.today(show=show, now=clock.now())
    return today if show.starts_on <= today <= show.ends_on else show.starts_on


def _show_and_day(request: TeamRequest) -> tuple[Show, date]:
    show = programme.current_show(team=request.team, now=clock.now())
    if show is None:
        raise Http404
    return show, _day(request, show)


def _shift(request: TeamRequest, shift_id: UUID) -> Shift:
    found = roster_queries.shift(team=request.team, shift_id=shift_id)
    if found is None:
        raise Http404
    return found


def _address(request: TeamRequest, day: date, *, undo: Iterable[Turn] = ()) -> str:
    """The day's page, with what an undo there brings back."""
    asked = [("day", day.isoformat()), *(("undo", _written(turn)) for turn in undo)]
    return f"{reverse('web:roster', args=[request.team.slug])}?{urlencode(asked)}"


def _written(turn: Turn) -> str:
    """A turn as a field of a form."""
    return f"{turn.holder}~{turn.span.start.isoformat()}~{turn.span.end.isoformat()}"


def _turn(written: str) -> Turn:
    """The turn that `_written` wrote. ValueError."""
    holder, start, end = written.split("~")
    span = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
    if span.start.tzinfo is None or span.end.tzinfo is None:
        raise ValueError(written)
    return Turn(UUID(holder), span)


def _readable(written: str) -> bool:
    try:
        _turn(written)
    except ValueError:
        return False
    return True


urlpatterns = [
    path("t/<slug:team>/roster/", roster, name="roster"),
    path("t/<slug:team>/roster/propose/", propose, name="roster-propose"),
    path("t/<slug:team>/roster/fill/", fill, name="roster-fill"),
    path("t/<slug:team>/roster/copy/", copy, name="roster-copy"),
    path("t/<slug:team>/roster/clear/", clear, name="roster-clear"),
    path("t/<slug:team>/roster/<uuid:shift_id>/", shift, name="shift"),
    path("t/<slug:team>/roster/<uuid:shift_id>/remove/", remove, name="shift-remove"),
]
