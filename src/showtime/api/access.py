"""Who may call: members of the team in the address, by the session of the browser or the phone's app."""

import re
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

from showtime.accounts import queries
from showtime.accounts.models import Member, Team, User
from showtime.accounts.permissions import Deed, may

_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")


class TeamCall(HttpRequest):
    """A call by a member. For typing only: `TeamSession` puts the attributes on."""

    user: User
    team: Team
    member: Member


class TeamSession(APIKeyCookie):
    """Lets members of the team in the address pass whose role allows `deed`; deeds that change something need the CSRF
    token in the header X-CSRFToken.

    401 without a session, 404 for everybody else, so that nobody learns which teams there are; 403 for the role.
    """

    param_name = "sessionid"

    def __init__(self, deed: Deed) -> None:
        super().__init__()
        self.deed = deed

    def authenticate(self, request: HttpRequest, key: str | None) -> Member | None:
        """The calling member, also put on the request with the team; None where nobody is signed in."""
        if not request.user.is_authenticated:
            return None
        kwargs: dict[str, Any] = request.resolver_match.kwargs if request.resolver_match else {}
        slug = str(kwargs.get("team", ""))
        member = queries.membership(user=request.user, slug=slug) if _SLUG.fullmatch(slug) else None
        if member is None:
            raise Http404
        if not may(member, self.deed):
            raise HttpError(403, _("Your role in the team does not allow this."))
        call = cast("TeamCall", request)
        call.team, call.member = member.team, member
        return member
