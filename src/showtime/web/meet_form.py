"""The form on which somebody is met: nothing is required, and nothing that was typed is refused."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from showtime.accounts.models import Language
from showtime.contacts.models import Interest, Segment
from showtime.contacts.person_fields import PersonFields, Qualification
from showtime.lib.ids import new_id
from showtime.programme.models import Place
from showtime.programme.words import short_day

LARGEST = 12 * 1024 * 1024
PERSONAL = "personal"
#: Not of the member who types: the browser's own address book stays out of it.
_OTHERS = {"autocomplete": "off"}
_PERSON = ("full_name", "company", "title", "email", "phone", "website", "linkedin", "country", "language")


def _text(label: Any, **attrs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs={**_OTHERS, **attrs}))


class OpenChoiceField(forms.ChoiceField):
    """A choice that is taken even where it is offered no longer: the segment went, or midnight passed meanwhile."""

    def valid_value(self, value: Any) -> bool:
        """Any value."""
        return True


class MeetForm(forms.Form):
    """A person, what was said and promised; or a card pasted or uploaded. `capture_id` is minted with the form."""

    capture_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    full_name = _text(gettext_lazy("Name"), autocapitalize="words", spellcheck="false", enterkeyhint="done")
    company = _text(gettext_lazy("Company"), autocapitalize="words", spellcheck="false", enterkeyhint="done")
    email = _text(
        gettext_lazy("E-mail"), inputmode="email", autocapitalize="none", spellcheck="false", enterkeyhint="done"
    )
    phone = _text(gettext_lazy("Phone"), inputmode="tel", enterkeyhint="done")
    interest = OpenChoiceField(
        label=gettext_lazy("Interest"),
        required=False,
        choices=[*Interest.choices, (PERSONAL, gettext_lazy("Personal"))],
        widget=forms.RadioSelect,
    )
    promise = _text(gettext_lazy("We promise to"), enterkeyhint="done")
    promise_due = OpenChoiceField(label=gettext_lazy("By when"), required=False, widget=forms.RadioSelect)
    promise_date = forms.DateField(
        label=gettext_lazy("or on the day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=gettext_lazy("What was said"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    segment = OpenChoiceField(label=gettext_lazy("Segment"), required=False, widget=forms.RadioSelect)
    new_segment = forms.CharField(
        label=gettext_lazy("or a new one"), required=False, max_length=60, widget=forms.TextInput(attrs=_OTHERS)
    )
    text = forms.CharField(
        label=gettext_lazy("Text of a vCard, a badge's code, a signature"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
    )
    file = forms.FileField(
        label=gettext_lazy("A .vcf file, of one card or many"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".vcf,.vcard,text/vcard,text/plain"}),
    )
    title = _text(gettext_lazy("Job title"))
    website = _text(gettext_lazy("Website"), inputmode="url", autocapitalize="none", spellcheck="false")
    linkedin = _text(gettext_lazy("LinkedIn"), inputmode="url", autocapitalize="none", spellcheck="false")
    country = _text(gettext_lazy("Country"), autocapitalize="words")
    language = OpenChoiceField(
        label=gettext_lazy("Language to write in"),
        required=False,
        choices=[("", gettext_lazy("by the country")), *Language.choices],
    )
    place = OpenChoiceField(label=gettext_lazy("Where"), required=False)

    def __init__(self, *args: Any, segments: list[Segment], places: list[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autofocus"] = True
        self.fields["capture_id"].initial = new_id
        self._choose("segment", [(str(each.pk), each.name) for each in segments])
        self._choose("place", [("", _("not said")), *((str(each.pk), each.name) for each in places)])
        self._choose("promise_due", days_from(today))

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean_file(self) -> Any:
        """Refuse what is too large to read at once."""
        file = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 12 MB: split it, or leave the photos out."))
        return file

    def clean_promise_date(self) -> date | None:
        """Refuse a year that is a slip of the finger."""
        day: date | None = self.cleaned_data["promise_date"]
        if day is not None and not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Write the year with four digits, as 2026."))
        return day

    def add_segment_error(self) -> None:
        """Say that the new segment cannot have its name."""
        self.add_error("new_segment", _("Write a shorter name."))

    def person(self) -> PersonFields:
        """Who it was."""
        return PersonFields(**{name: self.cleaned_data[name] for name in _PERSON})

    def qualification(self) -> Qualification:
        """What was said and promised. A segment or place that went meanwhile is left to the capture to name."""
        said = self.cleaned_data
        return Qualification(
            interest="" if said["interest"] == PERSONAL else said["interest"],
            personal=said["interest"] == PERSONAL,
            segment_id=_key(said["segment"]),
            place_id=_key(said["place"]),
            note=said["note"],
            promise=said["promise"],
            promise_due=said["promise_date"] or _day(said["promise_due"]),
        )


def days_from(today: date) -> list[tuple[str, str]]:
    """The usual days of a promise, as ISO date and label: tonight, tomorrow, and the Monday of next week.

    On a Sunday that Monday is tomorrow, so that the last is in a week.
    """
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    later = today + timedelta(days=7) if monday == tomorrow else monday
    label = _("In a week, %(day)s") if monday == tomorrow else _("Next week, %(day)s")
    return [
        (today.isoformat(), _("Tonight")),
        (tomorrow.isoformat(), _("Tomorrow")),
        (later.isoformat(), label % {"day": short_day(later)}),
    ]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
