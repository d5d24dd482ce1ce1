"""The team's mail server: set up, tried out, given up. For owners alone."""

import ipaddress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from showtime.accounts.permissions import Deed
from showtime.channels.email import headers
from showtime.channels.email.outcome import Accepted, Deferred, Outcome, Refused
from showtime.followups import problems, queries, set_up_mail
from showtime.followups.models import MailSettings, Security
from showtime.lib import clock
from showtime.lib.boxes import BoxLockedError
from showtime.web.access import TeamRequest, team_page


class MailSettingsForm(forms.Form):
    """Server, user, password and sender. The stored password is never shown; empty leaves it as it is."""

    host = forms.CharField(
        label=gettext_lazy("Server"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"placeholder": "smtp.example.org", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    security = forms.ChoiceField(
        label=gettext_lazy("Security"), choices=Security.choices, initial=Security.STARTTLS, widget=forms.RadioSelect
    )
    port = forms.IntegerField(
        label=gettext_lazy("Port"),
        min_value=1,
        max_value=65535,
        initial=587,
        help_text=gettext_lazy("Usually 587 for STARTTLS, 465 for TLS."),
    )
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    sender = forms.EmailField(
        label=gettext_lazy("Sender’s address"),
        max_length=254,
        help_text=gettext_lazy("Answers go to whoever signs the mail."),
    )
    sender_name = forms.CharField(
        label=gettext_lazy("Sender’s name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Empty: the name of whoever signs the mail."),
    )

    def __init__(self, *args: Any, way: MailSettings | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if way is not None and way.password_box:
            self.fields["password"].help_text = _("One is stored. Leave empty to keep it.")

    def clean_sender(self) -> str:
        """An address that can stand in a letter."""
        sender: str = self.cleaned_data["sender"]
        try:
            headers.ascii_address(sender)
        except ValueError as error:
            raise forms.ValidationError(_("This is no address that mail can come from.")) from error
        return sender

    def clean(self) -> dict[str, Any]:
        """No password travels in the clear, but within this machine."""
        given = super().clean() or {}
        clear = given.get("security") == Security.NONE and given.get("username")
        if clear and not _on_this_machine(given.get("host", "")):
            self.add_error(
                "security", _("Without security the password would travel readable: choose STARTTLS or TLS.")
            )
        return given


@team_page(Deed.MANAGE, post=Deed.MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request: TeamRequest) -> HttpResponse:
    """The settings, and whether they have been tried."""
    way = queries.mail_settings(team=request.team)
    form = MailSettingsForm(request.POST or None, initial=_initial(request, way), way=way)
    if request.method == "POST" and form.is_valid():
        try:
            set_up_mail.save(member=request.member, **form.cleaned_data, now=clock.now())
            messages.success(request, _("Saved. Send yourself a test mail to be sure."))
            return redirect("web:mail-settings", request.team.slug)
        except set_up_mail.PasswordNeededError:
            form.add_error(
                "password", _("Enter the password: the stored one is only for the server and user as they were.")
            )
    return _page(request, way, form, status=422 if form.errors else 200)


@team_page(Deed.MANAGE, post=Deed.MANAGE)
@require_POST
def try_out(request: TeamRequest) -> HttpResponse:
    """Send the owner a test mail, and say in words what became of it."""
    way = queries.mail_settings(team=request.team)
    if way is None:
        return redirect("web:mail-settings", request.team.slug)
    form = MailSettingsForm(initial=_initial(request, way), way=way)
    try:
        outcome = set_up_mail.try_out(way=way, member=request.member, now=clock.now())
    except BoxLockedError:
        return _page(request, way, form, explanation=problems.explain(problems.PASSWORD))
    way.refresh_from_db()
    return _page(request, way, form, outcome=outcome)


@team_page(Deed.MANAGE, post=Deed.MANAGE)
@require_POST
def forget(request: TeamRequest) -> HttpResponse:
    """Give the mail server up."""
    set_up_mail.forget(member=request.member, now=clock.now())
    messages.success(request, _("The mail server is forgotten, with its password."))
    return redirect("web:mail-settings", request.team.slug)


def _page(
    request: TeamRequest,
    way: MailSettings | None,
    form: MailSettingsForm,
    *,
    outcome: Outcome | None = None,
    explanation: problems.Explanation | None = None,
    status: int = 200,
) -> HttpResponse:
    failed = outcome if outcome is not None and not isinstance(outcome, Accepted) else None
    context = {
        "nav": "team",
        "form": form,
        "way": way,
        "accepted": isinstance(outcome, Accepted),
        "for_now": isinstance(failed, Deferred),
        "for_good": isinstance(failed, Refused),
        "failed": failed,
        "explanation": problems.explain(failed.cause) if failed else explanation,
    }
    return render(request, "web/team/mail_settings.html", context, status=status)


def _initial(request: TeamRequest, way: MailSettings | None) -> dict[str, Any]:
    if way is None:
        return {"sender": request.user.email}
    names = ("host", "port", "security", "username", "sender", "sender_name")
    return {name: getattr(way, name) for name in names}


def _on_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


urlpatterns = [
    path("t/<slug:team>/team/mail/", mail_settings, name="mail-settings"),
    path("t/<slug:team>/team/mail/test/", try_out, name="mail-test"),
    path("t/<slug:team>/team/mail/forget/", forget, name="mail-forget"),
]
