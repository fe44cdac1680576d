#!/bin/sh
# Runs a command with a PostgreSQL server of its own, which is stopped and deleted afterwards:
#   sh tests/postgres.sh cargo test --lib store::
# LONGAN_TEST_DATABASE has its address, so that tests use it instead of SQLite. It is reached by a socket only, and does
# not wait for the disk. PostgreSQL 15 or newer is taken from where Debian installs it, or else from `pg_config`.
set -eu
[ $# -gt 0 ] || { echo "usage: sh tests/postgres.sh COMMAND…" >&2; exit 2; }

# Prints the folder with the programs of the newest PostgreSQL server.
find_programs() {
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  for folder in "$newest" "$(pg_config --bindir 2>/dev/null)"; do
    if [ -x "$folder/initdb" ]; then echo "$folder"; return; fi
  done
}

programs=$(find_programs)
if [ -z "$programs" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends postgresql >&2
  programs=$(find_programs)
fi
[ -n "$programs" ] || { echo "These tests need a PostgreSQL server. Please install: postgresql" >&2; exit 1; }

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Not in TMPDIR: the path of a socket has 107 bytes at most.
folder=$(mktemp -d /tmp/longan-postgres.XXXXXX)
stop() {
  # The server may also stop by itself, or not have started.
  as_server "$programs/pg_ctl" stop -s -m immediate -D "$folder/data" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

[ "$(id -u)" != 0 ] || chown postgres "$folder"
cd "$folder" # A folder that the user postgres may enter.
as_server "$programs/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log ||
  { cat initdb.log >&2; exit 1; }
cat >>data/postgresql.conf <<END
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
full_page_writes = off
synchronous_commit = off
END
as_server "$programs/pg_ctl" start -s -w -D data -l server.log || { cat server.log >&2; exit 1; }
# Not a superuser, so that the tests need no more than a site does.
as_server "$programs/createuser" -h "$folder" -U postgres --createdb longan
cd "$OLDPWD"

export LONGAN_TEST_DATABASE="postgres:///postgres?host=$folder&user=longan"
"$@"
