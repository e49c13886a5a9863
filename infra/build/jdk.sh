#!/bin/sh
# jdk.sh MINIMUM: prints the home of a JDK that is new enough: $JAVA_HOME if it is, else the newest one in the usual places.
minimum=$1
major() { # HOME: the JDK's feature release, or nothing
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] &&
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}
if [ -n "${JAVA_HOME:-}" ] && v=$(major "$JAVA_HOME") && [ "${v:-0}" -ge "$minimum" ]; then
  echo "$JAVA_HOME"
  exit 0
fi
best= best_version=0
for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  v=$(major "$home") || continue
  if [ "${v:-0}" -ge "$minimum" ] && [ "$v" -gt "$best_version" ]; then
    best=$home best_version=$v
  fi
done
if [ -z "$best" ]; then
  echo "No JDK $minimum or newer in JAVA_HOME, /usr/lib/jvm, /usr/java, /opt, ~/.sdkman, ~/.jdks: install one (for example Temurin $minimum) or set JAVA_HOME." >&2
  exit 1
fi
echo "$best"
