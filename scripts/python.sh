#!/bin/sh
# Prints the path of a Python that Showtime runs on: the first of python3 and its newer names that is 3.11, 3.12 or 3.13.
for name in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        "$name" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done
found=$("${PYTHON:-python3}" --version 2>&1) || found="no Python 3"
echo "showtime: needs Python 3.11, 3.12 or 3.13 and found ${found}; install one, or name it: make PYTHON=/path/to/python3.13" >&2
exit 1
