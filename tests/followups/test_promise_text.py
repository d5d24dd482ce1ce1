"""Promises as typed, made fit for a letter."""

import pytest

from showtime.followups.promise_text import PromiseText, for_letter, kept_by_writing, tells_when


@pytest.mark.parametrize(
    ("typed", "words", "language"),
    [
        ("Send him the price list.", "send you the price list", "en"),
        ("send her the deck", "send you the deck", "en"),
        ("send her assistant the deck", "send her assistant the deck", "en"),
        ("Call her", "call you", "en"),
        ("I'll introduce them to Kim", "introduce you to Kim", "en"),
        ("to call back", "call back", "en"),
        ("lui envoyer l'offre", "vous envoyer l’offre", "fr"),
        ("Envoyer la grille", "envoyer la grille", "fr"),
        ("le rappeler lundi", "vous rappeler lundi", "fr"),
        ("l'inviter à la démo", "vous inviter à la démo", "fr"),
        ("l'envoyer demain", "l’envoyer demain", "fr"),
        ("la présenter à Kim", "la présenter à Kim", "fr"),
        ("vous écrire : promis !", "vous écrire\u00a0: promis\u202f!", "fr"),
        ("price list 200 units", "price list 200 units", ""),
        ("Grille tarifaire", "Grille tarifaire", ""),
        ("offre de prix", "offre de prix", ""),
        ("lettre d'intention", "lettre d'intention", ""),
        ("  two\n lines ", "two lines", ""),
        ("", "", ""),
        ("来週連絡する", "来週連絡する", ""),
    ],
)
def test_promise_is_said_to_the_one_to_whom_it_was_made(typed: str, words: str, language: str) -> None:
    assert for_letter(typed) == PromiseText(words, language)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("write to him", True),
        ("confirm the date", True),
        ("follow up by mail", True),
        ("lui écrire", True),
        ("vous répondre", True),
        ("le recontacter", True),
        ("send the price list", False),
        ("lui envoyer la grille", False),
        ("call him", False),
        ("price list", False),
        ("", False),
    ],
)
def test_only_a_promise_to_write_is_kept_by_any_mail(typed: str, kept: bool) -> None:
    assert kept_by_writing(typed) is kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("call on Friday", True),
        ("rappeler demain", True),
        ("by 12/1", True),
        ("d'ici mai", True),
        ("send 200 units", False),
    ],
)
def test_promise_that_names_a_day_is_known(typed: str, told: bool) -> None:
    assert tells_when(typed) is told
