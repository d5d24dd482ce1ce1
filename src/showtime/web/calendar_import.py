"""Import a calendar: a file or pasted text, a preview, then in."""

from typing import Any
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

from showtime.accounts.queries import members_of
from showtime.lib import clock
from showtime.programme import queries
from showtime.programme.import_calendar import LARGEST, ImportNotFoundError, confirm, proposal, propose
from showtime.programme.models import Show
from showtime.programme.wall_time import day_of
from showtime.web.access import TeamRequest, team_page
from showtime.web.faults import posted

#: Changes that a page lists; the numbers count all.
SHOWN = 200


class CalendarForm(forms.Form):
    """A calendar as a file or as text, and who goes to what is new in it."""

    file = forms.FileField(
        label=gettext_lazy("Calendar file"),
        required=False,
        help_text=gettext_lazy("A file that ends in .ics, up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,.ical,.ifb,.icalendar,text/calendar"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text, pasted"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    going = forms.MultipleChoiceField(
        label=gettext_lazy("Who goes to the new events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nobody for a public programme: its talks stand there for all to choose from."),
    )

    def __init__(self, *args: Any, team: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), str(each)) for each in members_of(team=team)]
        self.fields["going"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two is given, and not too much of it."""
        given = super().clean() or {}
        file = given.get("file")
        if not file and not given.get("text", "").strip() and not self.errors:
            self.add_error("file", _("Choose a file, or paste the text of a calendar."))
        if file and file.size > LARGEST:
            self.add_error("file", _("The file is larger than 10 MB. Export a shorter period."))
        return given

    def data_and_source(self) -> tuple[bytes, str]:
        """The bytes and where they come from."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name or _("a file")
        return self.cleaned_data["text"].encode("utf-8", "replace"), _("pasted text")


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_import(request: TeamRequest) -> HttpResponse:
    """Hand in a calendar; it is looked at before anything is taken in."""
    show = _show(request)
    beginning = {"going": [str(request.member.pk)]}
    form = CalendarForm(posted(request), request.FILES or None, team=request.team, initial=beginning)
    if request.method == "POST" and form.is_valid():
        data, source = form.data_and_source()
        chosen = set(form.cleaned_data["going"])
        going = [member for member in members_of(team=request.team) if str(member.pk) in chosen]
        handed_in, _report = propose(
            show=show, member=request.member, data=data, source=source, now=clock.now(), going=going
        )
        return redirect("web:calendar-preview", request.team.slug, handed_in.pk)
    context = {"nav": "programme", "show": show, "form": form}
    return render(request, "web/programme/calendar_import.html", context, status=422 if form.errors else 200)


@team_page()
@require_safe
def calendar_preview(request: TeamRequest, import_id: UUID) -> HttpResponse:
    """What the calendar would change; once it is in, what was wrong with it."""
    show = _show(request)
    try:
        handed_in, report = proposal(show=show, import_id=import_id)
    except ImportNotFoundError as error:
        raise Http404 from error
    context = {
        "nav": "programme",
        "show": show,
        "handed_in": handed_in,
        "report": report,
        "changes": report.changes[:SHOWN],
        "more": max(0, len(report.changes) - SHOWN),
    }
    return render(request, "web/programme/calendar_report.html", context)


@team_page()
@require_POST
def calendar_confirm(request: TeamRequest, import_id: UUID) -> HttpResponse:
    """Take the calendar in."""
    show = _show(request)
    try:
        report = confirm(show=show, import_id=import_id, now=clock.now())
    except ImportNotFoundError as error:
        raise Http404 from error
    total = report.added + report.changed + report.cancelled
    text = ngettext("%(number)d event is in the programme.", "%(number)d events are in the programme.", total)
    messages.success(request, text % {"number": total} if total else _("Nothing had changed."))
    if report.problems:
        return redirect("web:calendar-preview", request.team.slug, import_id)
    day = {"day": day_of(report.changes[0].starts_at, show.zone).isoformat()} if report.changes else {}
    return redirect(f"{reverse('web:programme', args=[request.team.slug])}?{urlencode(day)}")


def _show(request: TeamRequest) -> Show:
    show = queries.current_show(team=request.team, now=clock.now())
    if show is None:
        raise Http404
    return show


urlpatterns = [
    path("t/<slug:team>/programme/import/", calendar_import, name="calendar-import"),
    path("t/<slug:team>/programme/import/<uuid:import_id>/", calendar_preview, name="calendar-preview"),
    path("t/<slug:team>/programme/import/<uuid:import_id>/confirm/", calendar_confirm, name="calendar-confirm"),
]
