#!/bin/sh
# Makes the folder PGDATA a standby of the server PRIMARY, if it is empty, and starts PostgreSQL in it with the arguments.
# PGPASSWORD is the password of the role `replicator`, SLOT the replication slot on the primary.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  pg_basebackup -d "host=$PRIMARY user=replicator" -D "$PGDATA" -S "$SLOT" --write-recovery-conf --checkpoint=fast
fi
exec postgres "$@"
