"""The team's page: its name, its people, invitations."""

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from showtime.accounts import invite, queries
from showtime.accounts.models import Member, Role
from showtime.accounts.permissions import Deed, may
from showtime.accounts.rename import rename_team
from showtime.web.access import TeamRequest, team_page


class NameForm(forms.Form):
    """The team's name."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


class RoleForm(forms.Form):
    """A role."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.MEMBER)


@team_page(post=Deed.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: TeamRequest) -> HttpResponse:
    """Who is in the team; owners change its name here."""
    form = NameForm(request.POST or None, initial={"name": request.team.name})
    if request.method == "POST" and form.is_valid():
        rename_team(member=request.member, name=form.cleaned_data["name"], now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("web:team", request.team.slug)
    context = {
        "nav": "team",
        "form": form,
        "members": queries.members_of(team=request.team),
        "manages": may(request.member, Deed.MANAGE),
        "roles": Role.choices,
        "role_form": RoleForm(),
    }
    return render(request, "web/team/team.html", context, status=422 if form.errors else 200)


@team_page(Deed.MANAGE, post=Deed.MANAGE)
@never_cache
@require_POST
def invitation(request: TeamRequest) -> HttpResponse:
    """A new invitation, shown once: as a link and as a QR code to hold up to a colleague's phone."""
    form = RoleForm(request.POST)
    role = form.cleaned_data["role"] if form.is_valid() else Role.MEMBER
    made, secret = invite.make_invitation(member=request.member, role=role, now=timezone.now())
    link = settings.PUBLIC_URL + reverse("web:join", args=[secret])
    picture = segno.make(link, error="m").svg_data_uri(scale=6, border=2, dark="#1d1a16", light="#ffffff")
    return render(request, "web/team/invitation.html", {"nav": "team", "made": made, "link": link, "qr": picture})


@team_page(post=Deed.MANAGE)
@require_POST
def change_role(request: TeamRequest, member_id: str) -> HttpResponse:
    """Give a colleague another role."""
    other, form = _colleague(request, member_id), RoleForm(request.POST)
    if form.is_valid():
        try:
            invite.change_role(member=request.member, other=other, role=form.cleaned_data["role"], now=timezone.now())
            messages.success(request, _("%(name)s's role is changed.") % {"name": other})
        except invite.LastOwnerError:
            messages.error(request, _("A team needs an owner: make a colleague owner first."))
    return redirect("web:team", request.team.slug)


@team_page(post=Deed.MANAGE)
@require_POST
def remove(request: TeamRequest, member_id: str) -> HttpResponse:
    """Let a colleague leave."""
    other = _colleague(request, member_id)
    try:
        invite.remove(member=request.member, other=other, now=timezone.now())
        messages.success(
            request, _("%(name)s has left the team. What they captured and wrote stays.") % {"name": other}
        )
    except invite.LastOwnerError:
        messages.error(request, _("A team needs an owner: make a colleague owner first."))
    return redirect(
        "web:home" if other == request.member else "web:team", *([] if other == request.member else [request.team.slug])
    )


def _colleague(request: TeamRequest, member_id: str) -> Member:
    for member in queries.members_of(team=request.team):
        if str(member.pk) == str(member_id):
            return member
    raise Http404


urlpatterns = [
    path("t/<slug:team>/team/", team, name="team"),
    path("t/<slug:team>/team/invitation/", invitation, name="invitation"),
    path("t/<slug:team>/team/<uuid:member_id>/role/", change_role, name="member-role"),
    path("t/<slug:team>/team/<uuid:member_id>/remove/", remove, name="member-remove"),
]
