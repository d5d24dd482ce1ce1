"""Row keys: UUIDv7 (RFC 9562), so that a phone can mint them and they sort by time of birth."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Mint a key; unique across phones and servers, increasing in time to the millisecond."""
    return uuid7()
