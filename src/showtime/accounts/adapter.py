"""How allauth and axes are used here: nobody signs up by themselves, colleagues come by invitation."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):
    """Sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see `invite.join`."""
        return False


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
