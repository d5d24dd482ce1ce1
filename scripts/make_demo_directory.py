"""Make the demo show's directory from the CES 2026 exhibitor list.

    python scripts/make_demo_directory.py ../shared/data/exhibitors/ces2026.csv

Facts only (name, venue, booth, country, categories) and exactly as they stand in the source, with its dirt: the demo
loads them through the same reading as any other file. The same input gives the same bytes.
"""

import argparse
import csv
import gzip
import io
import sys
from pathlib import Path

COLUMNS = ("name", "venue", "booth", "country", "categories")
TARGET = Path(__file__).resolve().parent.parent / "src/showtime/demo/data/ces2026.tsv.gz"
LARGEST = 250_000


def main() -> int:
    """Read the list named on the command line and write the compact file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="ces2026.csv of the CES 2026 Exhibitor Scraper")
    parser.add_argument("--target", type=Path, default=TARGET)
    arguments = parser.parse_args()
    rows, packed = compact(arguments.source.read_bytes().decode("utf-8"))
    if len(packed) > LARGEST:
        print(f"{len(packed)} bytes are more than the {LARGEST} a package should carry", file=sys.stderr)
        return 1
    arguments.target.parent.mkdir(parents=True, exist_ok=True)
    arguments.target.write_bytes(packed)
    print(f"{rows} rows, {len(packed)} bytes: {arguments.target}")
    return 0


def compact(text: str) -> tuple[int, bytes]:
    """The number of rows and the packed file for the text of the source."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = 0
    for row in csv.DictReader(io.StringIO(text, newline="")):
        writer.writerow(row[column] for column in COLUMNS)
        rows += 1
    return rows, gzip.compress(out.getvalue().encode("utf-8"), compresslevel=9, mtime=0)


if __name__ == "__main__":
    sys.exit(main())
