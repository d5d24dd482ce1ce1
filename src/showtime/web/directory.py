"""The show's directory: search it, wish to visit, import it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from showtime.lib import clock
from showtime.programme.models import Show
from showtime.programme.queries import current_show
from showtime.reading.columns import FIELDS
from showtime.rounds import import_directory, queries, wish
from showtime.rounds.models import DirectoryImport, Exhibitor
from showtime.web.access import TeamRequest, team_page

LARGEST = 12 * 1024 * 1024
LABELS = {
    "name": gettext_lazy("Name"),
    "hall": gettext_lazy("Hall"),
    "booth": gettext_lazy("Stand number"),
    "country": gettext_lazy("Country"),
    "categories": gettext_lazy("Categories"),
    "website": gettext_lazy("Website"),
    "description": gettext_lazy("Description"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone"),
    "city": gettext_lazy("City"),
    "linkedin": gettext_lazy("LinkedIn"),
    "source_id": gettext_lazy("Number in the list"),
}
HELP = gettext_lazy("CSV, TSV, Excel (.xlsx), JSON or a Markdown table, up to 12 MB.")


class FileForm(forms.Form):
    """An exhibitor list."""

    file = forms.FileField(label=gettext_lazy("Exhibitor list"), help_text=HELP)

    def clean_file(self) -> Any:
        """Refuse what is too large to read at once."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 12 MB: split it, or export fewer columns."))
        return file


class ColumnsForm(forms.Form):
    """Which column of the file is which field; "" for none."""

    def __init__(self, *args: Any, headers: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("in no column")), *((header, header) for header in headers if header)]
        for name in FIELDS:
            field = forms.ChoiceField(label=LABELS.get(name, name), choices=choices, required=False)
            self.fields[name] = field


@team_page()
@require_safe
def directory(request: TeamRequest) -> HttpResponse:
    """Search by words, category, country and hall; the next page comes by `after`."""
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "directory", "page": _("Directory")})
    asked = {name: request.GET.get(name, "")[:200] for name in ("words", "category", "country", "hall", "after")}
    context = {
        "nav": "directory",
        "show": show,
        "asked": asked,
        "found": _found(show, asked),
        "narrowed": any(asked.values()),
    }
    if request.htmx and request.htmx.target == "found":
        return render(request, "web/directory/_found.html", context)
    return render(request, "web/directory/directory.html", {**context, "facets": queries.facets(show=show)})


@team_page()
@require_safe
def exhibitor(request: TeamRequest, exhibitor_id: UUID) -> HttpResponse:
    """One exhibitor."""
    row = _exhibitor(request, exhibitor_id)
    context = {"nav": "directory", "exhibitor": row, "visit": row.visits.first()}
    return render(request, "web/directory/exhibitor.html", context)


@team_page()
@require_POST
def wish_visit(request: TeamRequest, exhibitor_id: UUID) -> HttpResponse:
    """Wish to visit it as "must", "should" or "nice"; "no" takes the wish back."""
    row = _exhibitor(request, exhibitor_id)
    value = wish.VALUES.get(request.POST.get("value", ""))
    if value is None:
        wish.unwish(member=request.member, exhibitor=row)
    else:
        wish.wish(member=request.member, exhibitor=row, value=value, now=clock.now())
    return redirect("web:exhibitor", request.team.slug, row.pk)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: TeamRequest) -> HttpResponse:
    """Hand in a list; it is looked at before anything is taken in."""
    show = _show(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        handed_in = import_directory.preview(
            show=show, member=request.member, data=file.read(), filename=file.name or "", now=clock.now()
        )
        return redirect("web:directory-preview", request.team.slug, handed_in.pk)
    context = {"nav": "directory", "show": show, "form": form}
    return render(request, "web/directory/import.html", context, status=422 if form.errors else 200)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: TeamRequest, import_id: UUID) -> HttpResponse:
    """What the list would bring: its columns to confirm or change, and the report row by row."""
    handed_in = _import(request, import_id)
    headers = handed_in.report["headers"]
    form = ColumnsForm(request.POST or None, headers=headers, initial=handed_in.columns)
    if request.method == "POST" and form.is_valid():
        import_directory.choose_columns(directory_import=handed_in, columns=form.cleaned_data)
        return redirect("web:directory-preview", request.team.slug, handed_in.pk)
    context = {"nav": "directory", "handed_in": handed_in, "report": handed_in.report, "form": form}
    return render(request, "web/directory/preview.html", context, status=422 if form.errors else 200)


@team_page()
@require_POST
def confirm(request: TeamRequest, import_id: UUID) -> HttpResponse:
    """Take the list in."""
    handed_in = _import(request, import_id)
    counts = import_directory.confirm(directory_import=handed_in, now=clock.now())["counts"]
    number = counts["new"] + counts["changed"] + counts["unchanged"]
    text = ngettext("%(number)s exhibitor is in the directory.", "%(number)s exhibitors are in the directory.", number)
    messages.success(request, text % {"number": number})
    return redirect("web:directory-preview", request.team.slug, handed_in.pk)


def _found(show: Show, asked: dict[str, str]) -> queries.DirectoryPage:
    return queries.search_directory(
        show=show,
        words=asked["words"],
        category=asked["category"],
        country=asked["country"],
        hall=asked["hall"],
        after=asked["after"],
    )


def _show(request: TeamRequest) -> Show:
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        raise Http404
    return show


def _exhibitor(request: TeamRequest, exhibitor_id: UUID) -> Exhibitor:
    row = queries.exhibitor(team=request.team, exhibitor_id=exhibitor_id)
    if row is None:
        raise Http404
    return row


def _import(request: TeamRequest, import_id: UUID) -> DirectoryImport:
    row = queries.directory_import(team=request.team, import_id=import_id)
    if row is None:
        raise Http404
    return row


urlpatterns = [
    path("t/<slug:team>/directory/", directory, name="directory"),
    path("t/<slug:team>/directory/import/", import_file, name="directory-import"),
    path("t/<slug:team>/directory/import/<uuid:import_id>/", preview, name="directory-preview"),
    path("t/<slug:team>/directory/import/<uuid:import_id>/confirm/", confirm, name="directory-confirm"),
    path("t/<slug:team>/directory/<uuid:exhibitor_id>/", exhibitor, name="exhibitor"),
    path("t/<slug:team>/directory/<uuid:exhibitor_id>/wish/", wish_visit, name="exhibitor-wish"),
]
