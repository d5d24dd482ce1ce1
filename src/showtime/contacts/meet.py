"""Meeting somebody on the page Meet: typed fields, a pasted card, or a file of cards; each person is one capture."""

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from showtime.accounts.models import Member
from showtime.contacts.capture import Captured, IdTakenError, WithdrawnError, capture
from showtime.contacts.models import CaptureKind
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.contacts.problems import problem
from showtime.contacts.read_capture import fields_of, read_capture
from showtime.contacts.segments import add_segment
from showtime.programme.models import Show
from showtime.reading.mecard import is_mecard
from showtime.reading.problems import Problem
from showtime.reading.vcard import read_vcards

#: Cards read from one file; more are left out and counted.
MOST_CARDS = 500
_RAND_B = (1 << 62) - 1
_BEGIN = re.compile(r"BEGIN\s*:\s*VCARD", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Met:
    """What became of each person, in order, and what in the file or text could not be read."""

    captured: tuple[Captured, ...]
    problems: tuple[Problem, ...] = ()


def meet(
    *,
    member: Member,
    show: Show,
    capture_id: UUID,
    fields: PersonFields,
    qualification: Qualification,
    text: str = "",
    file: bytes = b"",
    new_segment: str = "",
    now: datetime,
) -> Met:
    """Capture everybody in the typed `fields`, the pasted `text` and the uploaded `file`, all qualified alike.

    `capture_id` is minted with the form, so that the form sent twice captures once; a form that comes back with another
    person under the same id (by the browser's Back) captures that person under a new one. SegmentRefusedError.
    """
    people, problems = _people(fields, text, file)
    if not people and not problems and (qualification.as_json() or new_segment.strip()):
        people = [_Piece(CaptureKind.TYPED)]
    if people and new_segment.strip():
        qualification = replace(qualification, segment_id=add_segment(team=member.team, name=new_segment).pk)
    if len(people) > MOST_CARDS:
        left_out = problem("too_many_cards", "file", count=len(people) - MOST_CARDS, limit=MOST_CARDS)
        problems = (*problems, left_out)
    meeting = _Meeting(member, show, qualification, now)
    met = [_capture(meeting, _nth(capture_id, number), piece) for number, piece in enumerate(people[:MOST_CARDS])]
    return Met(tuple(met), problems)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One person: the raw text they came in, and what was typed or read beside it."""

    kind: str
    raw: str = ""
    fields: PersonFields = field(default_factory=PersonFields)


def _people(fields: PersonFields, text: str, file: bytes) -> tuple[list[_Piece], tuple[Problem, ...]]:
    """Everybody, the typed one first; typed fields beside a single card speak of the person on the card."""
    pieces, problems = _from_text(text)
    from_file, unreadable = _from_file(file)
    pieces += from_file
    if not fields.as_json():
        return pieces, (*problems, *unreadable)
    if len(pieces) == 1:
        pieces = [replace(pieces[0], fields=fields.or_else(pieces[0].fields))]
    else:
        pieces.insert(0, _Piece(CaptureKind.TYPED, fields=fields))
    return pieces, (*problems, *unreadable)


def _from_text(text: str) -> tuple[list[_Piece], tuple[Problem, ...]]:
    """The cards in a pasted text, or the text itself as one capture: no text is refused."""
    if not text.strip():
        return [], ()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if all(is_mecard(line) for line in lines):
        return [_Piece(CaptureKind.MECARD, line) for line in lines], ()
    if len(_BEGIN.findall(text)) > 1:
        return _from_cards(text.encode("utf-8", "replace"))
    if is_mecard(text.strip()):
        return [_Piece(CaptureKind.MECARD, text)], ()
    return [_Piece(CaptureKind.VCARD if _BEGIN.search(text) else CaptureKind.TEXT, text)], ()


def _from_file(file: bytes) -> tuple[list[_Piece], tuple[Problem, ...]]:
    """The cards in a file; a file without any is named and leaves no capture, since its owner still has it."""
    if not file:
        return [], ()
    start = file[:200].decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if is_mecard(start):
        return _from_text(file.decode("utf-8-sig", "replace"))
    return _from_cards(file)


def _from_cards(data: bytes) -> tuple[list[_Piece], tuple[Problem, ...]]:
    """One piece a card. Where its text alone would be read otherwise (a charset of old), it carries what was read."""
    reading = read_vcards(data)
    pieces = []
    for person in reading.items:
        read = fields_of(person)
        again = read_capture(raw=person.raw, fields=PersonFields()).person
        pieces.append(_Piece(CaptureKind.VCARD, person.raw, PersonFields() if again == read else read))
    return pieces, reading.problems


def _capture(meeting: "_Meeting", capture_id: UUID, piece: _Piece) -> Captured:
    while True:
        try:
            return capture(
                team=meeting.member.team,
                show=meeting.show,
                member=meeting.member,
                capture_id=capture_id,
                kind=piece.kind,
                raw=piece.raw,
                fields=piece.fields,
                qualification=meeting.qualification,
                captured_at=meeting.now,
                now=meeting.now,
            )
        except (IdTakenError, WithdrawnError):
            capture_id = _next(capture_id, repr((piece, meeting.qualification)))


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What all people of one form share."""

    member: Member
    show: Show
    qualification: Qualification
    now: datetime


def _next(taken: UUID, content: str) -> UUID:
    """Another id instead of the one that is taken; the same for the same content, so that a retry finds it."""
    digest = hashlib.sha256(f"{taken}{content}".encode("utf-8", "surrogatepass")).digest()
    return UUID(int=(taken.int & ~_RAND_B) | (int.from_bytes(digest[:8]) & _RAND_B))


def _nth(first: UUID, number: int) -> UUID:
    """The id of the nth person of a form, the same whenever the form is sent; a UUIDv7 where `first` is one."""
    random = ((first.int & _RAND_B) + number) & _RAND_B
    return UUID(int=(first.int & ~_RAND_B) | random)
