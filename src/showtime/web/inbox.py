"""The page Inbox: one list over all channels."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from showtime.inbox import queries, settle
from showtime.inbox.models import Channel, Conversation, ConversationKind
from showtime.inbox.receive import receive
from showtime.lib import clock
from showtime.lib.ids import new_id
from showtime.programme import wall_time
from showtime.programme.models import Show
from showtime.programme.queries import current_show
from showtime.web.access import TeamRequest, team_page
from showtime.web.back import back

PAGE = 50
LAST_PAGE = 1000
STATES = (("open", pgettext_lazy("conversations", "Open")), ("done", pgettext_lazy("conversations", "Done")))
MOMENT = "%Y-%m-%dT%H:%M"


class FilterForm(forms.Form):
    """Which conversations to show; whatever cannot be read is left out."""

    q = forms.CharField(required=False, max_length=200)
    channel = forms.ChoiceField(required=False, choices=Channel.choices)
    kind = forms.ChoiceField(required=False, choices=ConversationKind.choices)
    state = forms.ChoiceField(required=False, choices=[*STATES, ("all", "")])
    page = forms.IntegerField(required=False, min_value=0, max_value=LAST_PAGE)


class DeadlineField(forms.DateTimeField):
    """A moment by the show's clock, as the browser's own field writes it; in `clean` it becomes aware."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    input_formats = [MOMENT, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class SortForm(forms.Form):
    """What a conversation is, and by when it wants an answer."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=ConversationKind.choices, widget=forms.RadioSelect
    )
    deadline = DeadlineField(label=gettext_lazy("Answer by"), required=False)

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show = show
        self.fields["deadline"].help_text = _("Time at the show.")

    def clean_deadline(self) -> datetime | None:
        given: datetime | None = self.cleaned_data["deadline"]
        if given is None:
            return None
        moments = wall_time.instants(given.replace(tzinfo=None), self.show.zone)
        if not moments:
            raise forms.ValidationError(_("No clock shows this time on that day: clocks are put forward over it."))
        return moments[0]


class MessageForm(SortForm):
    """A message noted down by hand: one that came where Showtime does not listen."""

    counterpart = forms.CharField(label=gettext_lazy("From whom"), max_length=200)
    channel = forms.ChoiceField(label=gettext_lazy("Over what"), choices=Channel.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label=gettext_lazy("Their address"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("E-mail address, phone number or profile: it finds the contact."),
    )
    body = forms.CharField(label=gettext_lazy("What they say"), max_length=20_000, widget=forms.Textarea)
    message_id = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("counterpart", "channel", "address", "body", "kind", "deadline", "message_id")


@team_page()
@require_safe
def inbox(request: TeamRequest) -> HttpResponse:
    """The conversations by what they are and by deadline."""
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "inbox", "page": _("Inbox")})
    form = FilterForm(request.GET)
    form.is_valid()
    asked = {name: form.cleaned_data.get(name) or "" for name in ("q", "channel", "kind", "state")}
    page = form.cleaned_data.get("page") or 0
    state = asked["state"] or "open"
    found = queries.conversations(
        team=request.team,
        show=show,
        words=asked["q"],
        channel=asked["channel"],
        kind=asked["kind"],
        state="" if state == "all" else state,
        limit=PAGE + 1,
        offset=page * PAGE,
    )
    context = {
        "nav": "inbox",
        "show": show,
        "now": clock.now(),
        "found": found[:PAGE],
        "words": asked["q"],
        "states": _choices("state", [*STATES, ("all", _("All"))], asked, state),
        "kinds": _choices("kind", [("", _("Every kind")), *ConversationKind.choices], asked, asked["kind"]),
        "channels": _choices("channel", [("", _("Every channel")), *Channel.choices], asked, asked["channel"]),
        "hidden": [(name, value) for name, value in asked.items() if value and name != "q"],
        "filtered": any(asked.values()),
        "narrowed": bool(asked["channel"] or asked["state"]),
        "page": page,
        "before": _query({**asked, "page": str(page - 1)}) if page else "",
        "after": _query({**asked, "page": str(page + 1)}) if len(found) > PAGE and page < LAST_PAGE else "",
    }
    return render(request, "web/inbox/inbox.html", context)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: TeamRequest, conversation_id: UUID) -> HttpResponse:
    """One conversation with its messages; what it is and by when it wants an answer is said here."""
    found = _conversation(request, conversation_id)
    deadline = found.deadline and found.deadline.astimezone(found.show.zone).replace(tzinfo=None)
    form = SortForm(
        request.POST if request.method == "POST" else None,
        show=found.show,
        initial={"kind": found.kind, "deadline": deadline},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        settle.classify(conversation=found, member=request.member, kind=given["kind"], deadline=given["deadline"])
        messages.success(request, _("Sorted."))
        return redirect("web:conversation", request.team.slug, found.pk)
    context = {
        "nav": "inbox",
        "show": found.show,
        "now": clock.now(),
        "conversation": found,
        "form": form,
        "appointment": _appointment(request, found),
        "address": reverse("web:conversation", args=[request.team.slug, found.pk]),
    }
    return render(request, "web/inbox/conversation.html", context, status=422 if form.errors else 200)


@team_page()
@require_http_methods(["GET", "HEAD", "POST"])
def new_message(request: TeamRequest) -> HttpResponse:
    """Note down a message that came where Showtime does not listen."""
    show = current_show(team=request.team, now=clock.now())
    if show is None:
        return render(request, "web/no_show.html", {"nav": "inbox", "page": _("Inbox")})
    known = {"message_id": new_id(), "channel": Channel.WHATSAPP, "kind": ConversationKind.UNSORTED}
    form = MessageForm(request.POST if request.method == "POST" else None, show=show, initial=known)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        key = given.pop("message_id")
        done = receive(show=show, external_id=f"typed:{key}", at=clock.now(), **given)
        return redirect("web:conversation", request.team.slug, done.conversation.pk)
    context = {"nav": "inbox", "show": show, "form": form}
    return render(request, "web/inbox/new.html", context, status=422 if form.errors else 200)


@team_page()
@require_POST
def done(request: TeamRequest, conversation_id: UUID) -> HttpResponse:
    """Nothing more is to be done here."""
    found = _conversation(request, conversation_id)
    settle.done(conversation=found, member=request.member, now=clock.now())
    return _settled(request, found)


@team_page()
@require_POST
def reopen(request: TeamRequest, conversation_id: UUID) -> HttpResponse:
    """Undo `done`."""
    found = _conversation(request, conversation_id)
    settle.reopen(conversation=found, member=request.member)
    return _settled(request, found)


def _settled(request: TeamRequest, found: Conversation) -> HttpResponse:
    """The conversation's row as it is now, or back to the page without scripts."""
    address = back(request, otherwise=reverse("web:conversation", args=[request.team.slug, found.pk]))
    if not request.htmx:
        return redirect(address)
    fresh = queries.listed(team=request.team, conversation_id=found.pk)
    context = {"conversation": fresh, "show": found.show, "now": clock.now(), "address": address}
    return render(request, "web/inbox/_row.html", context)


def _conversation(request: TeamRequest, conversation_id: UUID) -> Conversation:
    found = queries.conversation(team=request.team, conversation_id=conversation_id)
    if found is None:
        raise Http404
    return found


def _appointment(request: TeamRequest, found: Conversation) -> str:
    """Where a meeting request becomes an appointment: the programme's form, filled with what is known."""
    said = [message.body for message in found.messages.all() if message.incoming]
    asked = {"title": _("Meet %(name)s") % {"name": found.counterpart}, "note": said[-1][:500] if said else ""}
    if found.contact_id is not None:
        asked["contact"] = str(found.contact_id)
    return f"{reverse('web:event-new', args=[request.team.slug])}?{urlencode(asked)}"


def _choices(
    name: str, choices: list[tuple[str, Any]], asked: dict[str, str], chosen: str
) -> list[tuple[str, Any, bool]]:
    """The links that filter by one thing and leave the other filters: (address, label, whether it is chosen)."""
    return [(_query({**asked, name: value}), label, value == chosen) for value, label in choices]


def _query(asked: dict[str, str]) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


urlpatterns = [
    path("t/<slug:team>/inbox/", inbox, name="inbox"),
    path("t/<slug:team>/inbox/new/", new_message, name="message-new"),
    path("t/<slug:team>/inbox/<uuid:conversation_id>/", conversation, name="conversation"),
    path("t/<slug:team>/inbox/<uuid:conversation_id>/done/", done, name="conversation-done"),
    path("t/<slug:team>/inbox/<uuid:conversation_id>/reopen/", reopen, name="conversation-reopen"),
]
