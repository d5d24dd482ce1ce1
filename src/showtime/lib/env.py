"""Strict readers for settings from the environment, and the one table of them that the docs are checked against."""

import os
from collections.abc import Mapping
from dataclasses import dataclass


class SettingError(ValueError):
    """A setting in the environment cannot be used; the message names it and the mend."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as the documentation shows it. `default` is the text that would mean the same in the environment."""

    name: str
    default: str
    about: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("SHOWTIME_DATA", "showtime-data", "Folder for the database, media and the secret key."),
    Setting("DATABASE_URL", "", "Database address, as postgres://user:password@host/name; empty means SQLite in the data folder.", secret=True),
    Setting("SHOWTIME_SECRET_KEY", "", "Key for signatures and stored passwords; empty means one made at first start in the data folder.", secret=True),
    Setting("SHOWTIME_URL", "", "Public address, used in links; with https:// cookies become secure and HSTS is sent. Empty means http://localhost and the port."),
    Setting("SHOWTIME_HOSTS", "", "More host names to answer to, separated by commas; that of SHOWTIME_URL, localhost and 127.0.0.1 always are."),
    Setting("SHOWTIME_HOST", "127.0.0.1", "Address that the server listens on."),
    Setting("SHOWTIME_PORT", "8000", "Port that the server listens on, 1 to 65535."),
    Setting("SHOWTIME_BEHIND_PROXY", "no", "Whether to trust the X-Forwarded-For and X-Forwarded-Proto headers of a reverse proxy."),
    Setting("SHOWTIME_MAIL_URL", "", "Mail server for sign-in codes, as smtp://user:password@host:587?tls=starttls; empty prints codes to the log.", secret=True),
    Setting("SHOWTIME_MAIL_FROM", "Showtime <showtime@localhost>", "Sender of sign-in codes."),
    Setting("SHOWTIME_LOG_LEVEL", "info", "debug, info, warning or error."),
    Setting("SHOWTIME_LOG_FORMAT", "text", "text for people, json for machines: one object a line."),
    Setting("SHOWTIME_DEBUG", "no", "Show tracebacks in the browser. Never on a server that others reach."),
)  # fmt: skip

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def text(name: str, *, environ: Mapping[str, str] | None = None) -> str:
    """The setting as text, stripped; its default where the environment does not name it. KeyError if not in the table."""
    setting = _BY_NAME[name]
    return (os.environ if environ is None else environ).get(name, setting.default).strip()


def boolean(name: str, *, environ: Mapping[str, str] | None = None) -> bool:
    """The setting as yes or no."""
    value = text(name, environ=environ).lower()
    if value in {"yes", "true", "1", "on"}:
        return True
    if value in {"no", "false", "0", "off", ""}:
        return False
    raise SettingError(f"{name} is '{value}': set it to yes or no.")


def integer(name: str, *, low: int, high: int, environ: Mapping[str, str] | None = None) -> int:
    """The setting as a whole number from `low` to `high`."""
    value = text(name, environ=environ)
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise SettingError(f"{name} is '{value}': set it to a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, options: tuple[str, ...], *, environ: Mapping[str, str] | None = None) -> str:
    """The setting as one of `options`, in lower case."""
    value = text(name, environ=environ).lower()
    if value not in options:
        raise SettingError(f"{name} is '{value}': set it to one of {', '.join(options)}.")
    return value


def words(name: str, *, environ: Mapping[str, str] | None = None) -> list[str]:
    """The setting as a list, separated by commas."""
    return [word.strip() for word in text(name, environ=environ).split(",") if word.strip()]
