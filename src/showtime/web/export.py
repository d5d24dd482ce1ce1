"""The page Export: the contacts as a file. Who took them, and when, is written down."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from showtime.accounts.permissions import Deed
from showtime.contacts import queries
from showtime.contacts.export import export_contacts
from showtime.lib import clock
from showtime.web.access import TeamRequest, team_page


class ExportForm(forms.Form):
    """In which form, and whether with the personal contacts."""

    format = forms.ChoiceField(
        label=gettext_lazy("For"),
        choices=[
            ("hubspot", gettext_lazy("HubSpot (CSV)")),
            ("salesforce", gettext_lazy("Salesforce leads (CSV)")),
            ("vcard3", gettext_lazy("Phones and address books (vCard 3.0)")),
            ("vcard4", gettext_lazy("Newer address books (vCard 4.0)")),
            ("json", gettext_lazy("Everything, with every encounter and original (JSON)")),
        ],
        initial="hubspot",
        widget=forms.RadioSelect,
    )
    personal = forms.BooleanField(label=gettext_lazy("Personal contacts as well"), required=False)


@team_page(Deed.EXPORT, post=Deed.EXPORT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: TeamRequest) -> HttpResponse:
    """The choice, and the file."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        exported = export_contacts(
            team=request.team,
            member=request.member,
            name=said["format"],
            personal=said["personal"],
            now=clock.now(),
        )
        response = HttpResponse(exported.body, content_type=exported.content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="{exported.filename}"'
        return response
    counts = queries.contacts(team=request.team, limit=1).by_state
    context = {"nav": "export", "form": form, "counts": {"business": counts[""], "personal": counts["personal"]}}
    return render(request, "web/export/export.html", context, status=422 if form.errors else 200)


urlpatterns = [path("t/<slug:team>/export/", export, name="export")]
