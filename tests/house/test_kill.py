"""SIGKILL to the whole of `showtime serve` at a dozen points: nothing acknowledged is lost, nothing is sent twice.

Laws 1 and 2, on the embedded database. Every kill is followed by a new life on the same data folder.
"""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.files.uploadedfile import SimpleUploadedFile

from showtime.lib.ids import new_id
from tests.house.forms import Form
from tests.house.lives import Lives, until
from tests.house.person import InFlight
from tests.smtp import Manner, SmtpServer

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="kills a server that has its own SQLite; runs once"),
]
T = "/t/lumen"
CARDS = 'SELECT "to", followup_id FROM followups_draft ORDER BY "to"'
PEOPLE = 8
EXHIBITORS = 3_000
EVENTS = 300


class HoldingServer(SmtpServer):
    """A mail server that can also fall silent before it has heard the text, and after it has answered to it."""

    hold_recipients = hold_goodbyes = False

    def __init__(self) -> None:
        super().__init__()
        self._go_on = asyncio.Event()

    def go_on(self) -> None:
        """Let the talks go on that are held before the text."""
        self.stalled.clear()
        self._loop.call_soon_threadsafe(self._go_on.set)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """aiosmtpd's hook."""
        if self.hold_recipients:
            self.stalled.set()
            await self._go_on.wait()
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd's hook."""
        if self.hold_goodbyes:
            self.stalled.set()
            await asyncio.Event().wait()
        return "221 Bye"

    def sent_to(self, address: str) -> int:
        """How often a mail to the address was taken."""
        return sum(mail.to == address for mail in self.taken)


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lives]:
    """One data folder for all."""
    lives = Lives(tmp_path_factory.mktemp("lives") / "data", people=PEOPLE)
    yield lives
    lives.end()


@pytest.fixture(scope="module")
def mail() -> Iterator[HoldingServer]:
    """The team's mail server."""
    with HoldingServer() as server:
        yield server


def test_directory_comes_in_whole_or_not_at_all(lives: Lives) -> None:
    lives.alive()
    lines = [f"Exhibitor {number},Hall {number % 9},{number}" for number in range(EXHIBITORS)]
    file = SimpleUploadedFile("list.csv", "\n".join(["Company,Hall,Booth", *lines]).encode())
    seen = lives.person.send(lives.person.form(f"{T}/directory/import/", "import"), file=file)
    confirm = lives.person.form(seen.location, "/confirm/")
    assert seen.status == 302

    # 1: in the middle of writing.
    flight = lives.person.send_in_flight(confirm)
    lives.kill_when(lives.written())
    acknowledged = flight.end()
    (state,) = lives.rows("SELECT state FROM rounds_directoryimport")[0]
    there = lives.count("rounds_exhibitor")
    assert (state, there) in [("done", EXHIBITORS), *([] if acknowledged else [("previewed", 0)])]

    # 2: when the answer has just been read.
    lives.alive()
    assert lives.person.send(confirm).status == 302
    lives.kill()
    assert lives.rows("SELECT state FROM rounds_directoryimport") == [("done",)]
    assert lives.count("rounds_exhibitor") == EXHIBITORS


def test_calendar_comes_in_whole_or_not_at_all_and_once(lives: Lives) -> None:
    lives.alive()
    file = SimpleUploadedFile("programme.ics", _calendar())
    seen = lives.person.send(lives.person.form(f"{T}/programme/import/", "import"), file=file)
    confirm = lives.person.form(seen.location, "/confirm/")

    # 3: in the middle of writing.
    flight = lives.person.send_in_flight(confirm)
    lives.kill_when(lives.written())
    acknowledged = flight.end()
    assert lives.count("programme_event") in [EVENTS, *([] if acknowledged else [0])]

    lives.alive()
    assert lives.person.send(confirm).status == 302
    assert lives.count("programme_event") == EVENTS


def test_batch_of_captures_is_stored_once_each_when_it_is_sent_again(lives: Lives) -> None:
    lives.alive()
    body = json.dumps({"items": [_capture(number) for number in range(150)]}).encode()
    before = lives.count("contacts_capture")

    # 4: between two captures of a batch.
    flight = InFlight(lambda: lives.person.call("/api/lumen/captures", body))
    lives.kill_when(lambda: lives.count("contacts_capture") > before + 5)
    flight.end()
    stored = lives.count("contacts_capture") - before
    assert lives.count("contacts_encounter") == lives.count("contacts_capture")
    assert 5 < stored <= 150

    lives.alive()
    answer = lives.person.call("/api/lumen/captures", body)
    statuses = Counter(item["status"] for item in json.loads(answer.text)["items"])
    assert statuses == Counter({"known": stored, "stored": 150 - stored} if stored < 150 else {"known": 150})
    assert lives.count("contacts_capture") == lives.count("contacts_encounter") == before + 150


def test_nobody_met_is_lost_once_the_page_says_saved(lives: Lives) -> None:
    lives.alive()
    saved: list[str] = []

    def meet(colleague: int) -> None:
        for number in range(1_000):
            name = f"Visitor {colleague} {number}"
            form = lives.person.form(f"{T}/meet/", "/meet/")
            if lives.person.send(form, full_name=name, promise="Call back").status == 302:
                saved.append(name)

    # 5: three colleagues saving at once, right after one of the answers.
    flights = [InFlight(lambda colleague=colleague: meet(colleague)) for colleague in range(3)]
    lives.kill_when(lambda: len(saved) >= 6)
    for flight in flights:
        flight.end()
    named = Counter(name for (name,) in lives.rows("SELECT full_name FROM contacts_contact"))
    assert {name: named[name] for name in saved} == dict.fromkeys(saved, 1)
    assert lives.count("contacts_capture") == lives.count("contacts_encounter")
    made = {name for (name,) in lives.rows("SELECT full_name FROM contacts_contact") if name.startswith("Visitor")}
    assert lives.count("contacts_promise", "text = 'Call back'") == len(made)


def test_no_mail_is_sent_twice_and_no_approval_forgotten(lives: Lives, mail: HoldingServer) -> None:
    lives.alive()
    settings = lives.person.form(f"{T}/team/mail/", "/team/mail/")
    given = {"host": mail.host, "port": str(mail.port), "security": "none", "sender": "hello@lumen.example"}
    assert lives.person.send(settings, **given).status == 302
    cards = {address: UUID(card) for address, card in lives.rows(CARDS)}
    to = list(cards)
    assert len(to) == PEOPLE

    # 6: while an approval is being written down.
    flight = lives.person.send_in_flight(_mail_form(lives, cards[to[0]]))
    lives.kill_when(lives.written())
    acknowledged = flight.end()
    state = _state(lives, to[0])
    approvals = lives.count("accounts_auditentry", "deed = 'mail approved'")
    assert (state, approvals) in [("approved", 1), *([] if acknowledged else [("proposed", 0)])]

    # 7: right after an approval has been acknowledged.
    lives.alive()
    if state == "approved":
        until(lambda: _state(lives, to[0]) == "sent")
    assert lives.person.send(_mail_form(lives, cards[to[1]])).status == 302
    lives.kill()
    assert _state(lives, to[1]) == "approved"

    # 8: when the mail server is silent before it has heard the text.
    mail.hold_recipients = True
    _live_until_silent(lives, mail)
    mail.hold_recipients = False
    assert (_state(lives, to[1]), mail.sent_to(to[1])) == ("sending", 0)

    # 9: when it has taken the mail, sent once more by a person's word, and not yet said so.
    mail.manner = Manner.STALL
    lives.alive()
    until(lambda: _state(lives, to[1]) == "uncertain")
    assert lives.person.send(lives.person.form(f"{T}/tonight/{cards[to[1]]}/", "/again/")).status == 302
    _live_until_silent(lives, mail)
    mail.manner = Manner.ACCEPT
    assert (_state(lives, to[1]), mail.sent_to(to[1])) == ("sending", 1)

    # 10: with four more acknowledged.
    lives.alive()
    until(lambda: _state(lives, to[1]) == "uncertain")
    for address in to[2:6]:
        assert lives.person.send(_mail_form(lives, cards[address])).status == 302
    lives.kill()
    assert [_state(lives, address) for address in to[2:6]] == ["approved"] * 4

    # 11: when its answer has been heard and not yet been written down.
    mail.hold_recipients = True
    lives.alive()
    until(mail.stalled.is_set)
    mail.hold_recipients, mail.hold_goodbyes = False, True
    mail.go_on()
    lives.kill_when(mail.stalled.is_set)
    mail.hold_goodbyes = False
    assert (_state(lives, to[2]), mail.sent_to(to[2])) == ("sending", 1)

    # 12: when it has just been written down.
    lives.alive()
    lives.kill_when(lambda: _state(lives, to[3]) == "sent")

    lives.alive()
    until(lambda: lives.count("followups_draft", "state IN ('approved', 'sending')") == 0)
    assert lives.person.send(lives.person.form(f"{T}/tonight/{cards[to[1]]}/", "/arrived/")).status == 302
    states = [_state(lives, address) for address in to[1:]]
    assert states[:3] == ["sent", "uncertain", "sent"]
    assert set(states[3:5]) <= {"sent", "uncertain"}
    assert states[5:] == ["proposed"] * 2
    assert [mail.sent_to(address) for address in to[1:]] == [1, 1, 1, 1, 1, 0, 0]
    ids = [str(letter.message["Message-ID"]) for letter in mail.taken]
    assert len(set(ids)) == len(ids)


def _live_until_silent(lives: Lives, mail: HoldingServer) -> None:
    """Kill when the mail server has fallen silent in the midst of a mail."""
    lives.alive()
    lives.kill_when(mail.stalled.is_set)
    mail.stalled.clear()


def _mail_form(lives: Lives, card: UUID) -> Form:
    """The mail of a card, to be approved."""
    return lives.person.form(f"{T}/tonight/{card}/", "/approve/")


def _state(lives: Lives, address: str) -> str:
    """Where the mail to the address stands."""
    return str(lives.rows('SELECT state FROM followups_draft WHERE "to" = ?', address)[0][0])


def _capture(number: int) -> dict[str, object]:
    person = {"full_name": f"Scanned {number}", "email": f"scanned{number}@visitors.example"}
    return {"id": str(new_id()), "captured_at": "2026-01-06T18:00:00Z", "person": person}


def _calendar() -> bytes:
    """A calendar of many events on the show's days."""
    today = datetime.now(UTC).strftime("%Y%m%d")
    events = [
        f"BEGIN:VEVENT\r\nUID:event-{number}\r\nDTSTAMP:{today}T000000Z\r\nDTSTART:{today}T{number % 24:02}0000Z\r\n"
        f"DURATION:PT30M\r\nSUMMARY:Talk {number}\r\nEND:VEVENT\r\n"
        for number in range(EVENTS)
    ]
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()
