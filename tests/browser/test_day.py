"""The whole first day on the demo, lived in a browser on a phone, with a real mail server; and the next morning."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.visitor import SIZES, Opened, watch
from tests.serving import serving
from tests.smtp import SmtpServer, Taken

T = "/t/orlaine"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//agency//EN
BEGIN:VEVENT
UID:dinner@agency.example
DTSTAMP:20260105T120000Z
DTSTART;TZID=America/Los_Angeles:20260106T183000
DTEND;TZID=America/Los_Angeles:20260106T193000
SUMMARY:Toast of the agency
LOCATION:Venetian, level 2
END:VEVENT
END:VCALENDAR
"""


@dataclass(frozen=True)
class Visitor:
    """Somebody whom the team meets during the day, and what is promised to them."""

    name: str
    company: str
    email: str
    phone: str
    said: str
    promise: str
    language: str
    greeting: str
    added: str


MARGAUX = Visitor(
    name="Margaux Delorme",
    company="Cordée Blanche",
    email="margaux@cordee-blanche.example",
    phone="+33 6 39 98 12 34",
    said="Elle équipe des guides de haute montagne et cherche une veste qui se voit de loin.",
    promise="envoyer trois échantillons de fil",
    language="fr",
    greeting="Bonjour Margaux",
    added="À très vite sur notre stand.",
)
HOLLY = Visitor(
    name="Holly Brandt",
    company="Fathom Rescue",
    email="holly@fathom-rescue.example",
    phone="",
    said="She runs the training of rescue divers and wants to see the light under water.",
    promise="send the depth test of the light thread",
    language="en",
    greeting="Dear Holly Brandt,",
    added="Do drop by our stand again tomorrow.",
)


def test_day_is_lived_from_brief_to_brief(chromium: Browser, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with SmtpServer() as mail:
        with serving(data, "--demo", "--at", "2026-01-06T05:00") as served:
            day = Day(chromium, served.link(), tmp_path / "pictures")
            day.reads_the_brief()
            day.takes_in_a_calendar()
            day.sets_up_mail(mail)
            day.meets(MARGAUX)
            day.meets(HOLLY)
            day.sorts_the_evening()
            day.notes("Bring the long cable from the hotel")
            mail.wait_for(3, seconds=60)
            day.sees_that_both_have_left()
            day.ends()
        trial, *letters = mail.taken
        assert (trial.to, len(letters)) == ("camille@orlaine.example", 2)
        for each in (MARGAUX, HOLLY):
            check_letter(letters, each)
        assert len({letter.message["Message-ID"] for letter in letters}) == 2
        with serving(data, "--demo", "--at", "2026-01-07T05:00") as served:
            morning = Day(chromium, served.link(), tmp_path / "pictures")
            morning.finds_the_note("Bring the long cable from the hotel")
            morning.finds_what_was_promised()
            morning.is_reminded_on_friday()
            morning.ends()
        assert len(mail.taken) == 3


def check_letter(letters: list[Taken], person: Visitor) -> None:
    """The one letter to the person says what was promised, in their language, from whom it should."""
    (letter,) = (each for each in letters if each.to == person.email)
    message = letter.message
    assert letter.sender == "hello@orlaine.example"
    assert str(message["From"]) == "Camille Roy <hello@orlaine.example>"
    assert str(message["To"]) == f"{person.name} <{person.email}>"
    assert str(message["Reply-To"]) == "Camille Roy <camille@orlaine.example>"
    assert re.fullmatch(r"<[0-9a-f]{32}@orlaine\.example>", str(message["Message-ID"]))
    assert str(message["Content-Language"]) == person.language
    assert letter.text.startswith(person.greeting)
    assert person.promise in letter.text
    assert person.added in letter.text


class Day:
    """Camille's phone. Each deed checks what the page answers and takes a picture; complaints fail the day."""

    def __init__(self, chromium: Browser, link: str, pictures: Path) -> None:
        width, height = SIZES["phone"]
        self.base = link.partition("/enter/")[0]
        self.pictures = pictures
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="en-US", timezone_id="Europe/Paris", base_url=self.base
        )
        self.page: Page = context.new_page()
        self.opened = Opened(self.page)
        watch(self.opened)
        self.page.goto(link)
        expect(self.page).to_have_url(f"{self.base}{T}/today/")

    def reads_the_brief(self) -> None:
        """The next thing with its leave-by, moved by yesterday's jam; the clash by name; the night's note."""
        brief = self.page.locator("#brief")
        expect(self.page.locator("h1")).to_have_text("Tuesday, January 6")
        expect(brief).to_contain_text("Breakfast hosted by the Region")
        expect(brief).to_contain_text(re.compile(r"Leave by\s*6:10\sa\.m\."))
        expect(brief).to_contain_text("yesterday 55 min instead of 20")
        expect(brief).to_contain_text("Hanbit Modules and Castellan Robotics overlap by 15 minutes")
        expect(brief).to_contain_text("Leave even earlier tomorrow")
        self._picture("brief")

    def takes_in_a_calendar(self) -> None:
        """Looked at first, then in, and in again without a second one."""
        for found in ("1 new", "nothing"):
            self.page.goto(f"{T}/programme/import/")
            self.page.get_by_label("Calendar file").set_input_files(
                {"name": "agency.ics", "mimeType": "text/calendar", "buffer": CALENDAR.encode()}
            )
            self.page.get_by_role("button", name="Look at it").click()
            self._picture(f"calendar {found}")
            if found == "1 new":
                self.page.get_by_role("button", name=re.compile("Take|Import")).click()
        self.page.goto(f"{T}/programme/")
        event = self.page.get_by_role("listitem").filter(has_text="Toast of the agency")
        expect(event).to_have_count(1)
        expect(event).to_contain_text("6:30")
        self._picture("programme")

    def sets_up_mail(self, mail: SmtpServer) -> None:
        """The team's own server, tried by its button."""
        page = self.page
        page.goto(f"{T}/team/mail/")
        page.get_by_label("Server", exact=True).fill(mail.host)
        page.get_by_label("none", exact=True).check(force=True)
        page.get_by_label("Port").fill(str(mail.port))
        page.get_by_label("Sender’s address").fill("hello@orlaine.example")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Send me a test mail").click()
        mail.wait_for(1)
        expect(page.locator("main")).to_contain_text("It works: the mail server has taken a test mail")
        self._picture("mail")

    def meets(self, person: Visitor) -> None:
        """Typed on the stand."""
        page = self.page
        page.goto(f"{T}/meet/")
        page.get_by_label("Name", exact=True).fill(person.name)
        page.get_by_label("Company", exact=True).fill(person.company)
        page.get_by_label("E-mail", exact=True).fill(person.email)
        page.get_by_label("Phone", exact=True).fill(person.phone)
        page.get_by_text("Hot", exact=True).click()
        page.get_by_label("We promise to").fill(person.promise)
        page.get_by_label("Tomorrow").check(force=True)
        page.get_by_label("What was said").fill(person.said)
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#saved")).to_contain_text(person.name)
        self._picture(f"met {person.name}")

    def sorts_the_evening(self) -> None:
        """One card after the other: kept, its mail read, a sentence added, approved."""
        page = self.page
        page.goto(f"{T}/tonight/")
        for number in (1, 2):
            card = page.locator("#stage")
            person = next(each for each in (MARGAUX, HOLLY) if each.name in card.inner_text())
            self._picture(f"card {number}")
            page.get_by_role("button", name="Keep").click()
            body = page.get_by_label("Text", exact=True)
            expect(body).to_have_value(re.compile(f"^{person.greeting}"))
            expect(body).to_have_value(re.compile(re.escape(person.promise)))
            expect(body).to_have_attribute("lang", person.language)
            body.fill(body.input_value().rstrip() + f"\n\n{person.added}\n")
            self._picture(f"draft {number}")
            page.get_by_role("button", name="Approve").click()
            expect(card).not_to_contain_text(person.name)
        self._picture("evening done")

    def notes(self, text: str) -> None:
        """A note to self in one tap."""
        self.page.goto(f"{T}/today/")
        self.page.get_by_role("button", name="Write a note").click()
        self.page.get_by_label("Note", exact=True).fill(text)
        self._picture("note")
        self.page.get_by_role("button", name="Keep the note").click()
        expect(self.page.locator("#toasts")).to_contain_text("Noted. It will be on tomorrow's brief.")
        expect(self.page.locator("#brief")).not_to_contain_text(text)

    def sees_that_both_have_left(self) -> None:
        """The evening's list says so, the promises are kept, and the reminders are set."""
        self.page.goto(f"{T}/tonight/list/")
        for each in (MARGAUX, HOLLY):
            row = self.page.get_by_role("listitem").filter(has_text=each.name)
            expect(row).to_contain_text("sent")
        self._picture("list")

    def finds_the_note(self, text: str) -> None:
        """On the next day's brief, and no reminder yet."""
        brief = self.page.locator("#brief")
        expect(self.page.locator("h1")).to_have_text("Wednesday, January 7")
        expect(brief).to_contain_text(text)
        for each in (MARGAUX, HOLLY):
            expect(brief.locator("[aria-labelledby=reminders]")).not_to_contain_text(each.name)
        self._picture("next brief")

    def finds_what_was_promised(self) -> None:
        """By today, to both: a mail that repeats a promise does not yet keep it."""
        promises = self.page.locator("#brief li")
        for each in (MARGAUX, HOLLY):
            expect(promises.filter(has_text=each.promise).filter(has_text=each.name)).to_have_count(1)

    def is_reminded_on_friday(self) -> None:
        """Three working days after the mails: not on Thursday, on Friday."""
        for day, expected in (("2026-01-08", 0), ("2026-01-09", 1)):
            self.page.goto(f"{T}/today/?day={day}")
            for each in (MARGAUX, HOLLY):
                row = (
                    self.page.locator("[aria-labelledby=reminders]").get_by_role("listitem").filter(has_text=each.name)
                )
                expect(row).to_have_count(expected)
            self._picture(f"reminders {day}")

    def ends(self) -> None:
        """Close the browser; it has complained of nothing."""
        self.page.context.close()
        assert list(dict.fromkeys(self.opened.complaints)) == []

    def _picture(self, name: str) -> None:
        number = len(list(self.pictures.glob("*.png"))) if self.pictures.exists() else 0
        # To hide the caret Playwright would write a style into the page, which the content security policy refuses.
        self.page.screenshot(path=self.pictures / f"{number:02} {name}.png", full_page=True, caret="initial")
