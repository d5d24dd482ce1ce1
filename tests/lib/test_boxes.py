"""Boxes for secrets."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from showtime.lib.boxes import BoxLockedError, seal, unseal


@pytest.mark.parametrize("secret", ["", "hunter2", "mot de passe à 100 % 🗝", "a" * 5000])
def test_box_gives_back_what_was_put_in(secret: str) -> None:
    assert unseal(seal(secret, purpose="mail"), purpose="mail") == secret


def test_box_does_not_tell_its_secret_nor_that_two_are_equal() -> None:
    first, second = seal("hunter2", purpose="mail"), seal("hunter2", purpose="mail")
    assert (first == second, "hunter2" in first) == (False, False)


def test_box_stays_locked_for_another_purpose() -> None:
    with pytest.raises(BoxLockedError):
        unseal(seal("hunter2", purpose="mail"), purpose="calendar")


@pytest.mark.parametrize("change", [lambda box: "", lambda box: "é", lambda box: box[:-5] + "AAAA="])
def test_box_that_was_changed_stays_locked(change: Callable[[str], str]) -> None:
    with pytest.raises(BoxLockedError):
        unseal(change(seal("hunter2", purpose="mail")), purpose="mail")


def test_box_opens_after_a_change_of_the_secret_key_by_its_fallback_alone(settings: Settings) -> None:
    old = settings.SECRET_KEY
    box = seal("hunter2", purpose="mail")
    settings.SECRET_KEY = "another key, as long as it is secret"
    with pytest.raises(BoxLockedError):
        unseal(box, purpose="mail")
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(box, purpose="mail") == "hunter2"
