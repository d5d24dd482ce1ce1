"""Everything the readers of tables and exhibitor lists can name."""

from showtime.reading.problems import TEMPLATES, Template, problem
from showtime.reading.problems import gettext_noop as _

__all__ = ["DIRECTORY_TEMPLATES", "FIELD_LABELS", "problem"]

FIELD_LABELS: dict[str, str] = {
    "name": _("Name"),
    "hall": _("Hall"),
    "booth": _("Stand"),
    "country": _("Country"),
    "categories": _("Categories"),
    "website": _("Website"),
    "description": _("Description"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "city": _("City"),
    "linkedin": _("LinkedIn"),
    "id": _("Id"),
}
"""What each field of an exhibitor is called."""

_NOTHING = _("Nothing to do.")

DIRECTORY_TEMPLATES: dict[str, Template] = {
    # The file
    "table_empty": Template("error", _("The file holds no table."), _("Export it again and check that it has rows.")),
    "table_too_large": Template(
        "error",
        _("The file has %(size)s million bytes; at most %(limit)s million are read."),
        _("Leave out pictures and columns you do not need, or split it."),
    ),
    "table_unpacks_too_large": Template(
        "error",
        _("The file unpacks to more than %(detail)s million bytes and was not opened."),
        _("Save the sheet as CSV."),
    ),
    "table_unsupported": Template(
        "error",
        _("This is a file of the kind %(detail)s, which cannot be read as a table."),
        _("Open it in a spreadsheet program and save it as .xlsx or CSV."),
    ),
    "table_encrypted": Template(
        "error",
        _("The workbook is protected by a password and was not opened."),
        _("Remove the password and save it again."),
    ),
    "table_damaged": Template(
        "error",
        _("The workbook is damaged and could not be opened: %(detail)s."),
        _("Open it in a spreadsheet program and save it again."),
    ),
    "table_no_table": Template(
        "error",
        _("The Markdown text holds no table."),
        _("Write the list as a table, or save it as CSV."),
    ),
    "table_json_broken": Template(
        "error",
        _("The file is not valid JSON: %(detail)s."),
        _("Export it again; it may have been cut off."),
    ),
    "table_json_no_list": Template(
        "error",
        _("The JSON document holds no list of objects."),
        _("Export a list with one object for each exhibitor."),
    ),
    "table_no_rows": Template(
        "error",
        _("There is no row below the header."),
        _("Check that the right file or sheet was exported."),
    ),
    "table_too_many_rows": Template(
        "error",
        _("The file has more than %(detail)s rows; those below were not read."),
        _("Split the file."),
    ),
    "table_too_many_columns": Template(
        "error",
        _("The file has more than %(detail)s columns; the others were not read."),
        _("Leave out columns you do not need."),
    ),
    "table_encoding_guessed": Template(
        "warning",
        _("The text is not UTF-8; it was read as %(detail)s."),
        _("Check the accents; save the file as UTF-8 if they are wrong."),
    ),
    "table_no_header": Template(
        "warning",
        _("No row with column names was found; the columns are numbered."),
        _("Choose what each column is, or add a first row with names."),
    ),
    "table_above_header": Template(
        "info",
        _("The row stands above the column names and was left aside: %(detail)s"),
        _("Nothing to do if it is a title."),
    ),
    "table_header_repeated": Template(
        "info", _("The column names are repeated here; the row was left aside."), _NOTHING
    ),
    "table_headers_twice": Template(
        "warning",
        _("Several columns are called %(detail)s; they were numbered."),
        _("Check which of them is used."),
    ),
    "table_other_sheets": Template(
        "info",
        _("Only the first sheet was read; these have rows too: %(detail)s"),
        _("Save another sheet as a file of its own to read it."),
    ),
    "table_other_tables": Template(
        "info",
        _("%(detail)s other tables in the text have different columns and were left aside."),
        _("Save another table as a file of its own to read it."),
    ),
    "table_json_line": Template(
        "error", _("The line is not valid JSON and was left out."), _("Write one object on each line.")
    ),
    "table_json_item": Template(
        "error", _("The entry is not an object and was left out: %(detail)s"), _("Write it like the others.")
    ),
    "table_quote_unclosed": Template(
        "warning",
        _("A quotation mark in this row is never closed; the row was read without its quotation marks."),
        _("Check the row; double the mark inside a quoted value."),
    ),
    "table_cell_cut": Template(
        "warning",
        _("The value in %(detail)s is longer than a spreadsheet cell can hold; it was cut."),
        _("Shorten the value."),
    ),
    # The columns
    "column_name_missing": Template(
        "error",
        _("No column holds the exhibitors' names, so nothing could be read."),
        _("Choose the column with the names."),
    ),
    "column_name_guessed": Template(
        "warning",
        _("No column is clearly the exhibitors' names; %(header)s was taken."),
        _("Choose another column if that is wrong."),
    ),
    "column_unknown": Template(
        "error",
        _("The file has no column %(header)s, chosen for %(label)s."),
        _("Choose one of the file's columns."),
    ),
    "column_field_unknown": Template(
        "error", _("An exhibitor has no field %(field)s."), _("Choose one of the fields offered.")
    ),
    "column_left_aside": Template(
        "info", _("The column %(header)s only numbers the rows and was left aside."), _NOTHING
    ),
    "column_absent": Template(
        "info",
        _("The file has no column for %(label)s."),
        _("Nothing to do, or choose one."),
    ),
    # One row
    "row_without_name": Template(
        "error", _("The row has no name and was left out: “%(original)s”"), _("Add the exhibitor's name.")
    ),
    "row_shifted": Template(
        "warning",
        _("The values stood one column too far to the right after %(label)s; they were moved back: “%(value)s”"),
        _("Check the row."),
    ),
    "row_too_long": Template(
        "warning",
        _("The row has more values than there are columns; they were kept as %(label)s: “%(original)s”"),
        _("Check the row; a value with a separator in it must be quoted."),
    ),
    "row_repeated": Template(
        "info",
        _("“%(original)s” stands already in row %(first)s with the same place; the two were joined."),
        _NOTHING,
    ),
    "row_repeated_differs": Template(
        "warning",
        _("“%(original)s” was joined with row %(first)s, which says otherwise in %(label)s; row %(first)s was kept."),
        _("Check which is right."),
    ),
    "row_without_booth": Template(
        "warning", _("“%(original)s” has no stand; it was kept without one."), _("Add the stand when it is known.")
    ),
    "row_id_shared": Template(
        "warning",
        _("The id “%(original)s” is used by several exhibitors; this one is told apart by its name."),
        _("Give each exhibitor its own id."),
    ),
    # One value: cleaned
    "value_placeholder": Template(
        "info", _("%(label)s: “%(original)s” stands for nothing and was left out."), _NOTHING
    ),
    "value_entities": Template("info", _("%(label)s: “%(original)s” was read as “%(value)s”."), _NOTHING),
    "value_tags": Template("info", _("%(label)s: the markup was removed from “%(original)s”."), _NOTHING),
    "value_mojibake": Template(
        "info", _("%(label)s: the broken accents of “%(original)s” were mended: “%(value)s”."), _NOTHING
    ),
    "value_spaces": Template("info", _("%(label)s: stray spaces were removed from “%(value)s”."), _NOTHING),
    "value_repeated": Template(
        "info", _("%(label)s: “%(original)s” says the same twice; “%(value)s” was kept."), _NOTHING
    ),
    "value_debris": Template(
        "warning",
        _("%(label)s: program text was removed from “%(original)s”; “%(value)s” was kept."),
        _("Check the value."),
    ),
    "value_label": Template("info", _("%(label)s: “%(original)s” was written as “%(value)s”."), _NOTHING),
    "value_cut": Template(
        "warning", _("%(label)s: the value is too long and was cut: “%(original)s”"), _("Shorten the value.")
    ),
    "hall_spelling": Template("info", _("Hall: “%(original)s” is written “%(value)s” as in the other rows."), _NOTHING),
    "hall_from_booth": Template("info", _("Hall: “%(value)s” was taken from the stand “%(original)s”."), _NOTHING),
    "website_completed": Template("info", _("%(label)s: “%(original)s” was put right to “%(value)s”."), _NOTHING),
    "website_first": Template(
        "warning",
        _("%(label)s: of the addresses in “%(original)s” only “%(value)s” was kept."),
        _("Check the address."),
    ),
    "email_first": Template(
        "warning",
        _("%(label)s: of the addresses in “%(original)s” only “%(value)s” was kept."),
        _("Check the address."),
    ),
    "country_guessed": Template(
        "warning", _("Country: “%(original)s” was read as “%(value)s”."), _("Check the country.")
    ),
    # One value: kept or dropped
    "country_unknown": Template(
        "warning",
        _("Country: “%(original)s” is no country of ISO 3166; it was kept as written."),
        _("Write the name in English, French, German, Spanish or Italian, or the two-letter code."),
    ),
    "value_dropped": Template(
        "error", _("%(label)s: “%(original)s” is program text and was left out."), _("Write the value by hand.")
    ),
    "website_dropped": Template(
        "error",
        _("%(label)s: “%(original)s” is no web address and was left out."),
        _("Write it like https://example.com."),
    ),
    "email_dropped": Template(
        "error",
        _("%(label)s: “%(original)s” is no e-mail address and was left out."),
        _("Write it like name@example.com."),
    ),
    "phone_dropped": Template(
        "error",
        _("%(label)s: “%(original)s” is no phone number and was left out."),
        _("Write it like +33 1 23 45 67 89."),
    ),
}

TEMPLATES.update(DIRECTORY_TEMPLATES)
