"""Django's settings, read from the environment by the strict readers of `lib.env`."""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.utils.translation import gettext_lazy as _

from showtime.lib import env, logs

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(env.text("SHOWTIME_DATA")).resolve()
try:
    DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
except OSError as error:
    raise env.SettingError(
        f"SHOWTIME_DATA: the folder {DATA} cannot be made ({error.strerror}). Name one you may write to."
    ) from error


def _secret_key() -> str:
    """The key from the environment, or the one in the data folder, made there at first start."""
    if given := env.text("SHOWTIME_SECRET_KEY"):
        return given
    file = DATA / "secret.key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    except OSError as error:
        raise env.SettingError(
            f"SHOWTIME_DATA: cannot write to {DATA} ({error.strerror}). Name a folder you may write to."
        ) from error
    with os.fdopen(descriptor, "w") as opened:
        opened.write(key := secrets.token_urlsafe(50))
    return key


SECRET_KEY = _secret_key()
DEBUG = env.boolean("SHOWTIME_DEBUG")
PORT = env.integer("SHOWTIME_PORT", low=1, high=65535)
PUBLIC_URL = env.text("SHOWTIME_URL").rstrip("/") or f"http://localhost:{PORT}"
_public = urlsplit(PUBLIC_URL)
if _public.scheme not in {"http", "https"} or not _public.hostname:
    raise env.SettingError(f"SHOWTIME_URL is '{PUBLIC_URL}': set it to an address as https://showtime.example.org.")
SECURE = _public.scheme == "https"
ALLOWED_HOSTS = [_public.hostname, "localhost", "127.0.0.1", "[::1]", *env.words("SHOWTIME_HOSTS")]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
BEHIND_PROXY = env.boolean("SHOWTIME_BEHIND_PROXY")

# Set by `showtime serve --at`: the show's clock runs this far ahead of real time, in seconds.
CLOCK_OFFSET = timedelta(seconds=float(os.environ.get("SHOWTIME_CLOCK_OFFSET", "0")))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    # Before allauth, whose templates it replaces; humanize is for allauth's list of passkeys.
    "showtime.web",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "showtime.accounts",
    "showtime.programme",
    "showtime.contacts",
    "showtime.inbox",
    "showtime.rounds",
    "showtime.followups",
    "showtime.journal",
    "showtime.demo",
]

MIDDLEWARE = [
    "showtime.web.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "showtime.web.middleware.SecurityHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "showtime.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "showtime.web.context.shell",
            ],
        },
    }
]

ROOT_URLCONF = "showtime.config.urls"
WSGI_APPLICATION = "showtime.config.wsgi.application"


def _database() -> dict[str, Any]:
    """PostgreSQL by DATABASE_URL through a pool, or else the embedded SQLite, durable and safe for many writers."""
    if url := env.text("DATABASE_URL"):
        parsed: dict[str, Any] = dict(dj_database_url.parse(url))
        if parsed["ENGINE"] != "django.db.backends.postgresql":
            raise env.SettingError(
                "DATABASE_URL: use postgres://user:password@host/name, or leave it empty for SQLite."
            )
        parsed["OPTIONS"] = {**parsed.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
        # A connection that the server hung up on is found out before it is used, not by a page that fails.
        parsed["CONN_HEALTH_CHECKS"] = True
        return parsed
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "showtime.sqlite3",
        # A file as in earnest: Django never really closes a database in memory, and SQLite can lock itself up for it.
        "TEST": {"NAME": DATA / f"test-{os.getpid()}.sqlite3"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_ADAPTER = "showtime.accounts.adapter.ClosedDoor"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Showtime: "
MFA_ADAPTER = "showtime.accounts.adapter.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Members come by an invitation or a link, which verify no address, and nobody signs up in another's name.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
AXES_USERNAME_CALLABLE = "showtime.accounts.adapter.tried_address"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
AXES_CLIENT_IP_CALLABLE = "showtime.accounts.adapter.client_address"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The last address of X-Forwarded-For is the one that the proxy saw; those before it are the client's own words.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("SHOWTIME_MAIL_FROM")


def _mail() -> dict[str, Any]:
    """Django's mail settings from SHOWTIME_MAIL_URL; without one, sign-in codes are printed where the server runs."""
    if not (url := env.text("SHOWTIME_MAIL_URL")):
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parsed = urlsplit(url)
    tls = parse_qs(parsed.query).get("tls", ["none"])[0]
    if parsed.scheme != "smtp" or not parsed.hostname or tls not in {"starttls", "tls", "none"}:
        raise env.SettingError(
            "SHOWTIME_MAIL_URL: write it as smtp://user:password@host:587?tls=starttls (or tls, or none)."
        )
    return {
        "EMAIL_HOST": parsed.hostname,
        "EMAIL_PORT": parsed.port or 25,
        "EMAIL_HOST_USER": unquote(parsed.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parsed.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "tls",
        "EMAIL_TIMEOUT": 20,
    }


globals().update(_mail())

LOGGING = logs.configuration(
    level=env.choice("SHOWTIME_LOG_LEVEL", ("debug", "info", "warning", "error")),
    json=env.choice("SHOWTIME_LOG_FORMAT", ("text", "json")) == "json",
)

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
# `showtime serve` collects compressed files under hashed names; where it has not, they come from the package.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
