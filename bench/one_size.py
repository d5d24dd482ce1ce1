"""Measures every page on one database of one size: `one_size.py CONTACTS REQUESTS` prints JSON.

Run by pages.py with SHOWTIME_DATA, DATABASE_URL and SHOWTIME_CLOCK_OFFSET set for it alone.
"""

import json
import sys

import django


def main() -> None:
    """Fill, measure, print."""
    django.setup()
    from measuring import measure  # noqa: PLC0415 - models wait for Django's setup

    print(json.dumps(measure(contacts=int(sys.argv[1]), requests=int(sys.argv[2]))))


if __name__ == "__main__":
    main()
