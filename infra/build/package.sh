#!/bin/sh
# package.sh: builds the fat jar and the sandbox, without tests. What has not changed is not built again: nothing at all
# when no source is newer than the jar, and no site when none of its sources is newer than its pages.
set -eu
cd "$(dirname "$0")/../.."
sh infra/build/jdk.sh 25 >/dev/null
jar=backend/target/sota.jar
pages=frontend/build/client/index.html

changed_since() { # FILE PATH...: is a source newer, or one gone? (a folder is newer when something in it came or went)
  reference=$1
  shift
  [ ! -f "$reference" ] || [ -n "$(find "$@" \
    \( -name node_modules -o -name build -o -name target -o -name .node -o -name .react-router \) -prune -o \
    -newer "$reference" -type f -print -o -newer "$reference" -path '*/src/*' -type d -print -o \
    -newer "$reference" -path '*/app/*' -type d -print | head -n 1)" ]
}

sources="pom.xml backend infra/sandbox frontend"
if [ -f infra/sandbox/target/sandbox.jar ] && ! changed_since "$jar" $sources; then
  exit 0
fi
sh infra/build/tools.sh
site=
if ! changed_since "$pages" frontend backend/src/main/resources; then
  site="-Dskip.npm -Dskip.installnodenpm"
fi
echo "Building the fat jar …"
${MVN:-mvn} -q package -DskipTests $site
