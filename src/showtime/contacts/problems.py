"""Everything that capturing, editing and undoing can name; `where` is the name of a field."""

from showtime.reading.problems import TEMPLATES, Template, problem
from showtime.reading.problems import gettext_noop as _

__all__ = ["CONTACT_TEMPLATES", "problem"]

CONTACT_TEMPLATES: dict[str, Template] = {
    "email_unreadable": Template(
        "error",
        _("This is not an e-mail address: %(value)s. It is kept with the encounter."),
        _("Write it like jane@example.com."),
    ),
    "phone_unreadable": Template(
        "error",
        _("This is not a phone number: %(value)s. It is kept with the encounter."),
        _("Write it with the country's prefix, like +33 6 12 34 56 78."),
    ),
    "web_unreadable": Template(
        "error",
        _("This is not a web address: %(value)s. It is kept with the encounter."),
        _("Write it like https://example.com."),
    ),
    "country_unreadable": Template(
        "warning",
        _("No country is known as %(value)s. It is kept with the encounter."),
        _("Write its name or its two-letter code."),
    ),
    "text_shortened": Template(
        "warning",
        _("The text is longer than %(limit)s characters; the contact shows its beginning, the capture keeps it whole."),
        _("Put the rest into the note."),
    ),
    "nobody_named": Template(
        "warning",
        _("Nothing in it says who this is."),
        _("Open the contact and add a name, a company or an e-mail address."),
    ),
    "interest_unknown": Template(
        "warning", _("No interest is called %(value)s; it was left out."), _("Choose hot, warm or cold.")
    ),
    "segment_unknown": Template(
        "warning", _("This segment is not one of the team's; it was left out."), _("Choose another segment.")
    ),
    "place_unknown": Template(
        "warning", _("This place is not one of the show's; it was left out."), _("Choose another place.")
    ),
    "state_unknown": Template(
        "error", _("A contact cannot be %(value)s."), _("Choose to sort, kept, dropped or personal.")
    ),
    "owner_unknown": Template(
        "error", _("The owner is no member of the team."), _("Choose one of the team's members.")
    ),
    "time_corrected": Template(
        "warning",
        _("The phone's clock said %(value)s, which cannot be; the time of arrival was taken."),
        _("Check the date and time of the phone."),
    ),
    "more_people": Template(
        "warning",
        _("It holds %(count)s people; the first was read."),
        _("Send each person as a capture of its own."),
    ),
    "too_many_cards": Template(
        "error",
        _("%(count)s cards were left out: at most %(limit)s are read from one file."),
        _("Split the file and send the rest."),
    ),
    "email_elsewhere": Template(
        "error",
        _("Another contact of the team has this e-mail address: %(value)s."),
        _("Open that contact, or write another address."),
    ),
    "id_taken": Template(
        "error",
        _("This id already stands for something else, so the capture was not stored."),
        _("Send it again under a new id."),
    ),
}

TEMPLATES.update(CONTACT_TEMPLATES)
