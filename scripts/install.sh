#!/bin/sh
# Installs the locked packages into .venv: `install.sh run` what Showtime runs with, `install.sh all` also what tests and checks use.
set -eu
cd "$(dirname "$0")/.."
unset VIRTUAL_ENV PYTHONPATH PYTHONHOME
export UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1

say() { echo "showtime: $*" >&2; }

writable() {
    if ! [ -w . ]; then
        say "cannot write to $(pwd); copy the project to a folder of yours and run make there"
        exit 1
    fi
}

# Debian keeps a part of the venv module in a package of its own.
make_venv() {
    python=$(sh scripts/python.sh)
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        say "installing python$version-venv"
        { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "python$version-venv"; } \
            >/dev/null 2>&1 || say "apt could not install it"
    fi
    if ! problem=$("$python" -m venv --clear .venv 2>&1); then
        rm -rf .venv
        say "cannot make a virtual environment; on Debian or Ubuntu: sudo apt install python3-venv ($(echo "$problem" | head -n 1))"
        exit 1
    fi
}

# A folder that was moved or a Python that was removed leaves an environment that no longer runs.
venv_works() {
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import os, sys
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) or os.path.realpath(sys.prefix) != os.path.realpath(".venv"))' 2>/dev/null &&
        { ! [ -f .venv/.place ] || [ "$(cat .venv/.place)" = "$(pwd)" ]; }
}

install_uv() {
    wanted=$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' scripts/uv.txt)
    [ "$(.venv/bin/uv --version 2>/dev/null | cut -d ' ' -f 2)" = "$wanted" ] && return
    .venv/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes --only-binary :all: -r scripts/uv.txt
}

writable
venv_works || make_venv
pwd > .venv/.place
install_uv
case "${1:-}" in
    # --inexact: what a developer has added stays.
    run) .venv/bin/uv sync --quiet --frozen --inexact --no-default-groups ;;
    all) .venv/bin/uv sync --quiet --frozen --inexact ;;
    *) say "install.sh run|all"; exit 2 ;;
esac
touch ".venv/.ready-$1"
[ "$1" = run ] || touch .venv/.ready-run
