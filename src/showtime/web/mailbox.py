"""The mailbox on the page: what a demo would have sent, as it would have left."""

from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from showtime.followups import queries
from showtime.followups.models import DeliveredMail
from showtime.lib import clock
from showtime.programme.queries import current_show
from showtime.web.access import TeamRequest, team_page

SHOWN = ("From", "Reply-To", "To", "Subject", "Date", "Message-ID")


@team_page()
@require_safe
def mailbox(request: TeamRequest) -> HttpResponse:
    """The mails, the latest first."""
    context = {
        "nav": "tonight",
        "show": current_show(team=request.team, now=clock.now()),
        "mails": queries.delivered_mails(team=request.team),
        "mail_settings": queries.mail_settings(team=request.team),
    }
    return render(request, "web/mailbox/mailbox.html", context)


@team_page()
@require_safe
def mail(request: TeamRequest, delivered_mail_id: UUID) -> HttpResponse:
    """One mail, read from its bytes: its headers and its text."""
    row = _mail(request, delivered_mail_id)
    message = message_from_bytes(bytes(row.raw), policy=default)
    context = {
        "nav": "tonight",
        "mail": row,
        "headers": [(name, str(message[name])) for name in SHOWN if message[name]],
        "text": _text(message),
        "source": bytes(row.raw).decode("utf-8", "replace"),
    }
    return render(request, "web/mailbox/mail.html", context)


@team_page()
@require_safe
def raw(request: TeamRequest, delivered_mail_id: UUID) -> HttpResponse:
    """The bytes to be downloaded, never shown as a page."""
    row = _mail(request, delivered_mail_id)
    response = HttpResponse(bytes(row.raw), content_type="message/rfc822")
    response.headers["Content-Disposition"] = f'attachment; filename="mail-{row.at:%Y%m%d-%H%M%S}.eml"'
    return response


def _mail(request: TeamRequest, delivered_mail_id: UUID) -> DeliveredMail:
    row = queries.delivered_mail(team=request.team, mail_id=delivered_mail_id)
    if row is None:
        raise Http404
    return row


def _text(message: Message) -> str:
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    return "" if body is None else str(body.get_content()).replace("\r\n", "\n")


urlpatterns = [
    path("t/<slug:team>/mailbox/", mailbox, name="mailbox"),
    path("t/<slug:team>/mailbox/<uuid:delivered_mail_id>/", mail, name="mailbox-mail"),
    path("t/<slug:team>/mailbox/<uuid:delivered_mail_id>/raw/", raw, name="mailbox-raw"),
]
