"""Where blocks stand in the lanes of a day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from showtime.web.timeline import Block, Hour, Lane, lay_out

ZONE = ZoneInfo("America/Los_Angeles")
DAY = date(2026, 1, 6)
MIDNIGHT = datetime(2026, 1, 6, tzinfo=ZONE)


def at(hours: int, minutes: int = 0) -> datetime:
    return MIDNIGHT.astimezone(UTC) + timedelta(hours=hours, minutes=minutes)


def block(title: str, starts: datetime, ends: datetime) -> Block:
    return Block(title=title, starts=starts, ends=ends)


def drawn(*blocks: Block, now: datetime = MIDNIGHT) -> list[tuple[str, str, str, str]]:
    timeline = lay_out([Lane("Camille", blocks)], day=DAY, zone=ZONE, now=now)
    return [(shown.title, shown.when, shown.face, shown.side) for shown in timeline.lanes[0].blocks]


def test_block_is_placed_by_the_clock_of_the_show() -> None:
    assert drawn(block("Pitch", at(9, 15), at(10))) == [
        ("Pitch", "9:15–10\N{NO-BREAK SPACE}a.m.", "from-h9 from-m15 to-h10 to-m0", "")
    ]


def test_place_is_rounded_to_five_minutes_and_the_text_is_not() -> None:
    assert drawn(block("Walk", at(9, 58), at(10, 12))) == [
        ("Walk", "9:58–10:12\N{NO-BREAK SPACE}a.m.", "from-h10 from-m0 to-h10 to-m10", "")
    ]


def test_party_after_midnight_goes_on_past_24() -> None:
    assert drawn(block("Party", at(22), at(24, 30))) == [
        ("Party", "10\N{NO-BREAK SPACE}p.m.–12:30\N{NO-BREAK SPACE}a.m.", "from-h22 from-m0 to-h24 to-m30", "")
    ]


def test_blocks_of_other_days_and_without_length_are_left_out() -> None:
    other = [block("eve", at(-5), at(-1)), block("after", at(31), at(32)), block("none", at(9), at(9))]
    assert drawn(*other) == []


def test_block_since_yesterday_begins_at_midnight() -> None:
    assert drawn(block("Night", at(-2), at(3))) == [
        ("Night", "10\N{NO-BREAK SPACE}p.m.–3\N{NO-BREAK SPACE}a.m.", "from-h0 from-m0 to-h3 to-m0", "")
    ]


def test_overlapping_blocks_stand_side_by_side() -> None:
    blocks = [block("a", at(9), at(10)), block("b", at(9, 30), at(11)), block("c", at(10, 30), at(12))]
    sides = [side for _title, _when, _face, side in drawn(*blocks, block("d", at(12), at(13)))]
    assert sides == ["left", "right", "left", ""]


def test_event_lies_over_a_turn_on_the_stand_and_two_of_them_still_stand_side_by_side() -> None:
    turn = Block(title="Stand", starts=at(9), ends=at(12), kind="stand")
    one, two = block("a", at(8, 30), at(9, 30)), block("b", at(10), at(11))
    assert [side for *_other, side in drawn(turn, one, two)] == ["over", "", "over"]
    three = block("c", at(10, 30), at(11, 30))
    assert [side for *_other, side in drawn(turn, one, two, three)] == ["over", "", "left", "right"]


def test_hours_reach_from_the_first_to_the_last_block() -> None:
    lanes = [Lane("a", [block("x", at(7, 30), at(8))]), Lane("b", [block("y", at(9), at(9, 20))])]
    timeline = lay_out(lanes, day=DAY, zone=ZONE, now=at(8, 2))
    assert (timeline.first, timeline.length, timeline.now, timeline.now_label) == (7, 3, "from-h8 from-m0", "8:02")
    assert timeline.hours == [Hour(hour, f"{hour}\N{NO-BREAK SPACE}a.m.") for hour in (7, 8, 9, 10)]


def test_empty_day_shows_working_hours_and_no_now_line_at_night() -> None:
    timeline = lay_out([Lane("a", [])], day=DAY, zone=ZONE, now=at(3))
    assert (timeline.first, timeline.length, timeline.now, timeline.now_label) == (8, 12, "", "")


def test_day_when_clocks_go_forward_shows_what_clocks_show() -> None:
    spring = date(2026, 3, 8)
    start = datetime(2026, 3, 8, 9, tzinfo=UTC)  # 1:00 PST; an hour later clocks show 3:00 PDT
    timeline = lay_out(
        [Lane("a", [block("Night", start, start + timedelta(hours=2))])], day=spring, zone=ZONE, now=start
    )
    assert [shown.face for shown in timeline.lanes[0].blocks] == ["from-h1 from-m0 to-h4 to-m0"]
