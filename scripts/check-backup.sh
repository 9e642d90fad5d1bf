#!/bin/sh
# Proves that a backup can be restored: dumps DATABASE_URL, restores the dump into a database of its own on the same
# server, compares every table row by row (as a checksum), and removes what it made. Changes nothing else.
# Needs pg_dump, pg_restore and psql of the server's version or newer, and the right to create databases.
set -eu
: "${DATABASE_URL:?set DATABASE_URL to the database to check}"

copy="restore_check_$(date +%s)_$$"
folder=$(mktemp -d)
base=${DATABASE_URL%%\?*}
case $DATABASE_URL in *\?*) options="?${DATABASE_URL#*\?}" ;; *) options='' ;; esac
copy_url="${base%/*}/$copy$options"
trap 'psql -qX "$DATABASE_URL" -c "DROP DATABASE IF EXISTS $copy WITH (FORCE)"; rm -rf "$folder"' EXIT

pg_dump --format=custom --file="$folder/dump" "$DATABASE_URL"
psql -qX -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "CREATE DATABASE $copy TEMPLATE template0"
pg_restore --exit-on-error --no-owner --dbname="$copy_url" "$folder/dump"

# Parts of a table are compared with the whole; what was measured last is worth nothing tomorrow.
tables="SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'graphile_worker')
    AND c.relname <> 'process_metrics' ORDER BY 1"
sums() {
  psql -qXAt "$1" -c "$tables" | while read -r table; do
    psql -qXAt "$1" -c "SELECT '$table', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM $table AS t"
  done
}
sums "$DATABASE_URL" > "$folder/before"
sums "$copy_url" > "$folder/after"
if ! cmp -s "$folder/before" "$folder/after"; then
  echo 'The restored database differs (did somebody write meanwhile?):' >&2
  diff "$folder/before" "$folder/after" >&2 || true
  exit 1
fi
awk -F'|' '{ rows += $2 } END { print NR " tables with " rows " rows restored as they were" }' "$folder/before"
