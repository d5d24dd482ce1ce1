"""Every sweep there is; the embedded worker and any task engine run the same list."""

from showtime.followups.tasks import SWEEPS as FOLLOWUPS
from showtime.lib.sweeps import Sweep

SWEEPS: tuple[Sweep, ...] = (*FOLLOWUPS,)
