#!/bin/sh
# tools.sh: is everything here that the build needs? Says in one sentence what to install if not.
cd "$(dirname "$0")/../.." || exit 1
missing=

need() { # PROGRAM WHAT
  command -v "$1" >/dev/null 2>&1 || missing="${missing:+$missing, }$2"
}

sh infra/build/jdk.sh 25 >/dev/null || exit 1
need mvn "Maven 3.6.3 or newer (mvn)"
need npm "Node with npm (any version that can fetch Node 24 from the registry)"
need git "git"
if [ -n "$missing" ]; then
  echo "Please install: $missing." >&2
  exit 1
fi

version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
if [ "$(printf '3.6.3\n%s\n' "$version" | sort -V | head -n 1)" != 3.6.3 ]; then
  echo "Please install Maven 3.6.3 or newer: this one is ${version:-of unknown version}." >&2
  exit 1
fi
