"""Fills an empty database with two teams that have been at shows for two years."""

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import words
from fill_show import (
    BATCH,
    Stage,
    fill_directory,
    fill_journal,
    fill_programme,
    found,
    make_show,
    moment,
)
from scene import FIRST_DAY

from showtime.accounts.models import Member, TeamRow
from showtime.contacts.models import Capture, CaptureKind, Contact, ContactState, Encounter, Meeting, Promise, Segment
from showtime.contacts.searching import search_text
from showtime.followups.models import Decision, Draft, DraftState, FollowUp, MailSettings
from showtime.inbox.models import Channel, Conversation, ConversationKind, Message
from showtime.lib.folding import fold

#: One contact in ten was met today, one in ten yesterday, the others a year ago.
TODAY, YESTERDAY = FIRST_DAY + timedelta(days=1), FIRST_DAY
LAST_YEAR = date(2025, 1, 7)


@dataclass
class Rows:
    """What is to be written, table by table, in the order in which the tables need each other."""

    contacts: list[Contact] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    encounters: list[Encounter] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    followups: list[FollowUp] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    conversations: list[Conversation] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def write(self) -> None:
        """Into the database."""
        tables: tuple[list[TeamRow], ...] = tuple(vars(self).values())
        for rows in tables:
            if rows:
                type(rows[0])._base_manager.bulk_create(rows, BATCH)


def fill(*, contacts: int) -> Member:
    """Two teams with `contacts` contacts each and all that goes with them; the owner of the first.

    The second is only there to be left out of every answer.
    """
    owner, _neighbour = (_team(slug, contacts) for slug in ("maison", "neighbour"))
    return owner


def _team(slug: str, contacts: int) -> Member:
    chance = random.Random(contacts)  # the same database on every run
    members = found(slug=slug, members=min(12, 3 + contacts // 500))
    stages = {each: make_show(members=members, first_day=each, chance=chance) for each in (LAST_YEAR, FIRST_DAY)}
    for stage in stages.values():
        events = fill_programme(stage, events=max(24, contacts // 20))
    fill_directory(stages[FIRST_DAY], exhibitors=contacts)
    fill_journal(stages[FIRST_DAY], notes=max(20, contacts // 5))
    MailSettings.objects.create(team=members[0].team, host="mail.example", sender=members[0].user.email)
    segments = [Segment(team=members[0].team, name=name, position=at) for at, name in enumerate(words.SEGMENTS)]
    Segment.objects.bulk_create(segments)
    rows = Rows()
    for number in range(contacts):
        _contact(rows, number, stages, segments)
    rows.write()
    Meeting.objects.bulk_create(
        Meeting(team=event.team, event=event, contact=rows.contacts[(11 * at) % contacts])
        for at, event in enumerate(events)
    )
    return members[0]


def _contact(rows: Rows, number: int, stages: dict[date, Stage], segments: list[Segment]) -> None:
    """One contact with everything that came of having met them."""
    day = {0: TODAY, 1: YESTERDAY}.get(number % 10, LAST_YEAR + timedelta(days=number % 4))
    stage = stages[LAST_YEAR if day.year == LAST_YEAR.year else FIRST_DAY]
    language, chance = "fr" if number % 2 else "en", stage.chance
    name = f"{chance.choice(words.GIVEN)} {chance.choice(words.FAMILY)}"
    firm = f"{chance.choice(words.FIRMS)} {chance.choice(words.TRADES)}"
    turn = number // 10
    decision = _decision(day, turn)
    contact = Contact(
        team=stage.show.team,
        full_name=name,
        company=firm,
        title=chance.choice(words.TITLES[language]),
        email=f"{fold(name).replace(' ', '.').replace(chr(39), '')}.{number}@{fold(firm).replace(' ', '')}.example",
        phone=f"+336{number:08}" if language == "fr" else f"+1702{5_550_000 + number:07}",
        country=chance.choice(words.COUNTRIES),
        language=language,
        interest=("hot", "warm", "warm", "cold", "")[number % 5],
        segment=segments[number % len(segments)] if number % 4 else None,
        owner=stage.members[number % len(stage.members)] if decision == Decision.KEEP else None,
        state=STATES[decision],
    )
    rows.contacts.append(contact)
    met = [_encounter(rows, contact, stage, day, number)]
    if number % 7 == 0 and day.year != LAST_YEAR.year:
        met.append(_encounter(rows, contact, stages[LAST_YEAR], LAST_YEAR, number))
    contact.met_at = max(each.at for each in met)
    contact.search = search_text(contact=contact, encounters=met)
    followup = _followup(rows, contact, stage, day, decision)
    promise = _promise(rows, met[0], day, number) if number % 5 < 2 else None
    if decision == Decision.KEEP:
        _draft(rows, followup, promise, turn)
    if day.year != LAST_YEAR.year or number % 4 == 0:
        _conversation(rows, contact, stage, day, number)


STATES = {
    Decision.OPEN: ContactState.NEW,
    Decision.KEEP: ContactState.KEPT,
    Decision.DROP: ContactState.DROPPED,
    Decision.PERSONAL: ContactState.PERSONAL,
}


def _decision(day: date, turn: int) -> Decision:
    """Of today's cards three in five are still to sort; of earlier ones half were kept, one in twenty was personal."""
    if day == TODAY:
        return (Decision.OPEN, Decision.KEEP, Decision.OPEN, Decision.DROP, Decision.OPEN)[turn % 5]
    if turn % 20 == 13:
        return Decision.PERSONAL
    return Decision.DROP if turn % 2 else Decision.KEEP


def _encounter(rows: Rows, contact: Contact, stage: Stage, day: date, number: int) -> Encounter:
    chance = stage.chance
    at = moment(day, "09:15") + timedelta(seconds=chance.randrange(7 * 3600))
    note = chance.choice(words.NOTES[contact.language])
    given = {name: [getattr(contact, name)] for name in ("full_name", "company", "title", "email", "phone")}
    capture = Capture(
        team=contact.team,
        show=stage.show,
        member=stage.members[number % len(stage.members)],
        kind=CaptureKind.TYPED,
        raw=json.dumps({name: values[0] for name, values in given.items()}, ensure_ascii=False, sort_keys=True),
        qualification={"interest": contact.interest, "note": note} if contact.interest else {"note": note},
        captured_at=at,
        received_at=at + timedelta(seconds=2),
    )
    rows.captures.append(capture)
    encounter = Encounter(
        team=contact.team,
        contact=contact,
        capture=capture,
        show=stage.show,
        member=capture.member,
        place=stage.places[-1],
        at=at,
        note=note,
        given=given,
        made_contact=True,
    )
    rows.encounters.append(encounter)
    return encounter


def _followup(rows: Rows, contact: Contact, stage: Stage, day: date, decision: Decision) -> FollowUp:
    decided = None if decision == Decision.OPEN else moment(day, "16:55")
    row = FollowUp(
        team=contact.team,
        contact=contact,
        show=stage.show,
        day=day,
        decision=decision,
        decided_by=stage.members[0] if decided else None,
        decided_at=decided,
        owner=contact.owner,
        due_on=day + timedelta(days=2) if decision == Decision.KEEP else None,
        remind_on=TODAY if decision == Decision.KEEP and day == YESTERDAY else None,
        answered_at=decided + timedelta(hours=30) if decided and day.year == LAST_YEAR.year else None,
    )
    rows.followups.append(row)
    return row


def _promise(rows: Rows, encounter: Encounter, day: date, number: int) -> Promise:
    """Kept, if it is of last year; one of yesterday's in five is due today, the others in the days to come."""
    language = encounter.contact.language
    row = Promise(
        team=encounter.team,
        contact=encounter.contact,
        encounter=encounter,
        member=encounter.member,
        text=words.PROMISES[language][number % 4],
        due_on=TODAY if day == YESTERDAY and number % 50 < 11 else day + timedelta(days=2 + number % 9),
        kept_at=encounter.at + timedelta(days=3) if day.year == LAST_YEAR.year else None,
    )
    rows.promises.append(row)
    return row


def _draft(rows: Rows, followup: FollowUp, promise: Promise | None, turn: int) -> None:
    """Today's to be approved, earlier ones sent; one in fifty refused."""
    contact, today = followup.contact, followup.day == TODAY
    state = DraftState.PROPOSED if today else DraftState.REFUSED if turn % 50 == 8 else DraftState.SENT
    words_of_promise = promise.text if promise else words.PROMISES[contact.language][0]
    approved = None if today else followup.decided_at
    rows.drafts.append(
        Draft(
            team=contact.team,
            followup=followup,
            language=contact.language,
            to=contact.email,
            subject=words.SUBJECTS[contact.language][1],
            body=words.LETTERS[contact.language].format(name=contact.full_name, promise=words_of_promise),
            state=state,
            approved_by=followup.decided_by if approved else None,
            approved_at=approved,
            message_id=f"<{followup.pk}@maison.example>" if approved else "",
            sent_at=approved + timedelta(minutes=1) if approved and state == DraftState.SENT else None,
            problem="recipient" if state == DraftState.REFUSED else "",
            attempts=1 if approved else 0,
        )
    )


def _conversation(rows: Rows, contact: Contact, stage: Stage, day: date, number: int) -> None:
    """One to three messages, ours last in every third; settled, if of last year."""
    last = moment(day, "08:00") + timedelta(minutes=number % 480)
    channel = Channel.values[number // 10 % len(Channel.values)]
    address = contact.email if channel == Channel.EMAIL else f"{channel}-{number}"
    settled = day.year == LAST_YEAR.year or number % 9 == 0
    row = Conversation(
        team=contact.team,
        show=stage.show,
        channel=channel,
        counterpart=contact.full_name,
        address=address,
        thread=address,
        contact=contact,
        kind=ConversationKind.values[number // 10 % len(ConversationKind.values)],
        deadline=last + timedelta(days=1) if number % 6 == 0 else None,
        last_at=last,
        done_at=last + timedelta(hours=1) if settled else None,
        done_by=stage.members[0] if settled else None,
    )
    rows.conversations.append(row)
    count = 1 + number % 3
    for each in range(count):
        incoming = each != 2
        sender = contact.full_name if incoming else str(stage.members[0])
        subject, body = words.SUBJECTS[contact.language][number % 4], words.MAILS[contact.language]
        rows.messages.append(
            Message(
                team=contact.team,
                conversation=row,
                external_id=f"bench-{number}-{each}",
                incoming=incoming,
                sender=sender,
                subject=subject if channel == Channel.EMAIL else "",
                body=body,
                language=contact.language,
                at=last - timedelta(minutes=7 * (count - 1 - each)),
                search=fold(f"{sender} {subject} {body}"),
            )
        )
