"""What each role may do: the one place where it is said."""

from enum import StrEnum

from showtime.accounts.models import Member, Role


class Deed(StrEnum):
    """Kinds of deeds that are allowed or not."""

    READ = "read"
    WRITE = "write"
    SEND = "send"
    EXPORT = "export"
    MANAGE = "manage"


_ALLOWED: dict[str, frozenset[Deed]] = {
    Role.OWNER: frozenset(Deed),
    Role.MEMBER: frozenset({Deed.READ, Deed.WRITE, Deed.SEND, Deed.EXPORT}),
    Role.GUEST: frozenset({Deed.READ}),
}


def may(member: Member, deed: Deed) -> bool:
    """Whether the member's role allows the deed, in the member's own team."""
    return deed in _ALLOWED[member.role]
