"""Coming in by a link: the server's one-time sign-in link, and a colleague's invitation."""

from django import forms
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from showtime.accounts import invite
from showtime.accounts.models import Invitation, Member
from showtime.accounts.sign_in_link import LinkSpentError, spend_link

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_safe
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign in by a one-time link."""
    try:
        user = spend_link(secret=secret, now=timezone.now())
    except LinkSpentError:
        return render(request, "web/enter/spent_link.html", status=410)
    login(request, user, backend=BACKEND)
    return redirect("web:home")


class JoinForm(forms.Form):
    """Who a new colleague is."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Join a team: one tap for who is signed in, name and address for who is new."""
    try:
        invitation = invite.open_invitation(secret=secret, now=timezone.now())
        if request.method != "POST":
            return _page(request, invitation, JoinForm())
        return _join(request, secret, invitation)
    except invite.InvitationSpentError:
        return render(request, "web/enter/spent_invitation.html", status=410)


def _join(request: HttpRequest, secret: str, invitation: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        member = invite.join(secret=secret, user=request.user, now=timezone.now())
        return redirect("web:today", member.team.slug)
    form = JoinForm(request.POST)
    member_or_none = _join_as_new(request, secret, form)
    if member_or_none is None:
        return _page(request, invitation, form)
    login(request, member_or_none.user, backend=BACKEND)
    return redirect("web:today", member_or_none.team.slug)


def _join_as_new(request: HttpRequest, secret: str, form: JoinForm) -> Member | None:
    if not form.is_valid():
        return None
    try:
        return invite.join_as_new_user(
            secret=secret,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            language=(get_language() or "")[:2],
            now=timezone.now(),
        )
    except invite.KnownAddressError:
        form.add_error("email", _("This address is known here: sign in first, then open the invitation again."))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def _page(request: HttpRequest, invitation: Invitation, form: JoinForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "web/enter/join.html", {"invitation": invitation, "form": form}, status=status)


urlpatterns = [path("enter/<str:secret>/", enter, name="enter"), path("join/<str:secret>/", join, name="join")]
