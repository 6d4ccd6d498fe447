# What the tests of the recipes share. They work in a folder of their own, on the batch that Tools/test-recipes has made.
# shellcheck shell=bash
set -euo pipefail
recipe=$(cd "$(dirname "$0")" && pwd)
name=$(basename "$recipe")

fail() {
  printf '%s: FAILED: %s\n' "$name" "$*" >&2
  exit 1
}

passed() { printf '%s: %s\n' "$name" "$*"; }

not_run() {
  printf '%s: NOT RUN: %s\n' "$name" "$*" >&2
  exit 77
}

# require PACKAGE PROGRAM…: installs a package of Debian that has the programs, unless they are there.
require() {
  local package=$1 log=$name.apt.log
  shift
  [ "$(command -v "$@" | wc -l)" -lt $# ] || return 0
  [ "$(id -u)" -eq 0 ] || not_run "$* are not installed, and installing $package needs root"
  command -v apt-get >/dev/null || not_run "$* are not installed, and this system has no apt-get"
  local get='env DEBIAN_FRONTEND=noninteractive apt-get -qq'
  $get install -y --no-install-recommends "$package" >"$log" 2>&1 && return 0
  # A fresh machine has no list of packages yet.
  { $get update && $get install -y --no-install-recommends "$package"; } >"$log" 2>&1 || {
    cat "$log" >&2
    not_run "apt-get could not install $package"
  }
}

# A folder of its own, with the batch in it and an `adem` that meets with misfortune: in shard 2 it is killed as soon as it
# has told of a track, as often as is asked for.
begin_batch() {
  mkdir "$name" && cd "$name"
  cp "$ADEM_BATCH"/*.breath "$ADEM_BATCH/tracks.jsonl" .
  mkdir bin
  cat >bin/adem <<SH
#!/bin/bash
case "\$* \${SLURM_ARRAY_TASK_ID:-}" in
  *"--shard 2/4"* | *"--shard auto"*" 2") ;;
  *) exec "$ADEM_REAL" "\$@" ;;
esac
for misfortune in \$(seq $1); do
  mkdir "misfortune-\$misfortune" 2>/dev/null || continue
  told() { cat logs/shard-2-of-4.jsonl 2>/dev/null | grep -c '"event":"track"'; }
  before=\$(told)
  "$ADEM_REAL" "\$@" &
  while [ "\$(told)" = "\$before" ] && kill -0 \$!; do sleep 0.01; done
  kill -KILL \$!
  exit 137
done
exec "$ADEM_REAL" "\$@"
SH
  chmod +x bin/adem
  export PATH=$PWD/bin:$PATH
}

# expect_whole REPORT: that a report says that all is done, and that the tracks are those of a batch in one process.
expect_whole() {
  grep -Eqx '30 tracks in (4|64) shards: [0-9]+ rendered, [0-9]+ kept, 0 failed, 0 missing' "$1" || fail "$(cat "$1")"
  diff -r --exclude='.adem-*' "$ADEM_BATCH/whole" tracks || fail 'the tracks are not those of a batch in one process'
}

# expect_tries SHARD TRIES: how often a shard has begun, by its log.
expect_tries() {
  local tries
  tries=$(grep -c '"event":"begin"' "logs/shard-$1-of-4.jsonl")
  [ "$tries" -eq "$2" ] || fail "shard $1 began $tries times, not $2"
}

# expect_missing: that the report without one of the logs says what it told of.
expect_missing() {
  mkdir some && cp logs/*.jsonl some/
  local outputs status=0
  outputs=$(sed -n 's/.*"output":"\([^"]*\)".*/missing: \1/p' some/shard-3-of-4.jsonl | sort)
  rm some/shard-3-of-4.jsonl
  "$ADEM_REAL" report some --manifest tracks.jsonl >some.txt || status=$?
  [ $status -eq 1 ] || fail "a report of some shards has exit status $status, not 1"
  grep -qx 'shard 3 of 4 has no log' some.txt || fail "$(cat some.txt)"
  [ "$(grep '^missing: ' some.txt | sort)" = "$outputs" ] || fail "$(cat some.txt)"
}
