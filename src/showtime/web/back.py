"""Where to go after a deed: back to the page on which it was done."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, *, otherwise: str) -> str:
    """The `back` that the form or the address names, where it is on this site; else `otherwise`."""
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=secure):
        return wanted
    return otherwise
