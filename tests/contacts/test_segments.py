"""The team's own segments."""

import pytest

from showtime.accounts.models import Member
from showtime.contacts import queries
from showtime.contacts.models import Contact, Segment
from showtime.contacts.segments import SegmentRefusedError, add_segment, remove_segment, rename_segment
from tests.contacts.meeting import Meet


def test_add_segment_at_the_end_and_once(camille: Member) -> None:
    press, luxury = add_segment(team=camille.team, name=" Press "), add_segment(team=camille.team, name="Été")
    assert add_segment(team=camille.team, name="ETE") == luxury
    assert queries.segments(team=camille.team) == [press, luxury]
    assert press.name == "Press"


@pytest.mark.parametrize("name", ["", " \t", "n" * 61])
def test_add_segment_refuses_no_name_and_too_long_ones(camille: Member, name: str) -> None:
    with pytest.raises(SegmentRefusedError):
        add_segment(team=camille.team, name=name)


def test_rename_segment(camille: Member) -> None:
    press, other = add_segment(team=camille.team, name="Press"), add_segment(team=camille.team, name="Other")
    rename_segment(segment=press, member=camille, name="PRESS")
    with pytest.raises(SegmentRefusedError):
        rename_segment(segment=other, member=camille, name="press")
    assert [each.name for each in queries.segments(team=camille.team)] == ["PRESS", "Other"]


def test_remove_segment_keeps_the_contacts(meet: Meet, camille: Member) -> None:
    press = add_segment(team=camille.team, name="Press")
    meet(full_name="Jane", segment_id=press.pk)
    assert remove_segment(segment=press, member=camille) == 1
    assert Contact.objects.get().segment is None


def test_segment_of_another_team_stays_as_it_is(meet: Meet, camille: Member, mallory: Member) -> None:
    press = add_segment(team=camille.team, name="Press")
    meet(full_name="Jane", segment_id=press.pk)
    assert add_segment(team=mallory.team, name="Press") != press
    with pytest.raises(SegmentRefusedError):
        rename_segment(segment=press, member=mallory, name="Mine")
    assert remove_segment(segment=press, member=mallory) == 0
    assert Segment.objects.get(pk=press.pk).name == "Press"
    assert Contact.objects.get().segment == press
