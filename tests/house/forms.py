"""Forms as a page offers them, filled as a person would, and filled with another team's ids as an intruder would."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house.world import CALENDAR, CSV, World

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SAMPLES = {
    "date": "2026-01-07",
    "time": "11:00",
    "datetime-local": "2026-01-07T11:00",
    "email": "someone@rival.test",
    "number": "2",
    "url": "https://rival.test",
    "tel": "+33612345678",
}
Data = dict[str, object]


@dataclass
class Field:
    """What a form asks for: its values now, and the values that it offers."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sending:
    """A form with the id of a row of `model` that is another team's."""

    model: str
    action: str
    data: Data


@dataclass
class Form:
    """A form of a page."""

    method: str
    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self) -> Data:
        """As it stands, and something in every field that stands empty."""
        data: Data = {each.name: each.values or _sample(each) for each in self.fields.values()}
        return {name: value for name, value in data.items() if value != []}

    def with_ids_of(self, other: World, *, own: World) -> Iterator[tuple[str, list[Sending]]]:
        """The form sent with ids of `other` in one place at a time: which place, and the sendings.

        In the place of an id of `own` comes the id of the same kind; in the place of a key that the page has minted, or
        of nothing in a hidden field, every id comes in turn.
        """
        data = self.filled()
        if sent := {model: Sending(model, action, data) for model, action in _replaced(self.action, other, own)}:
            yield "the address", list(sent.values())
        for each in self.fields.values():
            values = dict.fromkeys([*each.values, *each.offered] or [""])
            replaced = [pair for value in values for pair in _replaced(value, other, own, always=each.kind == "hidden")]
            if sent := {model: Sending(model, self.action, {**data, each.name: [text]}) for model, text in replaced}:
                yield each.name, list(sent.values())


def forms_of(page: str, *, at: str) -> list[Form]:
    """The forms of a page, actions as paths."""
    parser = _Parser(at)
    parser.feed(page)
    return parser.forms


def _replaced(value: str, other: World, own: World, *, always: bool = False) -> Iterator[tuple[str, str]]:
    """The value with an id of `other` for each id in it, or for the whole of an empty one: the model and the value."""
    kind_of = own.kind_of
    for old in UUID.findall(value) or [""] * (always and not value):
        for model in [kind_of[old]] if old in kind_of else list(other.rows):
            yield model, value.replace(old, other.id_of(model)) if old else other.id_of(model)


def _sample(asked: Field) -> object:
    if asked.offered:
        return [next((value for value in asked.offered if value), "")]
    if asked.kind == "file":
        content = CALENDAR if "ics" in asked.name or "calendar" in asked.name else CSV
        return SimpleUploadedFile("file.csv", content.format(word="mallory").encode())
    if asked.kind in {"checkbox", "hidden", "submit"}:
        return []
    return [SAMPLES.get(asked.kind, "something")]


class _Parser(HTMLParser):
    """Collects forms, and controls that name theirs by `form=`."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select: Field | None = None
        self.area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(given.get("method", "get").lower(), self._path(given.get("action", "")))
            self.forms.append(self.open)
        elif self.open is not None and tag in {"input", "button"} and "name" in given:
            self._input(self.open, tag, given)
        elif self.open is not None and tag == "select":
            self.select = self._field(self.open, given["name"], "select")
        elif tag == "option" and self.select is not None:
            self.select.offered.append(given.get("value", ""))
            if "selected" in given:
                self.select.values.append(given.get("value", ""))
        elif self.open is not None and tag == "textarea":
            self.area = self._field(self.open, given["name"], "textarea")

    def handle_data(self, data: str) -> None:
        if self.area is not None and data.strip():
            self.area.values = ["".join(self.area.values) + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def _input(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "submit" if tag == "button" else "text").lower()
        asked = self._field(form, given["name"], kind)
        value = given.get("value", "")
        if kind in {"radio", "checkbox", "submit"}:
            asked.offered.append(value)
        if (kind not in {"radio", "checkbox", "submit"} and value) or "checked" in given:
            asked.values.append(value)

    def _field(self, form: Form, name: str, kind: str) -> Field:
        return form.fields.setdefault(name, Field(name, kind))

    def _path(self, action: str) -> str:
        parts = urlsplit(action)
        return (parts.path or urlsplit(self.at).path) + (f"?{parts.query}" if parts.query else "")
