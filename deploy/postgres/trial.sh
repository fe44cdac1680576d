#!/bin/sh
# Starts what compose.yaml describes on this machine, without containers: a primary, a synchronous standby, NODES nodes
# (2 or 3) and HAProxy. Everything is in a temporary folder, and stopped and deleted at the end.
#
#   LONGAN=target/release/longan sh deploy/postgres/trial.sh
#
# runs until Ctrl-C; with a command as arguments, until that ends. The command has the addresses SITE and DATABASE and
# the folder TRIAL in its environment. HAProxy listens on PORT (8080), what is behind it on the ports that follow.
# Needs PostgreSQL 15 or newer and HAProxy (Debian: postgresql, haproxy).
set -eu
umask 022
LONGAN=$(realpath "${LONGAN:-target/release/longan}")
NODES=${NODES:-2}
PORT=${PORT:-8080}
files=$(cd "$(dirname "$0")" && pwd)
[ -x "$LONGAN" ] || { echo "There is no $LONGAN. Please set LONGAN to the binary." >&2; exit 1; }
command -v haproxy >/dev/null || { echo "Please install: haproxy" >&2; exit 1; }
newest=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$newest/initdb" ] || newest=$(pg_config --bindir)
[ -x "$newest/initdb" ] || { echo "Please install: postgresql" >&2; exit 1; }
PATH=$newest:$PATH

# PostgreSQL refuses to run as root.
as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

TRIAL=$(mktemp -d /tmp/longan-trial.XXXXXX)
processes=
stop() {
  for process in $processes; do kill "$process" 2>/dev/null || true; done
  wait
  for database in db2 db1; do
    as_server pg_ctl stop -s -m immediate -D "$TRIAL/$database" 2>/dev/null || true
  done
  rm -rf "$TRIAL"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs a command in the background. Its log and process id are in files named after the first argument.
start() {
  name=$1; shift
  "$@" >"$TRIAL/$name.log" 2>&1 &
  echo $! >"$TRIAL/$name.pid"
  processes="$processes $!"
}

# Starts the PostgreSQL server of a folder on a port.
start_database() {
  as_server pg_ctl start -s -w -D "$1" -l "$1.log" -o "-p $2 -k $TRIAL -c listen_addresses=127.0.0.1 \
    -c config_file=$TRIAL/postgresql.conf -c hba_file=$TRIAL/pg_hba.conf -c cluster_name=$1"
}

export LONGAN_PASSWORD REPLICATION_PASSWORD
LONGAN_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')
REPLICATION_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' ')
db1=$((PORT + 11)) db2=$((PORT + 12))
cp "$files"/*.conf "$files/primary.sql" "$TRIAL"
chmod 755 "$TRIAL"
[ "$(id -u)" != 0 ] || chown postgres "$TRIAL"
cd "$TRIAL"
as_server initdb -D db1 -A peer -E UTF8 --locale=C.UTF-8 --data-checksums >initdb.log
start_database db1 $db1
as_server psql -q -h "$TRIAL" -p $db1 -d postgres -f primary.sql >/dev/null
export PGPASSWORD="$REPLICATION_PASSWORD"
as_server pg_basebackup -d "host=127.0.0.1 port=$db1 user=replicator" -D db2 -S db2 \
  --write-recovery-conf --checkpoint=fast
unset PGPASSWORD
start_database db2 $db2

export TRIAL SITE="http://127.0.0.1:$PORT"
export DATABASE="postgres://longan:$LONGAN_PASSWORD@127.0.0.1:$db1,127.0.0.1:$db2/longan"
export LONGAN_CONFIG="$files/Leptos.toml" LONGAN_SITE_ADDRESS="$SITE" LONGAN_SERVER_TRUSTED_PROXIES=127.0.0.1/32
export LONGAN_DATABASE_URL="$DATABASE"
for number in $(seq "$NODES"); do
  address=127.0.0.1:$((PORT + number))
  export "NODE_$number=$address"
  mkdir "node$number"
  start "node$number" env LONGAN_ADDR="$address" LONGAN_DATABASE_FILE="$TRIAL/node$number/longan.db" "$LONGAN"
done
for number in $(seq "$NODES"); do
  until grep -q 'serving on' "node$number.log"; do
    kill -0 "$(cat "node$number.pid")" || { cat "node$number.log" >&2; exit 1; }
    sleep 0.1
  done
done
start haproxy env LONGAN_ADDRESS="127.0.0.1:$PORT" haproxy -f "$files/haproxy.cfg"
cd "$OLDPWD"

if [ $# -gt 0 ]; then "$@"; exit; fi
server="$([ "$(id -u)" != 0 ] || echo 'runuser -u postgres -- ')$newest"
cat <<END
The site is at $SITE, and its nodes are on the ports from $((PORT + 1)) on. All logs are in $TRIAL.

The setup link:     grep -h token= $TRIAL/node*.log
End a node:         kill -9 \$(cat $TRIAL/node1.pid)
End the primary:    kill -9 \$(head -n 1 $TRIAL/db1/postmaster.pid)
Promote the standby:
  $server/pg_ctl promote -D $TRIAL/db2
  $server/psql -h $TRIAL -p $db2 postgres -c "ALTER SYSTEM SET synchronous_standby_names = ''" -c 'SELECT pg_reload_conf()'

Ctrl-C stops everything.
END
wait
