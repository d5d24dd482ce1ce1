"""The team's contacts, for reading."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Query, Router, Schema
from ninja.errors import ValidationError as RefusedError

from showtime.accounts.permissions import Deed
from showtime.api.access import TeamCall, TeamSession
from showtime.api.captures import REFUSALS
from showtime.contacts import queries

router = Router()


class ContactsIn(Schema):
    """What is asked for. `segment` and `owner` are ids, or "none"; without `state`, all but personal contacts."""

    words: Annotated[str, Field(max_length=200)] = ""
    interest: Literal["", "hot", "warm", "cold", "none"] = ""
    segment: Annotated[str, Field(max_length=36)] = ""
    state: Literal["", "new", "kept", "dropped", "personal", "everybody"] = ""
    owner: Annotated[str, Field(max_length=36)] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    after: Annotated[str, Field(max_length=80)] = ""


class ContactOut(Schema):
    """A person known to the team. Blank is unknown; `owner` is a member's id."""

    id: UUID
    full_name: str
    company: str
    title: str
    email: str
    phone: str
    website: str
    linkedin: str
    country: str
    language: str
    interest: str
    segment: str
    state: str
    owner: UUID | None
    met_at: datetime | None
    open_promise: str | None
    open_promise_due: date | None

    @staticmethod
    def resolve_segment(contact: Any) -> str:
        """The segment's name."""
        return contact.segment.name if contact.segment else ""

    @staticmethod
    def resolve_owner(contact: Any) -> UUID | None:
        """The owner's id."""
        owner: UUID | None = contact.owner_id
        return owner


class ContactsOut(Schema):
    """A part of the list, the latest met first. `after` asks for the next part; it is "" at the end."""

    items: list[ContactOut]
    after: str
    total: int


@router.get(
    "/{team}/contacts",
    auth=TeamSession(Deed.READ),
    response={200: ContactsOut, **REFUSALS},
    summary="List contacts",
    operation_id="list_contacts",
)
def contacts(request: TeamCall, team: str, asked: Query[ContactsIn]) -> dict[str, Any]:
    """The contacts that match all that is asked, part by part."""
    try:
        page = queries.contacts(team=request.team, **asked.model_dump())
    except queries.CursorError as error:
        told = {"loc": ("query", "after"), "msg": "This is no cursor of the list; start without it.", "type": "cursor"}
        raise RefusedError([told]) from error
    return {"items": page.rows, "after": page.after, "total": page.total}
