#!/bin/sh
# node.sh COMMAND...: runs the command with the Node of the build, which may be newer than this machine's.
root=$(cd "$(dirname "$0")/../.." && pwd)
shims=$root/frontend/.node/bin
if [ ! -x "$root/frontend/.node/node/node" ]; then
  echo "There is no frontend/.node yet: build the front end first, with \"make run\" or \"make test\"." >&2
  exit 1
fi
# frontend-maven-plugin keeps Node and npm in its own places: two short links make a folder for PATH.
mkdir -p "$shims"
ln -sfn ../node/node "$shims/node"
for tool in npm npx; do
  ln -sfn "../node/node_modules/npm/bin/$tool-cli.js" "$shims/$tool"
done
PATH=$shims:$PATH exec "$@"
