"""Boxes: short secrets of others, such as a mail password, stored so that the database alone does not tell them.

A box is authenticated encryption (Fernet: AES-128-CBC with HMAC-SHA256) under a key derived by HKDF-SHA256 (RFC 5869)
from the server's SECRET_KEY and the box's purpose, so that a box made for one purpose never opens for another. After a
change of SECRET_KEY boxes open as long as the old key stands in SECRET_KEY_FALLBACKS.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class BoxLockedError(Exception):
    """The box does not open: it was made with another secret key or for another purpose, or it was changed."""


def seal(secret: str, *, purpose: str) -> str:
    """Put `secret` into a box, ASCII text to be stored. Two boxes of one secret differ."""
    return _keys(purpose).encrypt(secret.encode()).decode("ascii")


def unseal(box: str, *, purpose: str) -> str:
    """What `seal` put into the box. BoxLockedError when it does not open."""
    try:
        return _keys(purpose).decrypt(box.encode()).decode()
    except InvalidToken as error:
        raise BoxLockedError(purpose) from error


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([_derive(key, purpose) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _derive(key: str | bytes, purpose: str) -> Fernet:
    material = key.encode() if isinstance(key, str) else key
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"showtime box: {purpose}".encode()).derive(material)
    return Fernet(base64.urlsafe_b64encode(derived))
