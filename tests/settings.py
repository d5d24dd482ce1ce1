"""The settings under test: the project's own, in a throw-away data folder, with a password hash that takes no time."""

import os
import tempfile

os.environ["SHOWTIME_DATA"] = tempfile.mkdtemp(prefix="showtime-test-")

from showtime.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
