"""The whole day, lived on the demo with a phone, from the brief at five to the next day's brief; the mails are real."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import serving, showtime
from tests.smtp import SmtpServer

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Organiser//EN
BEGIN:VEVENT
UID:opening-2026@organiser.example
DTSTAMP:20260101T000000Z
DTSTART;TZID=America/Los_Angeles:20260106T171500
DTEND;TZID=America/Los_Angeles:20260106T174500
SUMMARY:Reception of the Governor
LOCATION:Venetian Expo, Hall G
END:VEVENT
END:VCALENDAR
"""
ADRIENNE_PROMISE = "lui envoyer le carnet d'échantillons bleus"
JAMES_PROMISE = "send him the rain test of the blue thread"


@dataclass
class Phone:
    """Camille's phone: one page, and where the server is."""

    page: Page

    def open(self, path: str) -> None:
        self.page.goto(f"/t/orlaine/{path}")

    def press(self, name: str) -> None:
        """The button of this name, whatever key is hinted at behind it."""
        self.page.get_by_role("button", name=name).first.click()


@pytest.fixture
def mail_server() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


def test_day_from_brief_to_brief(chromium: Browser, mail_server: SmtpServer, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, "--demo", "--at", "2026-01-06T05:00") as served:
        phone = _sign_in(chromium, served.url, data)
        _read_the_brief(phone)
        _import_the_calendar(phone)
        _set_up_mail(phone, mail_server)
    with serving(data, "--demo", "--at", "2026-01-06T11:00") as served:
        phone = _sign_in(chromium, served.url, data)
        _meet(phone, "Adrienne Vasseur", "Maison Bleue", "adrienne@maisonbleue.example", "fr", ADRIENNE_PROMISE)
        _meet(phone, "James Thornton", "Rainway Outdoor", "james@rainway.example", "en", JAMES_PROMISE)
    with serving(data, "--demo", "--at", "2026-01-06T21:30") as served:
        phone = _sign_in(chromium, served.url, data)
        _sort_and_approve(phone, "Adrienne Vasseur", "Bonne nuit de Las Vegas.")
        _sort_and_approve(phone, "James Thornton", "Good night from Las Vegas.")
        expect(phone.page.get_by_role("heading", name="All sorted")).to_be_visible()
        mail_server.wait_for(3, seconds=60)  # the test of the settings, and two
        _write_to_self(phone, "Take the blue thread out of the crate.")
    _check_mails([taken.message for taken in mail_server.taken[1:]])
    with serving(data, "--demo", "--at", "2026-01-07T05:00") as served:
        phone = _sign_in(chromium, served.url, data)
        phone.open("today/")
        expect(phone.page.get_by_role("heading", level=1)).to_have_text("Wednesday, January 7")
        expect(phone.page.get_by_text("Take the blue thread out of the crate.")).to_be_visible()
    assert [taken.to for taken in mail_server.taken[1:]] == ["adrienne@maisonbleue.example", "james@rainway.example"]


def _sign_in(chromium: Browser, url: str, data: Path) -> Phone:
    printed = showtime("link", "camille@orlaine.example", data=data).stdout
    context = chromium.new_context(base_url=url, viewport={"width": 390, "height": 844}, locale="en-US", has_touch=True)
    page = context.new_page()
    page.goto(f"/enter/{printed.rpartition('/enter/')[2].strip()}")
    return Phone(page)


def _read_the_brief(phone: Phone) -> None:
    phone.open("today/")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Tuesday, January 6")
    expect(phone.page.locator(".next")).to_contain_text("Breakfast hosted by the Region")
    # The map says 20 minutes; yesterday's jam has moved it.
    expect(phone.page.locator(".next")).to_contain_text("yesterday 55 min instead of 20")
    expect(phone.page.get_by_text("Hanbit Modules and Castellan Robotics overlap by 15 minutes").first).to_be_visible()
    expect(phone.page.get_by_text("Leave even earlier tomorrow")).to_be_visible()


def _import_the_calendar(phone: Phone) -> None:
    phone.open("programme/import/")
    phone.page.locator("input[type=file]").set_input_files(
        {"name": "organiser.ics", "mimeType": "text/calendar", "buffer": CALENDAR.encode()}
    )
    phone.page.locator("main form button[type=submit]").last.click()
    expect(phone.page.get_by_text("Reception of the Governor").first).to_be_visible()
    phone.press("Take it in")
    phone.open("programme/")
    expect(phone.page.get_by_text("Reception of the Governor").first).to_be_visible()


def _set_up_mail(phone: Phone, server: SmtpServer) -> None:
    phone.open("team/mail/")
    phone.page.fill("[name=host]", server.host)
    phone.page.fill("[name=port]", str(server.port))
    phone.page.check("[name=security][value=none]")
    phone.page.fill("[name=sender]", "hello@orlaine.example")
    phone.press("Save")
    phone.press("Send me a test")
    server.wait_for(1)
    assert [taken.to for taken in server.taken] == ["camille@orlaine.example"]


def _meet(phone: Phone, name: str, company: str, email: str, language: str, promise: str) -> None:
    phone.open("meet/")
    phone.page.fill("[name=full_name]", name)
    phone.page.fill("[name=company]", company)
    phone.page.check("[name=interest][value=hot]")
    phone.page.fill("[name=email]", email)
    phone.page.fill("[name=promise]", promise)
    phone.page.get_by_text("More about them").click()
    phone.page.locator(f"[name=language][value={language}], select[name=language]").first.evaluate(
        "(field, value) => { if (field.type === 'radio') field.checked = true; else field.value = value }", language
    )
    phone.press("Save")
    expect(phone.page.locator("#saved")).to_contain_text(name)


def _sort_and_approve(phone: Phone, name: str, postscript: str) -> None:
    phone.open("tonight/")
    if phone.page.locator("#person").inner_text() != name:
        phone.page.goto("/t/orlaine/tonight/list/")
        phone.page.get_by_role("link", name=name).first.click()
    expect(phone.page.locator("#person")).to_have_text(name)
    phone.press("Keep")
    body = phone.page.locator("#mail textarea[name=body]")
    body.fill(f"{body.input_value().rstrip()}\n\n{postscript}")
    phone.press("Approve")
    expect(phone.page.locator("#mail")).to_have_count(0)


def _write_to_self(phone: Phone, text: str) -> None:
    phone.open("journal/")
    phone.page.locator("main").get_by_role("button", name="Write a note").click()
    phone.page.locator("#quick-note [name=text]").fill(text)
    phone.press("Keep the note")
    expect(phone.page.locator("#notes").get_by_text(text)).to_be_visible()


def _check_mails(mails: list[EmailMessage]) -> None:
    """One in French and one in English, each with its promise, as edited; from the team, to be answered to Camille."""
    french, english = mails
    for mail, promise, opening, postscript in (
        # What was noted of a third person is said to that person.
        (french, ADRIENNE_PROMISE.replace("lui", "vous"), "Bonjour", "Bonne nuit de Las Vegas."),
        (english, JAMES_PROMISE.replace("him", "you"), "James", "Good night from Las Vegas."),
    ):
        text = mail.get_content()
        # The draft speaks French typography: the apostrophe of what was typed may be another one.
        assert promise in text.replace("’", "'")
        assert opening in text
        assert text.rstrip().endswith(postscript)
        assert str(mail["From"].addresses[0].addr_spec) == "hello@orlaine.example"
        assert str(mail["Reply-To"].addresses[0].addr_spec) == "camille@orlaine.example"
    assert str(french["To"]).endswith("<adrienne@maisonbleue.example>")
    assert len({mail["Message-ID"] for mail in mails}) == 2
