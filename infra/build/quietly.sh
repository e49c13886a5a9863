#!/bin/sh
# quietly.sh COMMAND…: runs it, and ends well when somebody ended it on purpose, with Ctrl-C or TERM: make then adds no
# "Error 143" to a wish that was fulfilled.
asked=
# The shell lets a background program ignore Ctrl-C, so it hears of it as TERM.
"$@" <&0 &
pid=$!
trap 'asked=yes; kill -TERM "$pid" 2>/dev/null' INT TERM HUP
wait "$pid"
code=$?
while kill -0 "$pid" 2>/dev/null; do
  wait "$pid"
  code=$?
done
[ -z "$asked" ] || exit 0
exit "$code"
