#!/bin/sh
# Runs a command with DATABASE_URL set to a throw-away PostgreSQL: with_postgres.sh COMMAND [ARGUMENT...]
# It lives in a temporary folder and on a free port of the loopback, and is gone afterwards. Exits 125 when none can be started.
# It writes to memory only, for speed; with DURABLE=yes every commit waits for the disk as on a real server.
set -eu

programs=""
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then programs=$folder && break; fi
done
[ -n "$programs" ] || { echo "showtime: PostgreSQL is not installed" >&2; exit 125; }

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" != 0 ]; then "$@"
    else setpriv --reuid postgres --regid postgres --clear-groups env HOME="$folder" "$@"; fi
}

folder=$(mktemp -d "${TMPDIR:-/tmp}/showtime-postgres.XXXXXX")
command=""
stop() {
    [ -z "$command" ] || kill "$command" 2>/dev/null || true
    cd /
    as_server "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

hasty="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ "${DURABLE:-no}" != yes ] || hasty=""
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
[ "$(id -u)" != 0 ] || chown postgres:postgres "$folder"
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "$password" > "$folder/password"
[ "$(id -u)" != 0 ] || chown postgres:postgres "$folder/password"
here=$(pwd)
cd "$folder"
if ! { as_server "$programs/initdb" -D "$folder/data" -U showtime --pwfile="$folder/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync &&
    as_server "$programs/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "-c listen_addresses=127.0.0.1 -p $port -k $folder \
$hasty -c max_connections=100" start; } > "$folder/start" 2>&1; then
    cat "$folder/start" "$folder/log" >&2 2>/dev/null || true
    echo "showtime: PostgreSQL did not start" >&2
    exit 125
fi
cd "$here"
DATABASE_URL="postgres://showtime:$password@127.0.0.1:$port/postgres" "$@" &
command=$!
status=0
wait "$command" || status=$?
command=""
exit "$status"
