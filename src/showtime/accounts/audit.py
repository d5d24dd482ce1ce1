"""Writing down who did what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from showtime.accounts.models import AuditEntry, Member


def record(*, member: Member, deed: str, row_id: UUID | None = None, now: datetime, **detail: Any) -> AuditEntry:
    """Keep that `member` did `deed` to the row `row_id` of their team; `detail` must be JSON and hold no secret."""
    return AuditEntry.objects.create(team=member.team, member=member, deed=deed, row_id=row_id, detail=detail, at=now)
