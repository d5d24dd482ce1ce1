"""What a title speaks of."""

import pytest

from showtime.programme.kinds import kind_of
from showtime.programme.models import EventKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Breakfast hosted by the Region", "breakfast"),
        ("Petit-déjeuner de l’agence", "breakfast"),
        ("Mentor: Jeanne Abril", "mentor"),
        ("Séance de mentorat", "mentor"),
        ("Pitch: start-up stage", "pitch"),
        ("Pitches (finale)", "pitch"),
        ("French Tech Party", "party"),
        ("Soirée des exposants", "party"),
        ("Apéro", "party"),
        ("Cocktail dînatoire", "party"),
        ("Lunch", "break"),
        ("Déjeuner avec Paul", "break"),
        ("Pause café", "break"),
        ("Keynote: what next", "talk"),
        ("Table ronde : le textile", "talk"),
        ("RDV Maison Vautrin", "appointment"),
        ("Rendez-vous presse", "appointment"),
        ("Hanbit Modules", "appointment"),
        ("Counterparty review", "appointment"),
        ("Departed friends", "appointment"),
        ("", "appointment"),
    ],
)
def test_kind_of_a_title(title, kind):
    assert kind_of(title) == kind
    assert kind in EventKind.values


def test_kind_of_a_title_without_a_word_is_as_asked():
    assert kind_of("Hanbit Modules", otherwise="talk") == "talk"
