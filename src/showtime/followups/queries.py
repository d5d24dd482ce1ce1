"""Reads over follow-ups: the evening's cards, the mails that need a person, and who is to be reminded."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from showtime.accounts.models import Member, Team
from showtime.contacts.models import Contact, Encounter, Promise
from showtime.followups import rank
from showtime.followups.models import Decision, DeliveredMail, Draft, DraftState, FollowUp, MailSettings
from showtime.followups.promise_text import for_letter, kept_by_writing
from showtime.inbox.models import Message
from showtime.programme.models import Show
from showtime.programme.queries import day_bounds

#: Until five in the morning it is still the evening before.
NIGHT_ENDS = timedelta(hours=5)
#: States of a mail that wait for a person.
IN_DOUBT = (DraftState.UNCERTAIN, DraftState.REFUSED)


@dataclass(frozen=True, slots=True)
class Card:
    """One contact of the evening: `encounters` of that day in order, `promises` that are open or were made that day."""

    followup: FollowUp
    encounters: list[Encounter]
    promises: list[Promise]
    draft: Draft | None

    @property
    def contact(self) -> Contact:
        """Who it is about."""
        return self.followup.contact

    @property
    def to_sort(self) -> bool:
        """Whether nothing is decided yet."""
        return self.followup.decision == Decision.OPEN

    @property
    def to_write(self) -> bool:
        """Whether the contact is kept and its mail not approved yet."""
        kept = self.followup.decision == Decision.KEEP and not self.followup.without_mail
        return kept and (self.draft is None or self.draft.state == DraftState.PROPOSED)

    @property
    def open_promises(self) -> list[Promise]:
        """The promises that are not kept yet."""
        return [promise for promise in self.promises if promise.kept_at is None]

    @property
    def proposed_keeps(self) -> set[UUID]:
        """The open promises that the mail keeps by being sent: as ticked before, or else those to write."""
        chosen = {promise.pk for promise in self.draft.keeps.all()} if self.draft else set()
        return chosen or {promise.pk for promise in self.open_promises if kept_by_writing(promise.text)}

    @property
    def mixed(self) -> bool:
        """Whether a promise of that day is in another language than the draft."""
        day = {encounter.pk for encounter in self.encounters}
        said = {for_letter(promise.text).language for promise in self.open_promises if promise.encounter_id in day}
        return self.draft is not None and bool(said - {"", self.draft.language})


@dataclass(frozen=True, slots=True)
class Tonight:
    """An evening's cards in the order in which they come (`rank`). `done` counts the sorted ones of `total`."""

    day: date
    cards: list[Card]

    @property
    def total(self) -> int:
        """How many cards there are."""
        return len(self.cards)

    @property
    def done(self) -> int:
        """How many of them are sorted."""
        return sum(not card.to_sort for card in self.cards)

    @property
    def deck(self) -> list[Card]:
        """The cards that want something: first those to sort, then those whose mail is to be approved."""
        return [card for card in self.cards if card.to_sort] + [card for card in self.cards if card.to_write]

    def card(self, followup_id: UUID) -> Card | None:
        """The card of this follow-up."""
        return next((card for card in self.cards if card.followup.pk == followup_id), None)

    def after(self, followup_id: UUID | None) -> Card | None:
        """The card of the deck that comes after this one, beginning again at the end; None when the deck is empty."""
        deck = self.deck
        places = {card.followup.pk: place for place, card in enumerate(deck)}
        if followup_id is None or not deck:
            return deck[0] if deck else None
        if followup_id in places:
            return deck[(places[followup_id] + 1) % len(deck)]
        order = {card.followup.pk: place for place, card in enumerate(self.cards)}
        here = order.get(followup_id, -1)
        return next((card for card in deck if order[card.followup.pk] > here), deck[0])

    def count(self, *, decision: str = "", state: str = "", without_mail: bool | None = None) -> int:
        """How many cards have this decision, draft state, or no mail."""
        return sum(
            (not decision or card.followup.decision == decision)
            and (not state or (card.draft is not None and card.draft.state == state))
            and (without_mail is None or card.followup.without_mail is without_mail)
            for card in self.cards
        )


def evening_of(*, show: Show, now: datetime) -> date:
    """The day whose evening it is at the show; a party's early hours belong to the day before."""
    return (now.astimezone(show.zone) - NIGHT_ENDS).date()


def tonight(*, team: Team, show: Show, day: date, member: Member | None = None) -> Tonight:
    """The cards of the day at the show, as dealt (`debrief.deal`), in order for this member; four queries.

    A card to sort whose encounters are gone (a capture taken back) is left out.
    """
    cards = [_card(row) for row in _whole(FollowUp.objects.filter(team=team, show=show, day=day), show, day)]
    shown = [card for card in cards if card.encounters or not card.to_sort]
    return Tonight(day=day, cards=sorted(shown, key=lambda card: _place(card, member, day)))


def followup(*, team: Team, followup_id: UUID) -> FollowUp | None:
    """One follow-up with its show and contact; None where the team has none such."""
    rows = FollowUp.objects.filter(team=team, pk=followup_id)
    return rows.select_related("show__stand", "contact", "team", "owner__user", "draft").first()


def unsorted_days(*, team: Team, show: Show) -> list[tuple[date, int]]:
    """The days of the show with cards still to sort, and how many, the latest first."""
    rows = FollowUp.objects.filter(team=team, show=show, decision=Decision.OPEN, contact__encounters__isnull=False)
    days = rows.order_by().values("day").annotate(number=Count("pk", distinct=True)).order_by("-day")
    return [(each["day"], each["number"]) for each in days]


def mail(*, team: Team, draft_id: UUID) -> Draft | None:
    """One mail with its follow-up; None where the team has none such."""
    return Draft.objects.filter(team=team, pk=draft_id).select_related("followup__show").first()


def mails_in_doubt(*, team: Team) -> list[Draft]:
    """The mails that wait for a person: uncertain, then refused; of kept contacts, whatever their day."""
    rows = Draft.objects.filter(team=team, state__in=IN_DOUBT, followup__decision=Decision.KEEP)
    return list(_with_people(rows).order_by("-state", "approved_at", "pk"))


def delivered_mails(*, team: Team, limit: int = 200) -> list[DeliveredMail]:
    """What is in the mailbox on the page, the latest first."""
    rows = DeliveredMail.objects.filter(team=team).select_related("draft__followup__contact")
    return list(rows.defer("raw").order_by("-at", "pk")[:limit])


def delivered_mail(*, team: Team, mail_id: UUID) -> DeliveredMail | None:
    """One mail of the mailbox; None where the team has none such."""
    rows = DeliveredMail.objects.filter(team=team, pk=mail_id)
    return rows.select_related("draft__followup__contact").first()


def mail_settings(*, team: Team) -> MailSettings | None:
    """The team's way out for mail; None where none is set up."""
    return MailSettings.objects.filter(team=team).first()


def reminders_due(*, team: Team, on: date) -> list[FollowUp]:
    """The follow-ups whose mail was sent and has had no answer by the day to remind of it, the longest waiting first.

    Answered ones are left out as soon as the answer is there, whether or not the sweep has noted it. With contact,
    owner and draft; one query.
    """
    rows = FollowUp.objects.filter(~answered(), team=team, remind_on__lte=on, answered_at=None, decision=Decision.KEEP)
    return list(rows.select_related("contact", "owner__user", "draft", "show").order_by("remind_on", "pk"))


def newly_answered(*, limit: int) -> list[str]:
    """The ids of follow-ups with a reminder to come whose contact has answered since the mail was sent."""
    rows = FollowUp.objects.filter(answered(), remind_on__isnull=False, answered_at=None)
    return [str(key) for key in rows.order_by("remind_on", "pk").values_list("pk", flat=True)[:limit]]


def answered() -> Q:
    """On follow-ups: whether `inbox.queries.reply_since` finds an answer since the draft was sent.

    Two subqueries, no OR within one, and no team where the contact says it: so each is looked up by its index.
    """
    incoming = Message.objects.filter(incoming=True, at__gt=OuterRef("draft__sent_at"))
    attached = incoming.filter(conversation__contact=OuterRef("contact"))
    before_they_were_known = incoming.filter(
        ~Q(conversation__thread=""),
        conversation__team=OuterRef("team"),
        conversation__contact=None,
        conversation__thread=OuterRef("contact__email"),
    )
    return Q(Exists(attached)) | Q(Exists(before_they_were_known))


def _whole(rows: QuerySet[FollowUp], show: Show, day: date) -> QuerySet[FollowUp]:
    start, end = day_bounds(show=show, day=day)
    met = Encounter.objects.filter(show=show, at__gte=start, at__lt=end).select_related("member__user", "place")
    due = F("due_on").asc(nulls_last=True)
    promised = Promise.objects.select_related("member__user").order_by(due, "created_at", "id")
    return rows.select_related(
        "contact__segment", "contact__owner__user", "owner__user", "decided_by__user", "draft__approved_by__user"
    ).prefetch_related(
        Prefetch("contact__encounters", queryset=met.order_by("at", "id"), to_attr="that_day"),
        Prefetch("contact__promises", queryset=promised, to_attr="promised"),
        "draft__keeps",
    )


def _card(row: FollowUp) -> Card:
    that_day: list[Encounter] = row.contact.that_day  # type: ignore[attr-defined]
    promised: list[Promise] = row.contact.promised  # type: ignore[attr-defined]
    keys = {encounter.pk for encounter in that_day}
    shown = [promise for promise in promised if promise.kept_at is None or promise.encounter_id in keys]
    return Card(followup=row, encounters=that_day, promises=shown, draft=getattr(row, "draft", None))


def _place(card: Card, member: Member | None, day: date) -> tuple[object, ...]:
    standing = rank.Standing(
        interest=card.contact.interest,
        promises=tuple(promise.due_on for promise in card.open_promises),
        mine=member is not None and any(encounter.member_id == member.pk for encounter in card.encounters),
        met_at=card.encounters[0].at if card.encounters else card.followup.created_at,
    )
    return (*rank.place(standing, tonight=day), card.followup.pk)


def _with_people(rows: QuerySet[Draft]) -> QuerySet[Draft]:
    return rows.select_related("followup__contact", "followup__show", "followup__owner__user", "approved_by__user")
