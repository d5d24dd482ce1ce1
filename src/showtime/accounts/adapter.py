"""How allauth and axes are used here: nobody signs up by themselves, colleagues come by invitation."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext


class ClosedDoor(DefaultAccountAdapter):
    """Sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see `invite.join`."""
        return False


class Passkeys(DefaultMFAAdapter):
    """A passkey is a way in of its own, as the code by e-mail is, and not a second step after another way."""

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[str] | None = None) -> bool:
        """Whether the user has a passkey; no, where allauth asks, after a way in, for those who owe a second step."""
        owes = types is not None and Authenticator.Type.TOTP in types
        return not owes and bool(super().is_mfa_enabled(user, types=types))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """What a new passkey is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def tried_address(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The address that a sign-in was tried with: what failures are counted by, together with where they came from."""
    given = (credentials or {}).get("email") or request.POST.get("login", "")
    return given.strip().lower()


def client_address(request: HttpRequest) -> str | None:
    """Where the request came from, for axes as for allauth: behind a proxy what the proxy says, else the connection.

    None for a sign-in that no connection brought, as by a program.
    """
    try:
        address: str = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None
    return address
