"""When a deferred mail is tried again."""

from datetime import UTC, datetime, timedelta

from showtime.followups.backoff import next_try

APPROVED = datetime(2026, 1, 7, 4, tzinfo=UTC)


def test_tries_are_made_for_a_day_and_then_given_up() -> None:
    now, attempts, waits = APPROVED, 0, []
    while (following := next_try(attempts=(attempts := attempts + 1), approved_at=APPROVED, now=now)) is not None:
        waits.append((following - now) // timedelta(minutes=1))
        now = following
    assert waits == [1, 5, 15, 60, 120, 240, 240, 240, 240, 240, 240]
    assert timedelta(hours=24) <= now - APPROVED < timedelta(hours=28)


def test_a_day_after_the_approval_is_the_end() -> None:
    almost = APPROVED + timedelta(hours=24) - timedelta(seconds=1)
    tries = [next_try(attempts=2, approved_at=APPROVED, now=each) for each in (almost, almost + timedelta(seconds=1))]
    assert tries == [almost + timedelta(minutes=5), None]
