#!/bin/sh
# Sees to it that pages can be judged: Chromium, axe-core and the HTML checker of the W3C.  Usage: controle.sh VENV
# The versions stand in tools/controle/; a test that misses one of them fails, and says what this script says.
set -eu
venv=$1
folder=$venv/controle
here=$(dirname "$0")/controle

missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"

if [ -n "$missing" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq || true
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && missing=""
fi
if [ -n "$missing" ]; then
    echo "The checks of the pages need:$missing. Install them first: sudo apt-get install$missing" >&2
    exit 0
fi

if ! cmp -s "$here/package-lock.json" "$folder/klaar.json"; then
    mkdir -p "$folder"
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    if npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; then
        cp "$here/package-lock.json" "$folder/klaar.json"
    else
        echo "npm could not fetch axe-core and vnu-jar; without them the checks of the pages fail." >&2
    fi
fi
