#!/bin/sh
# package.sh: builds the fat jar and the sandbox, without tests, unless both are newer than every source. (The front end
# looks by itself whether its pages need building.)
set -eu
cd "$(dirname "$0")/../.."
sh infra/build/jdk.sh 25 >/dev/null
jar=backend/target/sota.jar

stale() {
  [ ! -f "$jar" ] || [ ! -f infra/sandbox/target/sandbox.jar ] && return 0
  # A folder is newer when something in it was deleted. The folders that a build writes to are not looked at.
  [ -n "$(find pom.xml backend infra/sandbox frontend \
    \( -name node_modules -o -name build -o -name target -o -name .node -o -name .react-router \) -prune -o \
    \( -type f ! -name '*.gen.ts' -o -path '*/src/*' -o -path '*/app/*' \) -newer "$jar" -print | head -n 1)" ]
}

if stale; then
  sh infra/build/tools.sh
  echo "Building the fat jar (a few minutes the first time, when Maven and npm fetch their parts) …"
  mkdir -p target
  # Maven's quiet mode would hide the warnings that make a build fail.
  "${MVN:-mvn}" package -DskipTests >target/build.log 2>&1 &
  build=$!
  trap 'kill "$build" 2>/dev/null; exit 130' INT TERM
  seconds=0
  while kill -0 "$build" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    # What Maven is at, every ten seconds: the step of the last line that names one, or else what it downloads.
    [ $((seconds % 10)) -ne 0 ] ||
      printf '  %3d s  %s\n' "$seconds" "$(sed -nE 's/^\[INFO\] (--- [a-z-]+:.*|Building [^:]*) .*/\1/p; s/^(Downloading) from [^:]*: .*\/(.*)/\1 \2/p' target/build.log | tail -n 1 | cut -c1-90)"
  done
  trap - INT TERM
  if ! wait "$build"; then
    grep -E '^\[(ERROR|WARNING)\]' target/build.log | grep -v 'Ant property' | head -n 40 >&2
    echo "The build failed; all that it said is in target/build.log." >&2
    exit 1
  fi
fi
