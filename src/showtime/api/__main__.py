"""`python -m showtime.api > docs/openapi.json` after a change of the API that is meant."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "showtime.config.settings")
django.setup()

from showtime.api.document import document  # noqa: E402

sys.stdout.write(document())
