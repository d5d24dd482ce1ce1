"""The way between two places, by legs and by the nest."""

from showtime.travel.ways import Inside, Leg, Network, Way

NEST = (
    Inside("stand", "hall G", 2),
    Inside("hall G", "Venetian", 5),
    Inside("hall A", "Venetian", 5),
    Inside("booth", "hall A", 2),
)
TAXI = Leg("hotel", "Venetian", 20, "taxi")


def test_way_by_a_known_leg():
    assert Network((TAXI,)).way("hotel", "Venetian") == Way((TAXI,))


def test_way_back_is_as_long_unless_given():
    assert Network((TAXI,)).way("Venetian", "hotel") == Way((Leg("Venetian", "hotel", 20, "taxi"),))
    given = Leg("Venetian", "hotel", 35, "taxi")
    assert Network((TAXI, given)).way("Venetian", "hotel") == Way((given,))


def test_way_is_composed_over_the_nest():
    way = Network((TAXI,), NEST).way("hotel", "stand")
    assert way is not None
    assert [leg.destination for leg in way.legs] == ["Venetian", "hall G", "stand"]
    assert (way.minutes, way.mode, way.steady) == (27, "taxi", 7)


def test_way_between_two_parts_of_one_place():
    way = Network((), NEST).way("stand", "booth")
    assert way is not None
    assert (way.minutes, way.mode, way.steady) == (14, "walk", 0)


def test_way_through_the_nest_is_no_short_cut_of_a_known_leg():
    known = Leg("hall A", "hall G", 18)
    assert Network((known,), NEST).way("hall A", "hall G") == Way((known,))
    way = Network((known,), NEST).way("stand", "booth")
    assert way is not None
    assert way.minutes == 22


def test_way_to_a_part_by_its_own_leg_takes_that_leg():
    own = Leg("stand", "hall G", 6)
    assert Network((own,), NEST).way("stand", "hall G") == Way((own,))


def test_way_takes_the_quickest_mode():
    walk = Leg("hotel", "Venetian", 25, "walk")
    assert Network((walk, TAXI)).way("hotel", "Venetian") == Way((TAXI,))


def test_way_to_where_one_is_has_no_legs():
    assert Network(()).way("stand", "stand") == Way(())


def test_way_between_unconnected_places_is_unknown():
    assert Network((TAXI,)).way("hotel", "stand") is None


def test_same_spot_up_and_down_the_nest():
    network = Network((), NEST)
    assert network.same_spot("stand", "Venetian")
    assert network.same_spot("Venetian", "stand")
    assert not network.same_spot("stand", "booth")


def test_enclosing_of_a_nest_that_runs_in_a_circle_ends():
    network = Network((), (Inside("a", "b", 1), Inside("b", "a", 1)))
    assert network.enclosing("a") == ("a", "b")
