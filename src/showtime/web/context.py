"""What every template knows: the team, the way around, the demo's clock."""

from typing import Any

from django.http import HttpRequest

from showtime.accounts import queries
from showtime.accounts.permissions import Deed, may
from showtime.demo.scene import PLACE, ZONE
from showtime.lib import clock
from showtime.programme.words import moment_words


def shell(request: HttpRequest) -> dict[str, Any]:
    """`request.teams` for the switcher; `demo_moment` is the time at the show where the demo lives at another.

    `may_write` says whether the reader is a member who may do more than read.
    """
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        request.teams = queries.teams_of(user=user)  # type: ignore[attr-defined]
    member = getattr(request, "member", None)
    may_write = member is not None and may(member, Deed.WRITE)
    ahead = clock.offset()
    shown = {"demo_moment": moment_words(clock.now(), ZONE), "demo_place": PLACE} if ahead else {}
    return {"clock_offset_seconds": int(ahead.total_seconds()), "may_write": may_write, **shown}
