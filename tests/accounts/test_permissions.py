"""Each role and each deed, in full."""

import pytest

from showtime.accounts.models import Member, Role
from showtime.accounts.permissions import Deed, may


@pytest.mark.parametrize(
    ("role", "deeds"),
    [
        (Role.OWNER, {Deed.READ, Deed.WRITE, Deed.SEND, Deed.EXPORT, Deed.MANAGE}),
        (Role.MEMBER, {Deed.READ, Deed.WRITE, Deed.SEND, Deed.EXPORT}),
        (Role.GUEST, {Deed.READ}),
    ],
)
def test_role_may_exactly(role: Role, deeds: set[Deed]) -> None:
    assert {deed for deed in Deed if may(Member(role=role), deed)} == deeds
