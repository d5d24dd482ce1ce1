"""Captures coming in from phones, in batches, any number of times."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Router, Schema
from ninja.errors import ValidationError as RefusedError
from pydantic import AwareDatetime, ConfigDict, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from showtime.accounts.permissions import Deed
from showtime.api.access import TeamCall, TeamSession
from showtime.api.errors import ErrorsOut, ProblemOut, invalid, said
from showtime.contacts.batch import Incoming, NoShowError, Outcome, capture_batch
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.contacts.tidy import storable
from showtime.lib import clock

router = Router()

Text = Annotated[str, Field(max_length=2_000)]
Texts = Annotated[list[Text], Field(max_length=50)]


class PersonIn(Schema):
    """Who it was, as typed or mended by the member; every field is optional and goes before what `raw` says."""

    model_config = ConfigDict(extra="forbid")

    full_name: Text = ""
    company: Text = ""
    title: Text = ""
    email: Text = ""
    phone: Text = ""
    website: Text = ""
    linkedin: Text = ""
    country: Text = ""
    language: Literal["", "en", "fr"] = ""
    note: Annotated[str, Field(max_length=20_000)] = ""
    emails: Texts = []
    phones: Texts = []


class CaptureIn(Schema):
    """Somebody met. `id` is a UUIDv7 minted once on the phone; `raw` is what was scanned, to the letter."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    captured_at: AwareDatetime
    kind: Literal["typed", "vcard", "mecard", "text"] = "typed"
    raw: Annotated[str, Field(max_length=1_000_000)] = ""
    person: PersonIn = PersonIn()
    interest: Literal["", "hot", "warm", "cold"] = ""
    personal: bool = False
    segment: UUID | None = None
    place: UUID | None = None
    note: Annotated[str, Field(max_length=20_000)] = ""
    promise: Text = ""
    promise_due: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))] | None = None

    def incoming(self) -> Incoming:
        """The capture as the domain takes it."""
        said = self.person.model_dump(exclude={"emails", "phones"})
        return Incoming(
            capture_id=self.id,
            kind=self.kind,
            raw=self.raw,
            fields=PersonFields(**said, emails=tuple(self.person.emails), phones=tuple(self.person.phones)),
            qualification=Qualification(
                interest=self.interest,
                personal=self.personal,
                segment_id=self.segment,
                place_id=self.place,
                note=self.note,
                promise=self.promise,
                promise_due=self.promise_due,
            ),
            captured_at=self.captured_at,
        )


class Unreadable:
    """An item that is no `CaptureIn`: it is answered for itself, so that one bad item never costs the others."""

    def __init__(self, item: Any, errors: list[Any]) -> None:
        self.id = storable(str(item.get("id", "")))[:64] if isinstance(item, dict) else ""
        self.problems = invalid(errors)


def _kept_apart(item: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(item)
    except ValidationError as error:
        return Unreadable(item, error.errors(include_url=False, include_context=False, include_input=False))


class BatchIn(Schema):
    """1 to 500 captures, at most 12 million bytes together. Without `show` they belong to the team's current show."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    show: UUID | None = None
    items: Annotated[list[Annotated[CaptureIn, WrapValidator(_kept_apart)]], Field(min_length=1, max_length=500)]


class ConflictOut(Schema):
    """A value that was given where the contact already says otherwise; both are kept and shown."""

    field: str
    kept: str
    given: str


class ItemOut(Schema):
    """What became of one capture, in the order of the request.

    `stored` and `known` are on disk for good, and the phone may let go; `rejected` is not, and `problems` says why.
    `contact` is null for what was rejected, and for what was undone here meanwhile.
    """

    id: str
    status: Literal["stored", "known", "rejected"]
    contact: UUID | None
    joined: bool
    conflicts: list[ConflictOut]
    problems: list[ProblemOut]


class BatchOut(Schema):
    """One answer for each capture."""

    items: list[ItemOut]


REFUSALS = {401: ErrorsOut, 403: ErrorsOut, 404: ErrorsOut, 422: ErrorsOut}


@router.post(
    "/{team}/captures",
    auth=TeamSession(Deed.WRITE),
    response={200: BatchOut, 400: ErrorsOut, 413: ErrorsOut, **REFUSALS},
    summary="Store captures",
    operation_id="store_captures",
)
def store(request: TeamCall, team: str, batch: BatchIn) -> dict[str, Any]:
    """Store captures, each for itself. A batch may be sent any number of times: what is known stays as it is."""
    items: list[CaptureIn | Unreadable] = list(batch.items)
    good = [item for item in items if isinstance(item, CaptureIn)]
    try:
        outcomes = capture_batch(
            member=request.member, show_id=batch.show, incoming=[item.incoming() for item in good], now=clock.now()
        )
    except NoShowError as error:
        raise RefusedError(
            [{"loc": ("body", "batch", "show"), "msg": "The team has no such show.", "type": "no_show"}]
        ) from error
    following = iter(outcomes)
    return {
        "items": [_stored(item, next(following)) if isinstance(item, CaptureIn) else _rejected(item) for item in items]
    }


def _stored(item: CaptureIn, outcome: Outcome) -> ItemOut:
    captured = outcome.captured
    return ItemOut(
        id=str(item.id),
        status=outcome.status,
        contact=captured.contact.pk if captured else None,
        joined=captured.joined if captured else False,
        conflicts=[
            ConflictOut(field=each.field, kept=each.kept, given=each.given)
            for each in (captured.conflicts if captured else ())
        ],
        problems=[said(each) for each in outcome.problems],
    )


def _rejected(item: Unreadable) -> ItemOut:
    return ItemOut(id=item.id, status="rejected", contact=None, joined=False, conflicts=[], problems=item.problems)
