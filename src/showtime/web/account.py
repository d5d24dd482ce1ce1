"""A user's own page: name, language, the ways to sign in."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from showtime.accounts.models import Language, User
from showtime.accounts.rename import set_preferences


class PreferencesForm(forms.Form):
    """Name and language."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("as the browser asks")), *Language.choices],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """The page."""
    user = cast("User", request.user)
    form = PreferencesForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        set_preferences(user=user, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
        messages.success(request, _("Saved."))
        return redirect("web:account")
    return render(
        request, "web/account/account.html", {"nav": "account", "form": form}, status=422 if form.errors else 200
    )


urlpatterns = [path("account/me/", account, name="account")]
