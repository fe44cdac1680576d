#!/bin/sh
# Installs the SMTP server of the tests, aiosmtpd, if it is missing. Tests run it with Debian's Python.
set -eu
/usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null && exit 0
if command -v apt-get >/dev/null; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  $sudo apt-get update -q
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends python3-aiosmtpd
else
  echo "The tests of mail need an SMTP server. Please install: python3-aiosmtpd" >&2
  exit 1
fi
