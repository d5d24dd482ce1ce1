"""The page Journal, and a note in one tap from anywhere."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from showtime.journal import notes, queries
from showtime.journal.models import Note, NoteKind
from showtime.lib import clock
from showtime.lib.ids import new_id
from showtime.programme.models import Show
from showtime.programme.queries import current_show
from showtime.web.access import TeamRequest, team_page
from showtime.web.back import back

PAGE = 100
LAST_PAGE = 1000
NOTED = {
    NoteKind.TO_SELF: gettext_lazy("Noted. It will be on tomorrow's brief."),
    NoteKind.OBSERVATION: gettext_lazy("Observation noted."),
    NoteKind.LESSON: gettext_lazy("Lesson noted."),
}


class NoteForm(forms.Form):
    """A note. Its key is minted when the form is drawn, so that sending it twice writes it once."""

    text = forms.CharField(
        label=gettext_lazy("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=NoteKind.choices, initial=NoteKind.TO_SELF, widget=forms.RadioSelect
    )
    note_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    corrects = forms.UUIDField(required=False, widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """Which notes to show; whatever cannot be read is left out."""

    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=NoteKind.choices)
    page = forms.IntegerField(required=False, min_value=0, max_value=LAST_PAGE)


@team_page()
@require_safe
def journal(request: TeamRequest) -> HttpResponse:
    """The show's notes by day."""
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "journal", "page": _("Journal")})
    form = FilterForm(request.GET)
    form.is_valid()
    words, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("kind", "")
    page = form.cleaned_data.get("page") or 0
    found = queries.notes(show=show, words=words, kind=kind, limit=PAGE + 1, offset=page * PAGE)
    context = {
        "nav": "journal",
        "show": show,
        "days": queries.by_day(found[:PAGE], show=show),
        "words": words,
        "kind": kind,
        "kinds": NoteKind.choices,
        "page": page,
        "more": len(found) > PAGE and page < LAST_PAGE,
    }
    return render(request, "web/journal/journal.html", context)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: TeamRequest) -> HttpResponse:
    """The form for a note on a page of its own, for browsers without scripts; and where every note is sent."""
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "journal", "page": _("Journal")})
    form = NoteForm(
        request.POST if request.method == "POST" else None, initial={**request.GET.dict(), "note_id": new_id()}
    )
    if request.method == "POST" and form.is_valid() and (written := _write(request, show, form)):
        if request.htmx:
            context = {"text": NOTED[NoteKind(written.kind)], "back": _back(request)}
            answer = render(request, "web/journal/_noted.html", context)
            answer["HX-Trigger"] = "noted"
            return answer
        messages.success(request, str(NOTED[NoteKind(written.kind)]))
        return redirect(_back(request))
    corrected = _corrected(request, form)
    if corrected is not None:
        form.initial.setdefault("text", corrected.text)
    context = {
        "nav": "journal",
        "show": show,
        "form": form,
        "corrected": corrected,
        "back": _back(request),
    }
    return _form(request, context)


def _write(request: TeamRequest, show: Show, form: NoteForm) -> Note | None:
    """Write the note; None, with the reason in the form, where the journal refuses it."""
    given: dict[str, Any] = {**form.cleaned_data, "show": show, "member": request.member, "now": clock.now()}
    try:
        return notes.write_note(**given)
    except notes.NoteIdTakenError:
        # The browser went back to a form that was sent already, and another text was typed into it.
        return notes.write_note(**{**given, "note_id": None})
    except notes.NoteRefusedError:
        form.add_error(None, _("The note to correct is not in this show's journal."))
        return None


def _form(request: TeamRequest, context: dict[str, Any]) -> HttpResponse:
    """The form on its page; for the one in the header, what is wrong alone."""
    status = 422 if context["form"].errors else 200
    if request.htmx and request.method == "POST":
        answer = render(request, "web/journal/_quick_errors.html", context, status=status)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#quick-note-errors", "innerHTML"
        return answer
    return render(request, "web/journal/note.html", context, status=status)


def _corrected(request: TeamRequest, form: NoteForm) -> Note | None:
    """The note that the new one is to correct."""
    try:
        key = UUID(str(form["corrects"].value() or ""))
    except ValueError:
        return None
    return queries.note(team=request.team, note_id=key)


@team_page()
@require_POST
def tick(request: TeamRequest, note_id: UUID) -> HttpResponse:
    """Tick a note off."""
    found = _note(request, note_id)
    notes.tick(note=found, member=request.member, now=clock.now())
    return _ticked(request, found)


@team_page()
@require_POST
def untick(request: TeamRequest, note_id: UUID) -> HttpResponse:
    """Undo a tick."""
    found = _note(request, note_id)
    notes.untick(note=found, member=request.member)
    return _ticked(request, found)


def _note(request: TeamRequest, note_id: UUID) -> Note:
    found = queries.note(team=request.team, note_id=note_id)
    if found is None:
        raise Http404
    return found


def _ticked(request: TeamRequest, found: Note) -> HttpResponse:
    if not request.htmx:
        return redirect(_back(request))
    day_shown = bool(request.POST.get("day_shown"))
    context = {
        "note": queries.note(team=request.team, note_id=found.pk),
        "show": found.show,
        "back": _back(request),
        "day_shown": day_shown,
        "correct": not day_shown,
    }
    return render(request, "web/journal/_note.html", context)


def _back(request: TeamRequest) -> str:
    return back(request, otherwise=reverse("web:journal", args=[request.team.slug]))


urlpatterns = [
    path("t/<slug:team>/journal/", journal, name="journal"),
    path("t/<slug:team>/journal/new/", note, name="note"),
    path("t/<slug:team>/journal/<uuid:note_id>/tick/", tick, name="note-tick"),
    path("t/<slug:team>/journal/<uuid:note_id>/untick/", untick, name="note-untick"),
]
