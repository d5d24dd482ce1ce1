"""The page Meet someone: type or hand in a card, save, and the form is empty for the next one."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from showtime.accounts.permissions import Deed
from showtime.contacts import queries
from showtime.contacts.capture import Captured, WithdrawnError, recall
from showtime.contacts.meet import Met
from showtime.contacts.meet import meet as meet_people
from showtime.contacts.segments import SegmentRefusedError
from showtime.contacts.withdraw import TooLateError, UnknownCaptureError, withdraw
from showtime.lib import clock
from showtime.lib.ids import new_id
from showtime.programme import queries as programme
from showtime.programme.models import Show
from showtime.web.access import TeamRequest, team_page
from showtime.web.meet_form import MeetForm

Rendered = dict[str, Any]


@team_page(Deed.WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meet(request: TeamRequest) -> HttpResponse:
    """The form; sent, it answers with who was saved and an empty form. With scripts neither leaves the page."""
    show = programme.current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "meet", "page": _("Meet someone")})
    if request.method != "POST":
        return _page(request, show, {"form": _form(request, show), "saved": _recalled(request)})
    form = _form(request, show, sent=True)
    met = _meet(request, show, form) if form.is_valid() else None
    if met is None or not met.captured:
        return _page(request, show, {"form": form, "problems": met.problems if met else ()}, status=422)
    if len(met.captured) == 1 and not met.problems and not request.htmx:
        key = met.captured[0].encounter.capture_id
        return redirect(f"{reverse('web:meet', args=[request.team.slug])}?saved={key}")
    return _page(request, show, {"form": _form(request, show), "saved": met.captured, "problems": met.problems})


@team_page()
@require_POST
def undo(request: TeamRequest, capture_id: UUID) -> HttpResponse:
    """Take back a capture that was made just now."""
    try:
        left = withdraw(member=request.member, capture_id=capture_id, now=clock.now())
    except UnknownCaptureError as error:
        raise Http404 from error
    except TooLateError:
        late = _("That was saved more than an hour ago: open the contact and edit it, or drop it tonight.")
        if request.htmx:
            return render(request, "web/meet/_undone.html", {"text": late, "late": True})
        messages.error(request, late)
        return redirect("web:meet", request.team.slug)
    text = _("Undone.")
    if left.contact is not None:
        text = _("Undone; %(name)s stays among the people.") % {"name": left.contact}
    if request.htmx:
        return render(request, "web/meet/_undone.html", {"text": text})
    messages.success(request, text)
    return redirect("web:meet", request.team.slug)


def _form(request: TeamRequest, show: Show, *, sent: bool = False) -> MeetForm:
    given = (request.POST, request.FILES) if sent else ()
    return MeetForm(
        *given,
        segments=queries.segments(team=request.team),
        places=programme.places(show=show),
        today=programme.today(show=show, now=clock.now()),
    )


def _meet(request: TeamRequest, show: Show, form: MeetForm) -> Met | None:
    """Capture; None, with the reason in the form, where there is nothing to capture."""
    file = form.cleaned_data["file"]
    try:
        met = meet_people(
            member=request.member,
            show=show,
            capture_id=form.cleaned_data["capture_id"] or new_id(),
            fields=form.person(),
            qualification=form.qualification(),
            text=form.cleaned_data["text"],
            file=file.read() if file else b"",
            new_segment=form.cleaned_data["new_segment"],
            now=clock.now(),
        )
    except SegmentRefusedError:
        form.add_segment_error()
        return None
    if not met.captured and not met.problems:
        form.add_error("full_name", _("Type a name, a company, or anything else that you know."))
        return None
    return met


def _recalled(request: TeamRequest) -> tuple[Captured, ...]:
    """The capture that the address says was just saved."""
    with suppress(ValueError, LookupError, WithdrawnError):
        return (recall(team=request.team, capture_id=UUID(request.GET.get("saved", ""))),)
    return ()


def _page(request: TeamRequest, show: Show, context: Rendered, *, status: int = 200) -> HttpResponse:
    whole = {"nav": "meet", "show": show, "again": request.method != "POST", **context}
    template = "web/meet/_sent.html" if request.htmx else "web/meet/meet.html"
    return render(request, template, whole, status=status)


urlpatterns = [
    path("t/<slug:team>/meet/", meet, name="meet"),
    path("t/<slug:team>/meet/<uuid:capture_id>/undo/", undo, name="meet-undo"),
]
