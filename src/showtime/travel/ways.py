"""The way between two places, composed from known legs and from how places nest, by shortest path (Dijkstra 1959)."""

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count as counting
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Leg(Generic[Place]):
    """A known way from `origin` to `destination` by `mode` in `minutes`."""

    origin: Place
    destination: Place
    minutes: float
    mode: str = "walk"


@dataclass(frozen=True, slots=True)
class Inside(Generic[Place]):
    """`place` lies inside `parent`; `minutes` on foot between the two where nothing better is known."""

    place: Place
    parent: Place
    minutes: float


@dataclass(frozen=True, slots=True)
class Way(Generic[Place]):
    """The legs to travel in order, none where origin and destination are one place."""

    legs: tuple[Leg[Place], ...]

    @property
    def minutes(self) -> float:
        """Expected minutes in all."""
        return sum(leg.minutes for leg in self.legs)

    @property
    def steady(self) -> float:
        """Minutes of it that are walked to, from and between rides; none where all is walked."""
        walked = sum(leg.minutes for leg in self.legs if leg.mode == "walk")
        return walked if walked < self.minutes else 0.0

    @property
    def mode(self) -> str:
        """How the longest part that is not walked is travelled, or "walk"."""
        rides = [leg for leg in self.legs if leg.mode != "walk"]
        return max(rides, key=lambda leg: leg.minutes).mode if rides else "walk"


@dataclass(frozen=True)
class Network(Generic[Place]):
    """Known legs and the nest of places.

    A leg counts in both directions unless another is given for the way back by the same mode. Passing from one part of
    a place to another costs at least as much as the longest leg known between two of its parts, so that the nest never
    makes a short cut of what is known better.
    """

    legs: tuple[Leg[Place], ...]
    nest: tuple[Inside[Place], ...] = ()

    def way(self, origin: Place, destination: Place) -> Way[Place] | None:
        """The quickest way; of equally quick ones that with fewest legs. None where no way is known."""
        order = counting()
        waiting: list[tuple[float, int, int, Place, tuple[Leg[Place], ...]]] = [(0.0, 0, next(order), origin, ())]
        reached: set[Place] = set()
        while waiting:
            minutes, steps, _order, place, path = heapq.heappop(waiting)
            if place == destination:
                return Way(path)
            if place in reached:
                continue
            reached.add(place)
            for leg in self._from.get(place, ()):
                if leg.destination not in reached:
                    entry = (minutes + leg.minutes, steps + 1, next(order), leg.destination, (*path, leg))
                    heapq.heappush(waiting, entry)
        return None

    def enclosing(self, place: Place) -> tuple[Place, ...]:
        """The place itself and those it is inside of, from the inside out; a circle in the nest is cut."""
        chain = [place]
        while (parent := self._parents.get(chain[-1])) is not None and parent not in chain:
            chain.append(parent)
        return tuple(chain)

    def same_spot(self, one: Place, other: Place) -> bool:
        """Whether the two are one place, or one is inside the other."""
        return one in self.enclosing(other) or other in self.enclosing(one)

    @cached_property
    def _parents(self) -> dict[Place, Place]:
        return {each.place: each.parent for each in self.nest}

    @cached_property
    def _from(self) -> dict[Place, list[Leg[Place]]]:
        found: defaultdict[Place, list[Leg[Place]]] = defaultdict(list)
        for leg in (*self._both_ways(), *self._through_the_nest()):
            found[leg.origin].append(leg)
        return dict(found)

    def _both_ways(self) -> Iterator[Leg[Place]]:
        given = {(leg.origin, leg.destination, leg.mode) for leg in self.legs}
        for leg in self.legs:
            yield leg
            if (leg.destination, leg.origin, leg.mode) not in given:
                yield Leg(leg.destination, leg.origin, leg.minutes, leg.mode)

    def _through_the_nest(self) -> Iterator[Leg[Place]]:
        across = self._longest_across()
        known = {frozenset((leg.origin, leg.destination)) for leg in self.legs}
        for each in self.nest:
            if frozenset((each.place, each.parent)) in known:
                continue
            minutes = max(each.minutes, across.get(each.parent, 0.0) / 2)
            yield Leg(each.place, each.parent, minutes)
            yield Leg(each.parent, each.place, minutes)

    def _longest_across(self) -> dict[Place, float]:
        """For each place, the minutes of the longest leg known from one of its parts to another."""
        longest: dict[Place, float] = {}
        for leg in self.legs:
            outwards = self.enclosing(leg.destination)
            shared = next((place for place in self.enclosing(leg.origin) if place in outwards), None)
            if shared is not None and shared not in {leg.origin, leg.destination}:
                longest[shared] = max(longest.get(shared, 0.0), leg.minutes)
        return longest
