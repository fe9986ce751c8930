#!/bin/sh
# Makes the virtual environment and sees to it that Pango is there, which the PDF needs.  Usage: setup.sh PYTHON VENV
set -eu
python=$1
venv=$2

as_root() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "werkmonitor needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1). Try: make PYTHON=python3.12" >&2
    exit 1
}

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if as_root; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
    else
        echo "Python's venv module is missing. Install it first: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

pango_works() { "$venv/bin/python" -c 'import weasyprint' >/dev/null 2>&1; }

if ! pango_works && as_root; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
fi
if ! pango_works; then
    echo "Pango is missing, so no PDF can be made; all else works. Install it and run 'make setup' again:" >&2
    echo "  Debian, Ubuntu:  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2
    echo "  Fedora:          sudo dnf install pango" >&2
    echo "  macOS:           brew install pango" >&2
    echo "  Windows:         see the PDF section of the WeasyPrint installation guide" >&2
fi
