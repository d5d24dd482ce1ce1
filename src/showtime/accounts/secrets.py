"""Secrets that are handed out as links: random, and stored as a hash alone."""

import hashlib
import secrets


def new_secret() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is stored of a secret. A plain hash suffices: the secret itself cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()
