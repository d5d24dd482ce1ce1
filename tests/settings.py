"""The settings under test: the project's own, in a throw-away data folder, with a password hash that takes no time."""

import atexit
import os
import shutil
import tempfile

os.environ["SHOWTIME_DATA"] = tempfile.mkdtemp(prefix="showtime-test-")
atexit.register(shutil.rmtree, os.environ["SHOWTIME_DATA"], ignore_errors=True)

from showtime.config.settings import *  # noqa: E402, F403 - after the folder is named

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The same file and the same locks as in earnest, without waiting for the disk.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"  # noqa: F405
