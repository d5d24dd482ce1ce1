"""What is wrong with something that was entered, field by field, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `field` names the argument, `code` is stable, `message` says what it is and what mends it."""

    field: str
    code: str
    message: str


class InvalidEntryError(ValueError):
    """What was entered cannot be kept; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in self.faults))
