"""`python -m showtime`."""

import sys

from showtime.cli.main import main

sys.exit(main())
