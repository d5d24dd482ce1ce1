"""Editing a contact: the one place where what is known of somebody is overwritten, and that on purpose."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from showtime.accounts.models import Language
from showtime.accounts.permissions import Deed
from showtime.accounts.queries import members_of
from showtime.contacts import queries
from showtime.contacts.edit import EDITED, Edited, EditRefusedError, UnknownContactError, edit_contact
from showtime.contacts.models import Contact, ContactState, Interest
from showtime.contacts.person_fields import PersonFields
from showtime.lib import clock
from showtime.web.access import TeamRequest, team_page
from showtime.web.templatetags.countries import country_name
from showtime.web.templatetags.problems import problem_mend, problem_message

# What a capture keeps with its encounter, a refused edit keeps in the form only.
UNREADABLE = {
    "email_unreadable": gettext_lazy("This is not an e-mail address."),
    "phone_unreadable": gettext_lazy("This is not a phone number."),
    "web_unreadable": gettext_lazy("This is not a web address."),
    "country_unreadable": gettext_lazy("No country is called that."),
}


def _text(label: Any, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}))


class EditForm(forms.Form):
    """All that is known of a contact."""

    full_name = _text(gettext_lazy("Name"), autocapitalize="words", spellcheck="false")
    company = _text(gettext_lazy("Company"), autocapitalize="words", spellcheck="false")
    title = _text(gettext_lazy("Job title"))
    email = _text(gettext_lazy("E-mail"), inputmode="email", autocapitalize="none", spellcheck="false")
    phone = _text(gettext_lazy("Phone"), inputmode="tel")
    website = _text(gettext_lazy("Website"), inputmode="url", autocapitalize="none", spellcheck="false")
    linkedin = _text(gettext_lazy("LinkedIn"), inputmode="url", autocapitalize="none", spellcheck="false")
    country = _text(gettext_lazy("Country"), autocapitalize="words")
    language = forms.ChoiceField(
        label=gettext_lazy("Language to write in"), required=False, choices=[("", "—"), *Language.choices]
    )
    interest = forms.ChoiceField(
        label=gettext_lazy("Interest"),
        required=False,
        choices=[*Interest.choices, ("", gettext_lazy("not said"))],
        widget=forms.RadioSelect,
    )
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=ContactState.choices, widget=forms.RadioSelect)
    segment = forms.ChoiceField(label=gettext_lazy("Segment"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)

    def __init__(self, *args: Any, segments: list[Any], members: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("segment", segments), ("owner", members)):
            choices = [("", "—"), *((str(row.pk), str(row)) for row in rows)]
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    def edited(self) -> Edited:
        """What the member says."""
        said = self.cleaned_data
        return Edited(
            person=PersonFields(**{name: said[name] for name in EDITED}),
            interest=said["interest"],
            segment_id=UUID(said["segment"]) if said["segment"] else None,
            owner_id=UUID(said["owner"]) if said["owner"] else None,
            state=said["state"],
        )


@team_page(Deed.WRITE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: TeamRequest, contact_id: UUID) -> HttpResponse:
    """The form, filled with what is known."""
    row = queries.contact(team=request.team, contact_id=contact_id)
    if row is None:
        raise Http404
    form = EditForm(
        request.POST or None,
        initial=_known(row),
        segments=queries.segments(team=request.team),
        members=members_of(team=request.team),
    )
    if request.method == "POST" and form.is_valid() and _edit(request, row, form):
        messages.success(request, _("Saved."))
        return redirect("web:contact", request.team.slug, row.pk)
    context = {"nav": "contacts", "contact": row, "form": form}
    return render(request, "web/contacts/edit.html", context, status=422 if form.errors else 200)


def _known(row: Contact) -> dict[str, Any]:
    """What the contact says, with the country by its name."""
    said = {name: getattr(row, name) for name in (*EDITED, "interest", "state")}
    return {**said, "country": country_name(row.country), "segment": row.segment_id or "", "owner": row.owner_id or ""}


def _edit(request: TeamRequest, row: Contact, form: EditForm) -> bool:
    """Save; False, with the reasons at their fields, where something cannot be read."""
    try:
        edit_contact(contact_id=row.pk, member=request.member, edited=form.edited(), now=clock.now())
    except UnknownContactError as error:  # undone by a colleague a moment ago
        raise Http404 from error
    except EditRefusedError as refused:
        for problem in refused.problems:
            message = str(UNREADABLE.get(problem.code, problem_message(problem)))
            form.add_error(problem.where, f"{message} {problem_mend(problem)}")
        return False
    return True


urlpatterns = [path("t/<slug:team>/contacts/<uuid:contact_id>/edit/", edit, name="contact-edit")]
