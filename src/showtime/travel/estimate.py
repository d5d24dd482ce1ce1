"""How many minutes a way takes, at a chosen risk of being late, learnt from very few journeys.

Model. The logarithm of actual over expected minutes is normal, that is, travel times are lognormal, which is what road
measurements show (Emam and Al-Deek 2006, Transportation Research Record 1959). Mean and variance are unknown, with
the conjugate normal-inverse-gamma prior, so that the next journey's log-ratio is Student-t distributed (Gelman et al.,
Bayesian Data Analysis, 3rd ed., section 3.3). A journey that is only somewhat like the one ahead counts as a fraction
of one (power prior: Ibrahim and Chen 2000, Statistical Science 15). Outliers are weighted down as under a Student-t
error of 4 degrees of freedom (Lange, Little and Taylor 1989, JASA 84), and a journey that nobody can have made, such
as a forgotten "I'm here", is left out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Literal

Reason = Literal["expected", "slower", "faster", "as_expected"]

#: The default risk: late once in twenty.
ONCE_IN_TWENTY = 0.05

#: From this ratio on a journey was slower than expected, and not just so.
_NOTABLE = 1.15

_ROUNDS = 8
_TAIL = 4.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed before any journey.

    `mean`: log of actual over expected minutes. `weight`: how many journeys this belief about the mean is worth.
    `spread`: standard deviation of the log-ratio from one journey to the next. `certainty`: how many journeys the
    belief about the spread is worth, at least 3.
    """

    mean: float
    weight: float
    spread: float
    certainty: float


#: On foot the expected minutes are about right. In a car at a show they are optimistic by a seventh, and one ride in
#: twenty takes twice as long: our judgement, made to cover what a measured city road does when it is known for no day
#: (tests/travel/test_estimate.py), and to allow a little more than it took once a jam is met.
WALK = Prior(mean=0.0, weight=2.0, spread=0.12, certainty=6.0)
RIDE = Prior(mean=0.15, weight=2.0, spread=0.25, certainty=6.0)


@dataclass(frozen=True, slots=True)
class Travelled:
    """A journey that was made: minutes `expected` beforehand and `actual`, both above 0.

    `likeness` to the journey ahead is from 0 to 1; see `likeness.likeness`. `days_ago` is for the reason in words.
    `steady` minutes of both are walked to and from a ride, which traffic does not touch.
    """

    expected: float
    actual: float
    likeness: float = 1.0
    days_ago: int = 0
    steady: float = 0.0

    @property
    def ratio(self) -> float:
        """Actual over expected minutes of what is not steady."""
        return (self.actual - self.steady) / (self.expected - self.steady)


@dataclass(frozen=True, slots=True)
class Estimate:
    """`minutes` that suffice but for the chosen risk, and the `median`.

    `reason_code`: "expected" (no journey is known), "slower" or "faster" than expected, "as_expected". Unless it is
    "expected", `params` hold the journey that tells most: its `actual` and `expected` minutes and `days_ago`; and
    `journeys`, how many were used.
    """

    minutes: float
    median: float
    reason_code: Reason
    params: dict[str, int] = field(default_factory=dict)


def minutes(
    expected: float,
    journeys: Sequence[Travelled],
    risk: float = ONCE_IN_TWENTY,
    prior: Prior = RIDE,
    *,
    steady: float = 0.0,
) -> Estimate:
    """The minutes to allow for a way of `expected` minutes so that one is late with probability `risk`.

    `steady` of them are walked to and from a ride. ValueError when `expected` is not above `steady`, or `risk` not
    between 0 and 1.
    """
    if not expected > steady >= 0 or not 0 < risk < 1:
        raise ValueError("expected minutes must be above the steady ones and the risk between 0 and 1")
    used = [each for each in journeys if each.likeness > 0 and is_plausible(each)]
    belief, trust = _learnt(used, prior)
    ridden = expected - steady
    quantile = steady + ridden * math.exp(belief.mean + belief.scale * student_quantile(1 - risk, belief.freedom))
    median = steady + ridden * math.exp(belief.mean)
    if not used:
        return Estimate(quantile, median, "expected")
    trusted = [each for each, factor in zip(used, trust, strict=True) if factor >= max(trust) / 2]
    telling = max(trusted, key=lambda each: (round(each.likeness, 1), -each.days_ago, each.ratio))
    params = {
        "actual": round(telling.actual),
        "expected": round(telling.expected),
        "days_ago": telling.days_ago,
        "journeys": len(used),
    }
    return Estimate(quantile, median, _reason(telling), params)


def is_plausible(journey: Travelled) -> bool:
    """Whether somebody can have travelled so: from a third of the expected to half an hour over six times it."""
    if not journey.expected > journey.steady >= 0 or not journey.actual > journey.steady:
        return False
    most = 6 + 30 / (journey.expected - journey.steady)
    return 1 / 3 <= journey.ratio <= most


def student_quantile(probability: float, freedom: float) -> float:
    """The quantile of Student's t, by Abramowitz and Stegun 26.7.5; within 1 % for 5 and more degrees of freedom."""
    z = NormalDist().inv_cdf(probability)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


@dataclass(frozen=True, slots=True)
class _Belief:
    """Posterior: mean and variance of the log-ratio, and how many journeys either is worth."""

    mean: float
    variance: float
    known: float
    freedom: float

    @property
    def scale(self) -> float:
        """Of the Student-t distribution of the next log-ratio."""
        return math.sqrt(self.variance * (1 + 1 / self.known))


def _learnt(journeys: Sequence[Travelled], prior: Prior) -> tuple[_Belief, list[float]]:
    """The belief after some rounds of weighting outliers down, and the weight, up to 1, that each journey has then."""
    belief = _Belief(prior.mean, prior.spread**2, prior.weight, prior.certainty)
    ratios = [math.log(each.ratio) for each in journeys]
    trust = [1.0] * len(ratios)
    for _round in range(_ROUNDS if ratios else 0):
        weights = [each.likeness * factor for each, factor in zip(journeys, trust, strict=True)]
        belief = _updated(ratios, weights, prior)
        strangeness = [(ratio - belief.mean) ** 2 / belief.variance for ratio in ratios]
        trust = [min(1.0, (_TAIL + 1) / (_TAIL + each)) for each in strangeness]
    return belief, trust


def _updated(ratios: Sequence[float], weights: Sequence[float], prior: Prior) -> _Belief:
    count = sum(weights)
    known, freedom = prior.weight + count, prior.certainty + count
    average = sum(weight * ratio for weight, ratio in zip(weights, ratios, strict=True)) / count
    mean = (prior.weight * prior.mean + count * average) / known
    inside = sum(weight * (ratio - average) ** 2 for weight, ratio in zip(weights, ratios, strict=True))
    between = prior.weight * count / known * (average - prior.mean) ** 2
    variance = (prior.certainty * prior.spread**2 + inside + between) / freedom
    return _Belief(mean, variance, known, freedom)


def _reason(telling: Travelled) -> Reason:
    if telling.ratio > _NOTABLE:
        return "slower"
    return "faster" if telling.ratio < 1 / _NOTABLE else "as_expected"
