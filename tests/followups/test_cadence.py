"""Working days, reminders and due dates."""

from datetime import date

import pytest

from showtime.followups.cadence import due_on, remind_on, working_days_after

TUESDAY, FRIDAY = date(2026, 1, 6), date(2026, 1, 9)


@pytest.mark.parametrize(
    ("sent", "remind"),
    [
        (date(2026, 1, 5), date(2026, 1, 8)),
        (TUESDAY, FRIDAY),
        (date(2026, 1, 7), date(2026, 1, 12)),
        (FRIDAY, date(2026, 1, 14)),
        (date(2026, 1, 10), date(2026, 1, 14)),
        (date(2026, 1, 11), date(2026, 1, 14)),
    ],
)
def test_reminder_comes_three_working_days_after_the_mail(sent: date, remind: date) -> None:
    assert remind_on(sent) == remind


def test_no_working_day_after_is_the_day_itself() -> None:
    assert working_days_after(FRIDAY, 0) == FRIDAY


@pytest.mark.parametrize(
    ("promised", "due"),
    [
        ([], date(2026, 1, 7)),
        ([None], date(2026, 1, 7)),
        ([date(2026, 2, 1), None, FRIDAY], FRIDAY),
        ([TUESDAY], TUESDAY),
        ([date(2026, 1, 5)], date(2026, 1, 7)),
    ],
)
def test_follow_up_is_due_by_its_first_promise_or_the_next_working_day(promised: list[date | None], due: date) -> None:
    assert due_on(TUESDAY, promised) == due


def test_who_was_met_on_a_friday_is_due_on_monday() -> None:
    assert due_on(FRIDAY, []) == date(2026, 1, 12)
