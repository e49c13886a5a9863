#!/bin/sh
# chromium.sh: prints the path of a Chromium for the browser tests. The first that can be had: CHROMIUM, one on PATH,
# Debian's package (installed now, as root), Playwright's own download.
here=$(dirname "$0")

found() { # prints the first Chromium there is
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && path=$(command -v "$name"); then
      echo "$path"
      return 0
    fi
  done
  return 1
}

install_package() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update && apt-get install --yes --no-install-recommends chromium; } >&2
}

download() { # prints where Playwright put it
  sh "$here/node.sh" npx --prefix "$here/../../frontend" playwright-core install chromium >&2 || return 1
  (cd "$here/../../frontend" && sh ../infra/build/node.sh node -p 'require("playwright-core").chromium.executablePath()')
}

found || { install_package && found; } || download || {
  echo "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path." >&2
  exit 1
}
