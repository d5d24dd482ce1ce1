"""One writer at a time on a team's contacts, so that the same person met twice at once becomes one contact."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from showtime.accounts.models import Team


@contextmanager
def one_at_a_time(team: Team) -> Iterator[None]:
    """A transaction that waits for any other of this kind on the same team to end.

    A constraint cannot do it alone: phones may be shared. On PostgreSQL the team's row is locked (not its key, so that
    rows which only refer to it are not held up); on SQLite the immediate transaction is the lock.
    """
    with transaction.atomic():
        list(Team.objects.select_for_update(no_key=True).filter(pk=team.pk).values_list("pk"))
        yield
