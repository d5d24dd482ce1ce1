"""The gallery of components, for us who build pages. Served in DEBUG only."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from showtime.web.timeline import Block, Lane, Timeline, lay_out

ZONE = ZoneInfo("America/Los_Angeles")
DAY = date(2026, 1, 6)
ICONS = Path(__file__).parent / "static" / "web" / "icons.svg"


class SpecimenForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Name")
    email = forms.EmailField(label="E-mail", help_text="Where the follow-up goes.")
    interest = forms.ChoiceField(
        label="Interest", choices=[("hot", "Hot"), ("warm", "Warm"), ("cold", "Cold")], widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("fr", "Français")])
    due = forms.DateField(label="Due", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="What was said", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="They agreed to be written to", required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; there is no such page (404) outside DEBUG."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "web/gallery.html", specimens())


def specimens() -> dict[str, Any]:
    """The context of the gallery: a form that is filled, one with errors, a day of three members, the icons' names."""
    return {
        "form": SpecimenForm(initial={"name": "Paul Vautrin", "email": "paul@vautrin.example", "interest": "hot"}),
        "wrong_form": SpecimenForm({"wrong-email": "paul@", "wrong-due": "32/1"}, prefix="wrong"),
        "timeline": _timeline(),
        "icons": re.findall(r'<symbol id="(\w+)"', ICONS.read_text("utf-8")),
    }


def _timeline() -> Timeline:
    lanes = [
        Lane(
            "Camille",
            [
                _block(
                    "Breakfast of the region", "7:30", "8:45", "breakfast", place="Titian 2201", icon="coffee", url="#"
                ),
                _block("Mentor: David Okafor", "9:15", "10:00", "mentor", place="Bellini 2003", icon="mentor", url="#"),
                _block("Walk", "10:05", "10:30", "way", icon="way"),
                _block("Maison Vautrin", "11:00", "11:45", "appointment", clash=True, url="#"),
                _block("Le Figaro", "11:30", "12:00", "appointment", clash=True, url="#"),
                _block("Party", "20:00", "24:30", "party", place="Brooklyn Bowl", icon="party", url="#"),
            ],
            mine=True,
        ),
        Lane("Yanis", [_block("Stand", "9:00", "13:00", "stand"), _block("Stand", "15:00", "18:00", "stand")]),
        Lane(
            "Inès",
            [
                _block("Stand", "9:00", "12:00", "stand"),
                _block("Lunch", "12:00", "12:45", "break"),
                _block("Stand", "12:45", "16:00", "stand"),
                _block("Korea pavilion", "16:10", "17:30", "appointment", place="Hall G", url="#"),
            ],
        ),
    ]
    return lay_out(lanes, day=DAY, zone=ZONE, now=_at("9:40"))


def _block(title: str, starts: str, ends: str, kind: str, **more: Any) -> Block:
    return Block(title=title, starts=_at(starts), ends=_at(ends), kind=kind, **more)


def _at(clock: str) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(DAY.year, DAY.month, DAY.day, tzinfo=ZONE) + timedelta(hours=hours, minutes=minutes)


urlpatterns = [path("gallery/", gallery, name="gallery")]
