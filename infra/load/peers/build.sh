#!/bin/sh
# build.sh: builds the systems that `make bench-peers` measures the product beside. One that cannot be built is left out.
cd "$(dirname "$0")" || exit 1
root=$(cd ../../.. && pwd)
[ -d fastify/node_modules/fastify ] || (cd fastify && sh "$root/infra/build/node.sh" npm ci >/dev/null) ||
  echo "Left out: Fastify, npm could not install it." >&2
for project in javalin gateway; do
  [ -f "$project/target/$project.jar" ] || "${MVN:-mvn}" -q -f "$project/pom.xml" package ||
    echo "Left out: $project, Maven could not build it." >&2
done
