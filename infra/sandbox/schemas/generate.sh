#!/bin/sh
# generate.sh OUTPUT NODE_DIR: turns Stripe's type declarations into JSON Schemas, when something they depend on changed.
# Node is the build's own (NODE_DIR, filled by the frontend module), or this machine's.
set -eu
output=$1 own=$2
cd "$(dirname "$0")"
if [ -x "$own/node" ]; then
  PATH="$own:$PATH"
  npm() { "$own/node" "$own/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
newer_than_output() { [ -n "$(find "$@" -newer "$output" -print 2>/dev/null)" ]; }
if [ -f "$output" ] && ! newer_than_output package-lock.json ./*.mjs roots.json undocumented.json; then
  exit 0
fi
stamp=node_modules/.ci-stamp
want=$(cksum package-lock.json)
if [ "$(cat $stamp 2>/dev/null || true)" != "$want" ]; then
  npm ci --prefer-offline
  printf '%s\n' "$want" >$stamp
fi
node generate.mjs "$output"
