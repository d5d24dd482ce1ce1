"""The forms of the page Show."""

from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

import pycountry
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from showtime.lib.folding import fold
from showtime.programme import queries
from showtime.programme.models import LegMode, PlaceKind, Show
from showtime.programme.places import LegFields, PlaceFields
from showtime.programme.shows import ShowFields
from showtime.programme.words import day_words
from showtime.web.templatetags.countries import country_name

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

#: Names that people know; the others (Etc/GMT+5, US/Pacific, EST) are taken as well, but not proposed.
_CONTINENTS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """The time zones that are proposed, as IANA names."""
    return tuple(sorted(name for name in available_timezones() if name.split("/")[0] in _CONTINENTS))


class ShowForm(forms.Form):
    """What one can say of a show."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    venue = forms.CharField(label=gettext_lazy("Venue"), max_length=200, required=False)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=_DATE)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=_DATE)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), help_text=gettext_lazy("Phone numbers without a prefix are read as of here.")
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        help_text=gettext_lazy("A city is enough: Los Angeles, Paris. All times are shown in it."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    cover = forms.IntegerField(
        label=gettext_lazy("How many must be on the stand while the show is open"), min_value=0, max_value=50
    )
    arrival_margin = forms.IntegerField(
        label=gettext_lazy("Minutes to be early at an event"), min_value=0, max_value=120
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [country.alpha_2 for country in pycountry.countries]
        choices = sorted(((code, country_name(code)) for code in codes), key=lambda each: fold(each[1]))
        self.fields["country"].choices = [("", ""), *choices]  # type: ignore[attr-defined]

    def clean_time_zone(self) -> str:
        """A zone by its name, or by the name of its city."""
        given: str = self.cleaned_data["time_zone"].strip()
        if given in available_timezones():
            return given
        city = fold(given).replace(" ", "_")
        found = [name for name in time_zones() if name.split("/")[-1].lower() == city or name.lower() == city]
        if len(found) != 1:
            raise forms.ValidationError(_("No time zone is called so. Choose one of the list, such as Europe/Paris."))
        return found[0]

    def fields_of_show(self) -> ShowFields:
        """What the valid form says."""
        names = ("name", "venue", "starts_on", "ends_on", "country", "time_zone", "cover", "arrival_margin")
        return ShowFields(**{name: self.cleaned_data[name] for name in names})


class NewShowForm(ShowForm):
    """A show with the hours of all its days."""

    opens = forms.TimeField(label=gettext_lazy("Opens at"), widget=_TIME, initial=time(9))
    closes = forms.TimeField(label=gettext_lazy("Closes at"), widget=_TIME, initial=time(18))

    def clean(self) -> dict[str, Any]:
        """It closes after it opens."""
        given = super().clean() or {}
        if given.get("opens") and given.get("closes") and given["closes"] <= given["opens"]:
            self.add_error("closes", _("It closes before it opens. Choose a later closing time."))
        return given


class HoursForm(forms.Form):
    """When the show opens and closes on each of its days; both empty closes the day."""

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each.day: each for each in queries.show_days(show=show)}
        count = (show.ends_on - show.starts_on).days + 1
        self.days = [show.starts_on + timedelta(days=each) for each in range(count)]
        for day in self.days:
            hours = known.get(day)
            for edge, label in (("opens", _("%(day)s, opens")), ("closes", _("%(day)s, closes"))):
                self.fields[f"{edge}_{day.isoformat()}"] = forms.TimeField(
                    label=label % {"day": day_words(day)},
                    widget=_TIME,
                    required=False,
                    initial=getattr(hours, edge, None),
                )

    def clean(self) -> dict[str, Any]:
        """Both times of a day are given, or none."""
        given = super().clean() or {}
        for day in self.days:
            for edge, other in (("opens", "closes"), ("closes", "opens")):
                name = f"{edge}_{day.isoformat()}"
                if name in given and given[name] is None and given.get(f"{other}_{day.isoformat()}"):
                    self.add_error(name, _("Say both times of the day, or none when the show is closed."))
        return given

    def hours(self) -> dict[date, tuple[time, time] | None]:
        """What the valid form says, by day."""
        found: dict[date, tuple[time, time] | None] = {}
        for day in self.days:
            opens, closes = (self.cleaned_data[f"{edge}_{day.isoformat()}"] for edge in ("opens", "closes"))
            found[day] = (opens, closes) if opens and closes else None
        return found

    def field_of(self, day: str) -> str:
        """The field beside which a fault of the day is shown."""
        return f"closes_{day}"


class StandForm(forms.Form):
    """Which place is the team's stand."""

    stand = forms.ChoiceField(label=gettext_lazy("Our stand"), required=False)

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("not yet")), *_places(show)]
        self.fields["stand"].choices = choices  # type: ignore[attr-defined]
        self.fields["stand"].initial = str(show.stand_id or "")

    def place_id(self) -> UUID | None:
        """What the valid form says."""
        return UUID(self.cleaned_data["stand"]) if self.cleaned_data["stand"] else None


class PlaceForm(forms.Form):
    """What one can say of a place."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=PlaceKind.choices, initial=PlaceKind.OTHER, widget=forms.RadioSelect
    )
    inside_id = forms.ChoiceField(
        label=gettext_lazy("Inside of"),
        required=False,
        help_text=gettext_lazy("A stand is in a hall, a hall in a venue: ways are put together along it."),
    )

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nothing")), *_places(show)]
        self.fields["inside_id"].choices = choices  # type: ignore[attr-defined]

    def fields_of_place(self) -> PlaceFields:
        """What the valid form says."""
        inside = self.cleaned_data["inside_id"]
        return PlaceFields(
            name=self.cleaned_data["name"],
            kind=self.cleaned_data["kind"],
            inside_id=UUID(inside) if inside else None,
        )


class LegForm(forms.Form):
    """How long a way takes on a usual day."""

    origin_id = forms.ChoiceField(label=gettext_lazy("From"))
    destination_id = forms.ChoiceField(label=gettext_lazy("To"))
    minutes = forms.IntegerField(label=gettext_lazy("Minutes on a usual day"), min_value=1, max_value=1440)
    mode = forms.ChoiceField(
        label=gettext_lazy("How"), choices=LegMode.choices, initial=LegMode.WALK, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, show: Show, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("origin_id", "destination_id"):
            self.fields[name].choices = _places(show)  # type: ignore[attr-defined]

    def fields_of_leg(self) -> LegFields:
        """What the valid form says."""
        given = self.cleaned_data
        return LegFields(
            origin_id=UUID(given["origin_id"]),
            destination_id=UUID(given["destination_id"]),
            minutes=given["minutes"],
            mode=given["mode"],
        )


def _places(show: Show) -> list[tuple[str, str]]:
    return [(str(place.pk), place.name) for place in queries.places(show=show)]
