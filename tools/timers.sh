#!/bin/sh
# Installs the timers that the tests let go off, where that is possible; the tests say so when they are not there.
set -eu
if command -v cron >/dev/null 2>&1 && [ -x /lib/systemd/systemd ]; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends cron systemd >/dev/null || true
fi
