#!/bin/sh
# Runs a command with Pebble, the ACME server for tests, at hand, so that the tests of certificates run:
#   sh tests/acme.sh cargo test --test integration https::
# LONGAN_TEST_ACME has the path of the program; each test starts one of its own. On Debian, root installs it. Elsewhere
# it is taken from PATH, and without it these tests are left out.
set -eu
[ $# -gt 0 ] || { echo "usage: sh tests/acme.sh COMMAND…" >&2; exit 2; }

if ! command -v pebble >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends pebble; } >&2 || true
fi
if program=$(command -v pebble); then
  export LONGAN_TEST_ACME="$program"
else
  echo "There is no pebble: the tests of certificates from an authority are left out." >&2
fi
exec "$@"
