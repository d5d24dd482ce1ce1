"""The English texts of the readers' problems, marked for translation."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


def gettext_noop(text: str) -> str:
    """Mark a template for the translators' extraction; the text itself is unchanged."""
    return text


class Template(NamedTuple):
    """English text of one kind of problem: message and mend take `%(name)s` parameters.

    `error`: something in the input is lost. `warning`: it was read, with a guess a person should look at.
    `info`: it was left aside on purpose.
    """

    severity: Severity
    message: str
    mend: str


_ = gettext_noop

#: Every problem the readers of calendars and cards can name. Another reader adds its own codes from its own module.
TEMPLATES: dict[str, Template] = {
    # Any file
    "file_unreadable": Template(
        "error",
        _("The file could not be opened: %(reason)s."),
        _("Check the name and that you may read it, then try again."),
    ),
    "empty": Template("error", _("The file is empty."), _("Export it again and check that it has a size.")),
    "not_a_calendar": Template(
        "error",
        _("This is not an iCalendar file: no calendar, event or task begins in it."),
        _("Choose a file that contains the line BEGIN:VCALENDAR, usually named .ics."),
    ),
    "not_a_vcard": Template(
        "error",
        _("This is not a vCard file: no card begins in it."),
        _("Choose a file that contains the line BEGIN:VCARD, usually named .vcf."),
    ),
    "more": Template(
        "error",
        _("%(count)s more problems of the kind %(code)s."),
        _("Mend the first ones; the others usually have the same cause."),
    ),
    "charset_guessed": Template(
        "warning",
        _("From here on, text is neither UTF-8 nor in the character set it names; it was read as %(charset)s."),
        _("Check the accents; export the file again as UTF-8 if they are wrong."),
    ),
    "bytes_dropped": Template(
        "warning",
        _("Some characters are not valid %(charset)s and were left out."),
        _("Check the text; the file was probably cut or changed by another program."),
    ),
    "line_unreadable": Template(
        "warning",
        _("The line is not of the form NAME:value and was left out: %(line)s"),
        _("Remove the line, or begin it with a space if it continues the line before."),
    ),
    "end_missing": Template(
        "warning",
        _("%(name)s is not closed by END:%(name)s; it was read up to here."),
        _("Check that the file was not cut off."),
    ),
    "end_unexpected": Template(
        "warning",
        _("END:%(name)s closes nothing that is open and was left out."),
        _("Remove the line, or add the missing BEGIN:%(name)s."),
    ),
    "begin_missing": Template(
        "warning",
        _("%(name)s has no line BEGIN:%(name)s; it was read from the first line on."),
        _("Add BEGIN:%(name)s as the first line."),
    ),
    "outside": Template(
        "warning",
        _("The line stands outside of any component and was left out: %(line)s"),
        _("Move it between BEGIN and END, or remove it."),
    ),
    # Calendars
    "component_ignored": Template(
        "info",
        _("%(name)s is not an event and was left aside."),
        _("Nothing to do; only events come into the programme."),
    ),
    "start_missing": Template(
        "error",
        _("The event “%(summary)s” has no DTSTART, so it has no time, and was left out."),
        _("Add the line DTSTART with a date or a date and time."),
    ),
    "start_unreadable": Template(
        "error",
        _("The event “%(summary)s” was left out: its DTSTART is not a date: %(value)s"),
        _("Write it like 20260106T090000, or 20260106 for a whole day."),
    ),
    "start_out_of_range": Template(
        "error",
        _("The event “%(summary)s” was left out: %(value)s is outside the years 1 to 9999."),
        _("Correct the year."),
    ),
    "start_repeated": Template(
        "warning",
        _("DTSTART is given %(count)s times; the first was used."),
        _("Keep one DTSTART."),
    ),
    "start_from_recurrence_id": Template(
        "info",
        _("No DTSTART is given; the time is that of the occurrence it refers to."),
        _("Nothing to do."),
    ),
    "start_from_stamp": Template(
        "info",
        _("This cancellation or answer gives no time; the time shown is when it was written."),
        _("Nothing to do; it is matched by its UID."),
    ),
    "end_unreadable": Template(
        "warning",
        _("%(name)s is not readable: %(value)s"),
        _("Write DTEND like 20260106T100000, or DURATION like PT1H."),
    ),
    "end_before_start": Template(
        "warning",
        _("The event ends (%(end)s) before it starts (%(start)s); it was given the shortest length."),
        _("Correct DTEND or DTSTART."),
    ),
    "length_negative": Template(
        "warning",
        _("DURATION is negative: %(value)s; the event was given no length."),
        _("Write a length like PT1H."),
    ),
    "end_kind_differs": Template(
        "warning",
        _("One of DTSTART and DTEND is a whole day and the other a time; both were read like DTSTART."),
        _("Give both as dates or both as times."),
    ),
    "uid_missing": Template(
        "warning",
        _("The event “%(summary)s” has no UID; one was made from its content."),
        _("Add a UID, or a later change of this event will look like a new one."),
    ),
    "uid_shared": Template(
        "warning",
        _("%(count)s different events have the same UID; all were kept, told apart by start, title and place."),
        _("Give each event its own UID."),
    ),
    "superseded": Template(
        "info",
        _("An older version of this event (SEQUENCE %(sequence)s) stands in the same file and was left aside."),
        _("Nothing to do; the highest SEQUENCE counts."),
    ),
    "sequence_unreadable": Template(
        "warning", _("SEQUENCE is not a number: %(value)s; 0 was taken."), _("Write a whole number.")
    ),
    "zone_unknown": Template(
        "warning",
        _("The time zone %(zone)s is not known and not described in the file; times were read in %(used)s."),
        _("Check the times; use a name like Europe/Paris."),
    ),
    "zone_of_end": Template(
        "warning",
        _("DTSTART names no time zone; that of DTEND (%(zone)s) was taken."),
        _("Check the time; give both the same time zone."),
    ),
    "zone_unreadable": Template(
        "warning",
        _("The description of the time zone %(zone)s is not readable, or has too many dates."),
        _("Check the times of the events that use it."),
    ),
    "rule_unreadable": Template(
        "error",
        _("The repetition %(rule)s is not understood at %(part)s; only the first date was read."),
        _("Correct RRULE, or enter the other dates by hand."),
    ),
    "rule_adjusted": Template(
        "warning",
        _("The repetition %(rule)s was read with a correction at %(part)s."),
        _("Check the dates."),
    ),
    "dates_unreadable": Template(
        "warning",
        _("%(name)s has a value that is not a date and was left out: %(value)s"),
        _("Write dates like 20260106T090000, separated by commas."),
    ),
    "exclusion_unreadable": Template(
        "warning",
        _("%(name)s is not readable: %(value)s; the dates it removes may still be shown."),
        _("Write it like the rule or the dates of the event."),
    ),
    "recurrence_id_unreadable": Template(
        "error",
        _("The changed occurrence of “%(summary)s” was left out: its RECURRENCE-ID is not a date: %(value)s"),
        _("Write the original start of the occurrence, like 20260106T090000."),
    ),
    "series_cut": Template(
        "warning",
        _("The repetition was read up to %(until)s, because it has too many dates."),
        _("Ask for a shorter period to see the later dates."),
    ),
    "series_unending": Template(
        "warning",
        _("The repetition was read up to %(until)s; no further date was found within the time we give it."),
        _("Check RRULE: it may ask for dates that do not exist."),
    ),
    "series_continues": Template(
        "info",
        _("The repetition goes on after the period asked for."),
        _("Nothing to do; ask for a later period to see more."),
    ),
    # Cards
    "card_empty": Template(
        "error",
        _("The card has neither a name nor a way to reach somebody, and was left out."),
        _("Add a name (FN), an e-mail or a phone number."),
    ),
    "name_missing": Template(
        "warning",
        _("The card has no name; %(used)s stands for it."),
        _("Ask for the name and add it."),
    ),
    "agent_left_out": Template(
        "info",
        _("The card holds another one, of somebody who answers for this person; no contact was made of it."),
        _("Add that person by hand if you want."),
    ),
    "binary_skipped": Template(
        "info",
        _("%(name)s (%(size)s bytes) was not read."),
        _("Nothing to do; it stays in the original."),
    ),
    "encoding_unreadable": Template(
        "warning",
        _("%(name)s is not correctly encoded as %(encoding)s; it was kept as far as it is readable."),
        _("Check this field."),
    ),
    "calendar_in_card_file": Template(
        "error",
        _("This file holds a calendar, not cards."),
        _("Import it as a calendar."),
    ),
    # One scanned or pasted payload
    "not_a_mecard": Template(
        "error",
        _("This is not a MECARD or BIZCARD code."),
        _("Scan again, or type the name."),
    ),
    "payload_incomplete": Template(
        "warning",
        _("The %(kind)s code is not closed; it was read as far as it goes."),
        _("Check the fields, or scan again."),
    ),
}
