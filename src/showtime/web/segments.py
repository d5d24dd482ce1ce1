"""The team's segments: add, rename, remove."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from showtime.contacts import queries
from showtime.contacts.models import Segment
from showtime.contacts.segments import LONGEST, SegmentRefusedError, add_segment, remove_segment, rename_segment
from showtime.web.access import TeamRequest, team_page


class SegmentForm(forms.Form):
    """A segment's name."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def segments(request: TeamRequest) -> HttpResponse:
    """All segments, and one more by post."""
    form = SegmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_segment(team=request.team, name=form.cleaned_data["name"])
            return redirect("web:segments", request.team.slug)
        except SegmentRefusedError:
            form.add_error("name", _("Write a name of up to 60 characters."))
    context = {"nav": "contacts", "form": form, "segments": queries.segments(team=request.team)}
    return render(request, "web/contacts/segments.html", context, status=422 if form.errors else 200)


@team_page()
@require_POST
def rename(request: TeamRequest, segment_id: UUID) -> HttpResponse:
    """Give a segment another name."""
    try:
        rename_segment(segment=_segment(request, segment_id), member=request.member, name=request.POST.get("name", ""))
        messages.success(request, _("Saved."))
    except SegmentRefusedError:
        messages.error(request, _("Write a name of up to 60 characters that no other segment has."))
    return redirect("web:segments", request.team.slug)


@team_page()
@require_POST
def remove(request: TeamRequest, segment_id: UUID) -> HttpResponse:
    """Remove a segment; its contacts stay."""
    segment = _segment(request, segment_id)
    number = remove_segment(segment=segment, member=request.member)
    words = {"segment": segment, "number": number}
    text = ngettext(
        "%(segment)s is removed; %(number)d contact has no segment now.",
        "%(segment)s is removed; %(number)d contacts have no segment now.",
        number,
    )
    messages.success(request, text % words)
    return redirect("web:segments", request.team.slug)


def _segment(request: TeamRequest, segment_id: UUID) -> Segment:
    for segment in queries.segments(team=request.team):
        if segment.pk == segment_id:
            return segment
    raise Http404


urlpatterns = [
    path("t/<slug:team>/contacts/segments/", segments, name="segments"),
    path("t/<slug:team>/contacts/segments/<uuid:segment_id>/rename/", rename, name="segment-rename"),
    path("t/<slug:team>/contacts/segments/<uuid:segment_id>/remove/", remove, name="segment-remove"),
]
