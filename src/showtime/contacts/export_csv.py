"""Contacts as CSV with the column names of a CRM.

UTF-8 without a byte order mark: both CRMs ask for UTF-8, and Salesforce's tools take the mark for a part of the first
column's name. HubSpot matches the labels of its contact properties; Salesforce's import wizard the labels of lead
fields (https://help.salesforce.com, "Field Mapping for Importing Leads"), of which Last Name and Company are required.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

#: What makes a spreadsheet compute a cell instead of showing it (OWASP, "CSV Injection"), full-width forms included.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
#: An international number is the one thing that may begin with a plus: digits alone, it computes to itself.
_PHONE = re.compile(r"\+\d{5,15}(?: ext\. \d{1,7})?")
_NOT_PROVIDED = "[not provided]"


@dataclass(frozen=True, slots=True)
class Row:
    """A contact as a CRM sees it: plain texts; `interest` and `state` as in `contacts.models`."""

    first_name: str
    last_name: str
    email: str
    phone: str
    company: str
    title: str
    website: str
    linkedin: str
    country: str
    language: str
    interest: str
    segment: str
    state: str
    owner_email: str
    met_on: str
    story: str
    promises: str


Columns = tuple[tuple[str, Callable[[Row], str]], ...]

HUBSPOT: Columns = (
    ("First name", lambda row: row.first_name),
    ("Last name", lambda row: row.last_name),
    ("Email", lambda row: row.email),
    ("Phone number", lambda row: row.phone),
    ("Company name", lambda row: row.company),
    ("Job title", lambda row: row.title),
    ("Website URL", lambda row: row.website),
    ("LinkedIn URL", lambda row: row.linkedin),
    ("Country/Region", lambda row: row.country),
    ("Preferred language", lambda row: {"en": "English", "fr": "French"}.get(row.language, "")),
    ("Lead status", lambda row: {"kept": "Open", "dropped": "Unqualified"}.get(row.state, "New")),
    ("Contact owner", lambda row: row.owner_email),
    ("Message", lambda row: row.story),
    ("Interest", lambda row: row.interest),
    ("Segment", lambda row: row.segment),
    ("Promises", lambda row: row.promises),
    ("Last met", lambda row: row.met_on),
)

SALESFORCE: Columns = (
    ("First Name", lambda row: row.first_name),
    ("Last Name", lambda row: row.last_name or _NOT_PROVIDED),
    ("Company", lambda row: row.company or _NOT_PROVIDED),
    ("Title", lambda row: row.title),
    ("Email", lambda row: row.email),
    ("Phone", lambda row: row.phone),
    ("Website", lambda row: row.website),
    ("Country", lambda row: row.country),
    ("Lead Source", lambda row: "Trade Show"),
    ("Lead Status", lambda row: "Closed - Not Converted" if row.state == "dropped" else "Open - Not Contacted"),
    ("Rating", lambda row: row.interest.capitalize()),
    ("Description", lambda row: "\n".join(text for text in (row.story, row.promises, row.linkedin) if text)),
    ("Segment", lambda row: row.segment),
    ("Last Met", lambda row: row.met_on),
)


def write_csv(rows: Iterable[Row], *, columns: Columns) -> bytes:
    """A table with a header line, comma-separated as RFC 4180 says, no cell of which a spreadsheet computes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([name for name, _value in columns])
    writer.writerows([harmless(value(row)) for _name, value in columns] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    if _PHONE.fullmatch(cell) or not _FORMULA.match(cell):
        return cell
    return f"'{cell}"


def split_name(full_name: str) -> tuple[str, str]:
    """First and last name: "Jane van Doe" and "van Doe, Jane" both give ("Jane", "van Doe"); one word is the last."""
    family, comma, given = (part.strip() for part in full_name.partition(","))
    if comma and family and given:
        return given, family
    first, _, last = full_name.strip().partition(" ")
    return (first, last.strip()) if last.strip() else ("", first)
