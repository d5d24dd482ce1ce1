"""One-time sign-in links, for whoever can read the server's terminal."""

from datetime import datetime, timedelta

from showtime.accounts.models import SignInLink, User
from showtime.accounts.secrets import hashed, new_secret

LIFETIME = timedelta(hours=1)


class LinkSpentError(Exception):
    """The link was used before, has expired, or never was."""


def make_link(*, user: User, now: datetime) -> str:
    """The secret of a new link for this user, valid once and for an hour of real time."""
    secret = new_secret()
    SignInLink.objects.create(user=user, secret_hash=hashed(secret), expires_at=now + LIFETIME)
    return secret


def spend_link(*, secret: str, now: datetime) -> User:
    """The user whom the link signs in; it is used up by this. LinkSpentError if it cannot be used."""
    spent = SignInLink.objects.filter(
        secret_hash=hashed(secret), used_at=None, expires_at__gt=now, user__is_active=True
    )
    if not spent.update(used_at=now):
        raise LinkSpentError
    return SignInLink.objects.select_related("user").get(secret_hash=hashed(secret)).user
