#!/bin/sh
# compile.sh: compiles the server's changed classes for "make dev", without checks of style and without the site.
cd "$(dirname "$0")/../.." || exit 1
exec "${MVN:-mvn}" -q -o compile -pl backend -am -Dskip.npm -Dskip.installnodenpm \
  -Dspotless.check.skip -Dcheckstyle.skip
