"""Which version of an event counts, and events that share a UID."""

from itertools import permutations
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from showtime.reading.event import CalendarEvent
from showtime.reading.ics import read_calendar
from showtime.reading.problems import Reading

UTC_ZONE = ZoneInfo("UTC")


def event(*lines: str, uid: str = "1", start: str = "20260106T090000Z") -> str:
    """One VEVENT."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", *lines, "END:VEVENT", ""])


def calendar(*events: str, method: str = "") -> str:
    """One VCALENDAR."""
    return "BEGIN:VCALENDAR\n" + (f"METHOD:{method}\n" if method else "") + "".join(events) + "END:VCALENDAR\n"


def read(text: str) -> Reading[CalendarEvent]:
    """Read with the show in UTC."""
    return read_calendar(text.encode(), zone=UTC_ZONE)


def test_versions_highest_sequence_counts_in_any_order() -> None:
    versions = [
        event(f"SEQUENCE:{number}", f"SUMMARY:v{number}", start=f"2026010{number}T090000Z") for number in (1, 2, 3)
    ]
    for order in permutations(versions):
        reading = read(calendar(*order))
        assert [(each.summary, each.recurrence_id) for each in reading.items] == [("v3", "")]
        assert [(each.code, each.severity) for each in reading.problems] == [("superseded", "info")] * 2


def test_versions_of_one_sequence_the_later_written_counts() -> None:
    old, new = (event("SUMMARY:Pitch", f"DTSTAMP:2026010{day}T000000Z", f"DESCRIPTION:{day}") for day in (1, 2))
    for order in ((old, new), (new, old)):
        assert [each.description for each in read(calendar(*order)).items] == ["2"]


def test_versions_in_several_calendars_of_a_file_are_compared() -> None:
    text = calendar(event("SEQUENCE:1", "SUMMARY:new")) + calendar(event("SUMMARY:old")) + calendar(event(uid="2"))
    assert [(each.uid, each.summary) for each in read(text).items] == [("1", "new"), ("2", "")]


def test_versions_cancellation_after_the_request_counts() -> None:
    text = calendar(event("SEQUENCE:1", "STATUS:CONFIRMED"), method="REQUEST") + calendar(
        event("SEQUENCE:1"), method="CANCEL"
    )
    assert [(each.method, each.status) for each in read(text).items] == [("CANCEL", "CANCELLED")]
    later = text + calendar(event("SEQUENCE:2"), method="REQUEST")
    assert [(each.method, each.status) for each in read(later).items] == [("REQUEST", "")]


def test_versions_cancellation_of_a_series_is_one_event_without_key() -> None:
    text = calendar(event("SEQUENCE:2", "RRULE:FREQ=DAILY;COUNT=3"), method="CANCEL")
    assert [(each.recurrence_id, each.status) for each in read(text).items] == [("", "CANCELLED")]


def test_versions_answers_stand_beside_the_event() -> None:
    text = calendar(event(), method="REQUEST") + calendar(event("SEQUENCE:9"), method="REPLY") * 2
    assert [each.method for each in read(text).items] == ["REQUEST", "REPLY", "REPLY"]


def test_versions_different_events_with_one_uid_are_all_kept() -> None:
    """A real programme (moca24.ics) gives 88 talks 5 UIDs, some of them at one time in two rooms."""
    events = [
        event("SUMMARY:A", "LOCATION:MOV"),
        event("SUMMARY:B", "LOCATION:XOR"),
        event("SUMMARY:C", start="20260106T110000Z"),
    ]
    keys = set()
    for order in permutations(events):
        reading = read(calendar(*order))
        assert sorted(each.summary for each in reading.items) == ["A", "B", "C"]
        assert [(each.code, each.severity) for each in reading.problems] == [("uid_shared", "warning")]
        keys.add(frozenset((each.summary, each.recurrence_id) for each in reading.items))
    assert len(keys) == 1
    assert {key.partition("-")[0] for _, key in next(iter(keys))} == {"20260106T090000Z", "20260106T110000Z"}
    assert len({key for _, key in next(iter(keys))}) == 3


def test_versions_uids_differ_by_case() -> None:
    assert [each.uid for each in read(calendar(event(uid="a"), event(uid="A"))).items] == ["a", "A"]


_CHANGES = st.lists(
    st.tuples(st.integers(0, 4), st.booleans(), st.sampled_from(["", "20260107T090000Z", "20260108T090000Z"])),
    min_size=1,
    max_size=8,
    unique_by=lambda change: (change[0], change[2]),
)


@given(changes=_CHANGES, seed=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_versions_order_in_the_file_changes_nothing(changes: list[tuple[int, bool, str]], seed: "object") -> None:
    texts = [
        event(
            f"SEQUENCE:{sequence}",
            f"SUMMARY:s{sequence}",
            *(["STATUS:CANCELLED"] if cancelled else []),
            *([f"RECURRENCE-ID:{key}"] if key else ["RRULE:FREQ=DAILY;COUNT=3"]),
            start=key or "20260106T090000Z",
        )
        for sequence, cancelled, key in changes
    ]
    shuffled = list(texts)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = read(calendar(*texts)), read(calendar(*shuffled))
    assert {each.recurrence_id: each for each in one.items} == {each.recurrence_id: each for each in other.items}
    highest = max((sequence for sequence, _, key in changes if not key), default=None)
    if highest is not None:
        assert {each.summary for each in one.items if each.recurrence_id == "20260106T090000Z"} == {f"s{highest}"}
