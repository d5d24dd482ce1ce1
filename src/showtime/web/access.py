"""Who may see a page: every page of a team goes through `team_page`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from showtime.accounts import queries
from showtime.accounts.models import Member, Team, User
from showtime.accounts.permissions import Deed, may

P = ParamSpec("P")


class TeamRequest(HttpRequest):
    """A request by a member on a page of the team. For typing only: `team_page` puts the attributes on."""

    user: User
    team: Team
    member: Member
    htmx: Any


def team_page(
    deed: Deed = Deed.READ, *, post: Deed = Deed.WRITE
) -> Callable[[Callable[Concatenate[TeamRequest, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Give the view `request.team` and `request.member`, read from the slug in the address.

    To others than members the page does not exist (404). A member whose role does not allow `deed` (or `post`, for any
    method but GET and HEAD) is refused (403).
    """

    def decorate(view: Callable[Concatenate[TeamRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, team: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            member = queries.membership(user=cast("User", request.user), slug=team)
            if member is None:
                raise Http404
            if not may(member, deed if request.method in {"GET", "HEAD"} else post):
                raise PermissionDenied
            known = cast("TeamRequest", request)
            known.team, known.member = member.team, member
            return view(known, *args, **kwargs)

        return cast("Callable[..., HttpResponse]", login_required(page))

    return decorate
