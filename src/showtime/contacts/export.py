"""Taking the team's contacts out: to a CRM, to address books, or whole. Who did it is written down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from showtime.accounts.models import AuditEntry, Member, Team
from showtime.contacts.export_csv import HUBSPOT, SALESFORCE, Row, split_name, write_csv
from showtime.contacts.models import Contact, ContactState, Encounter, Promise
from showtime.contacts.vcard import Card, write_card
from showtime.reading.countries import country_name

#: Name of a format: its content type and the ending of its file's name.
FORMATS = {
    "hubspot": ("text/csv; charset=utf-8", "csv"),
    "salesforce": ("text/csv; charset=utf-8", "csv"),
    "vcard3": ("text/vcard; charset=utf-8", "vcf"),
    "vcard4": ("text/vcard; charset=utf-8", "vcf"),
    "json": ("application/json", "json"),
}


class UnknownFormatError(ValueError):
    """There is no export of this name."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to hand out; `number` is how many contacts are in it."""

    filename: str
    content_type: str
    body: bytes
    number: int


def export_contacts(*, team: Team, member: Member | None, name: str, personal: bool = False, now: datetime) -> Exported:
    """The team's contacts in the format `name` of `FORMATS`, and an audit entry that says who took them.

    `member` is None for the operator at the server's terminal. Personal contacts are in it only where asked for.
    UnknownFormatError.
    """
    if name not in FORMATS:
        raise UnknownFormatError(f"'{name}' is none of {', '.join(FORMATS)}.")
    rows = _contacts(team, personal, whole=name == "json")
    content_type, ending = FORMATS[name]
    body = _body(rows, name)
    detail = {"format": name, "number": len(rows), "personal": personal}
    AuditEntry.objects.create(team=team, member=member, deed="contacts.export", detail=detail, at=now)
    return Exported(f"showtime-{team.slug}-{name}-{now:%Y-%m-%d}.{ending}", content_type, body, len(rows))


def as_csv(*, team: Team, dialect: Literal["hubspot", "salesforce"], personal: bool = False) -> bytes:
    """The contacts as CSV, UTF-8, with the column names of the CRM."""
    return _body(_contacts(team, personal, whole=False), dialect)


def as_vcards(*, team: Team, version: Literal["3.0", "4.0"], personal: bool = False) -> bytes:
    """The contacts as one file of vCards, UTF-8."""
    return _body(_contacts(team, personal, whole=False), f"vcard{version[0]}")


def as_json(*, team: Team, personal: bool = False) -> bytes:
    """Everything about the contacts: fields, encounters with what was given and the raw captures, promises. UTF-8."""
    return _body(_contacts(team, personal, whole=True), "json")


def _contacts(team: Team, personal: bool, *, whole: bool) -> list[Contact]:
    """All with their encounters and promises; `whole` loads what only the JSON says.

    Members, places and shows are few and shared: fetched once each, and not anew for every row.
    """
    met = Encounter.objects.prefetch_related("member__user", "place", "show").order_by("at", "id")
    met = met.select_related("capture") if whole else met.defer("given", "filled")
    promised = Promise.objects.prefetch_related("member__user").order_by("created_at", "id")
    rows = Contact.objects.filter(team=team).defer("search").order_by("created_at", "id")
    if not personal:
        rows = rows.exclude(state=ContactState.PERSONAL)
    related = (Prefetch("encounters", queryset=met), Prefetch("promises", queryset=promised))
    return list(rows.prefetch_related("segment", "owner__user", *related))


def _body(contacts: list[Contact], name: str) -> bytes:
    if name in {"hubspot", "salesforce"}:
        return write_csv(map(_row, contacts), columns=HUBSPOT if name == "hubspot" else SALESFORCE)
    if name in {"vcard3", "vcard4"}:
        cards = (write_card(_card(contact), version=f"{name[-1]}.0") for contact in contacts)
        return "".join(cards).encode("utf-8", "replace")
    whole = {"contacts": [_whole(contact) for contact in contacts]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _row(contact: Contact) -> Row:
    first, last = split_name(contact.full_name)
    return Row(
        first_name=first,
        last_name=last,
        email=contact.email,
        phone=contact.phone,
        company=contact.company,
        title=contact.title,
        website=contact.website,
        linkedin=contact.linkedin,
        country=country_name(contact.country) if contact.country else "",
        language=contact.language,
        interest=contact.interest,
        segment=contact.segment.name if contact.segment else "",
        state=contact.state,
        owner_email=contact.owner.user.email if contact.owner else "",
        met_on=max((f"{_local(each):%Y-%m-%d}" for each in contact.encounters.all()), default=""),
        story=_story(contact),
        promises="\n".join(_promises(contact)),
    )


def _card(contact: Contact) -> Card:
    first, last = split_name(contact.full_name)
    revised = contact.met_at or contact.created_at
    return Card(
        uid=str(contact.pk),
        full_name=str(contact),
        given_name=first,
        family_name=last,
        company=contact.company,
        title=contact.title,
        email=contact.email,
        phone=contact.phone,
        website=contact.website,
        linkedin=contact.linkedin,
        country=country_name(contact.country) if contact.country else "",
        language=contact.language,
        categories=(contact.segment.name,) if contact.segment else (),
        note="\n".join(text for text in (_story(contact), *_promises(contact)) if text),
        revised=f"{revised.astimezone(UTC):%Y%m%dT%H%M%SZ}",
    )


def _story(contact: Contact) -> str:
    """One line an encounter, the first one first: when at the show, by whom, what was said."""
    lines = (
        f"{_local(each):%Y-%m-%d %H:%M}, {each.show.name}, {each.member}: {' '.join(each.note.split())}".rstrip(": ")
        for each in contact.encounters.all()
    )
    return "\n".join(lines)


def _promises(contact: Contact) -> Iterator[str]:
    for promise in contact.promises.all():
        words = {"text": promise.text, "day": promise.due_on.isoformat() if promise.due_on else ""}
        if promise.kept_at:
            yield _("Promised and kept: %(text)s") % words
        elif promise.due_on:
            yield _("Promised for %(day)s: %(text)s") % words
        else:
            yield _("Promised: %(text)s") % words


def _local(encounter: Encounter) -> datetime:
    return encounter.at.astimezone(encounter.show.zone)


def _whole(contact: Contact) -> dict[str, Any]:
    fields = ("full_name", "company", "title", "email", "phone", "website", "linkedin", "country", "language")
    return {
        "id": str(contact.pk),
        **{name: getattr(contact, name) for name in fields},
        "interest": contact.interest,
        "segment": contact.segment.name if contact.segment else "",
        "state": contact.state,
        "owner": contact.owner.user.email if contact.owner else "",
        "met_at": _moment(contact.met_at),
        "encounters": [_encounter(each) for each in contact.encounters.all()],
        "promises": [_promise(each) for each in contact.promises.all()],
    }


def _encounter(encounter: Encounter) -> dict[str, Any]:
    row = encounter.capture
    return {
        "id": str(encounter.pk),
        "at": _moment(encounter.at),
        "show": encounter.show.name,
        "place": encounter.place.name if encounter.place else "",
        "member": encounter.member.user.email,
        "note": encounter.note,
        "given": encounter.given,
        "capture": row
        and {
            "id": str(row.pk),
            "kind": row.kind,
            "raw": row.raw,
            "qualification": row.qualification,
            "captured_at": _moment(row.captured_at),
            "received_at": _moment(row.received_at),
        },
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "id": str(promise.pk),
        "encounter": promise.encounter_id and str(promise.encounter_id),
        "member": promise.member.user.email,
        "text": promise.text,
        "due_on": promise.due_on and promise.due_on.isoformat(),
        "kept_at": _moment(promise.kept_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
