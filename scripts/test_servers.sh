#!/bin/sh
# Sees to the programs that the tests drive: Chromium, PostgreSQL, Dovecot, Redis and gettext. As root on Debian they are
# installed when absent; elsewhere this says what to install and which tests are skipped without it.
set -eu
PATH="$PATH:/usr/sbin:/sbin"

have() { command -v "$1" >/dev/null 2>&1; }
have_postgresql() { have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

packages="" skipped=""
want() { # PACKAGE WHAT-IS-SKIPPED
    packages="$packages $1"
    skipped="$skipped
  $1: $2"
}
have chromium || want chromium "the browser tests are skipped"
have_postgresql || want postgresql "the suite runs on SQLite only"
have msgfmt || want gettext "make messages and the check for untranslated strings cannot run"
have dovecot || want dovecot-imapd "the tests that read a mailbox are skipped"
have redis-server || have valkey-server || want redis-server "the tests that need Redis are skipped"
[ -n "$packages" ] || exit 0

if [ "$(id -u)" != 0 ] || ! [ -f /etc/debian_version ]; then
    echo "showtime: not installed; with Debian's names (sudo apt install$packages):$skipped"
    exit 0
fi
echo "showtime: installing$packages"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# shellcheck disable=SC2086 - one word a package
if ! { apt-get update && apt-get install -y --no-install-recommends $packages; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    echo "showtime: apt could not install$packages" >&2
    exit 1
fi
rm -f "$log"
