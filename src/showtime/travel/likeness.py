"""How much a journey that was made tells about the one ahead."""

import math
from datetime import time
from typing import Literal

Direction = Literal["same", "reverse", "other"]

#: The same way counts in full, the way back by half, any other way by the same means a little: a city that is jammed
#: is jammed in many streets.
_BY_DIRECTION: dict[Direction, float] = {"same": 1.0, "reverse": 0.5, "other": 0.2}

#: Traffic an hour apart is still much alike; what is left at any other hour is a tenth.
_BANDWIDTH = 60.0
_AT_ANY_HOUR = 0.1


def likeness(*, direction: Direction, made: time, ahead: time) -> float:
    """From 0 to 1, by the direction and by how far apart the two times of day are, on either side of midnight."""
    apart = abs((made.hour * 60 + made.minute) - (ahead.hour * 60 + ahead.minute))
    apart = min(apart, 24 * 60 - apart)
    kernel = math.exp(-0.5 * (apart / _BANDWIDTH) ** 2)
    return _BY_DIRECTION[direction] * (_AT_ANY_HOUR + (1 - _AT_ANY_HOUR) * kernel)
