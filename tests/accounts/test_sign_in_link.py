"""Sign-in links work once, for an hour."""

from datetime import timedelta

import pytest
from django.utils import timezone

from showtime.accounts.models import Member, SignInLink
from showtime.accounts.sign_in_link import LinkSpentError, make_link, spend_link


def test_link_signs_in_once(camille: Member) -> None:
    now = timezone.now()
    secret = make_link(user=camille.user, now=now)
    assert secret not in str(SignInLink.objects.values().get())
    assert spend_link(secret=secret, now=now) == camille.user
    with pytest.raises(LinkSpentError):
        spend_link(secret=secret, now=now)


def test_link_lapses_after_an_hour(camille: Member) -> None:
    now = timezone.now()
    secret = make_link(user=camille.user, now=now)
    with pytest.raises(LinkSpentError):
        spend_link(secret=secret, now=now + timedelta(hours=1))


def test_link_of_an_inactive_user_is_refused(camille: Member) -> None:
    secret = make_link(user=camille.user, now=timezone.now())
    camille.user.is_active = False
    camille.user.save()
    with pytest.raises(LinkSpentError):
        spend_link(secret=secret, now=timezone.now())
