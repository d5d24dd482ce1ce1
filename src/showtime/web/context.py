"""What every template knows: the team, the way around, the demo's clock."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from showtime.accounts import queries
from showtime.lib import clock


def shell(request: HttpRequest) -> dict[str, Any]:
    """`request.teams` is loaded when a template asks for it; `demo_clock` is the show's time where it is not real time."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        request.teams = queries.teams_of(user=user)  # type: ignore[attr-defined]
    ahead = clock.offset()
    demo_clock: datetime | None = clock.now() if ahead else None
    return {"demo_clock": demo_clock, "clock_offset_seconds": int(ahead.total_seconds())}
