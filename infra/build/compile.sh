#!/bin/sh
# compile.sh: compiles the server for "make dev", quickly: all of it in one go, against the libraries in the fat jar and
# without the checks of the build. What ran before stays in place when something does not compile.
set -eu
cd "$(dirname "$0")/../.."
classes=backend/target/dev-classes
rm -rf "$classes.new"
mkdir -p "$classes.new"
find backend/src/main/java -name '*.java' >"$classes.sources"
"$JAVA_HOME/bin/javac" -parameters -proc:none -nowarn -encoding UTF-8 \
  -cp backend/target/sota.jar -d "$classes.new" "@$classes.sources"
cp -R backend/src/main/resources/. "$classes.new"
rm -rf "$classes"
mv "$classes.new" "$classes"
