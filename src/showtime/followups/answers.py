"""Noting that a contact has answered: what stops the reminders."""

from showtime.followups.models import FollowUp
from showtime.inbox.queries import reply_since


def note_answer(*, followup_id: str) -> None:
    """Note the first answer that came since the follow-up's mail was sent, if there is one."""
    row = FollowUp.objects.select_related("contact", "draft").filter(pk=followup_id, answered_at=None).first()
    draft = getattr(row, "draft", None)
    if row is None or draft is None or draft.sent_at is None:
        return
    reply = reply_since(contact=row.contact, since=draft.sent_at)
    if reply is not None:
        FollowUp.objects.filter(pk=row.pk, answered_at=None).update(answered_at=reply.at)
