#!/bin/sh
# Installs what the browser tests need: Chromium from Debian, where there is none, and the npm packages.
set -eu
cd "$(dirname "$0")"

if ! command -v "${LONGAN_CHROMIUM:-chromium}" >/dev/null; then
  if command -v apt-get >/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -q
    # The fonts have the letters of Vietnamese, and stand in for those a reader's system has.
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium fonts-noto-core
  else
    echo "The browser tests need Chromium. Please install it, and name it in LONGAN_CHROMIUM." >&2
    exit 1
  fi
fi

# Playwright's own browsers are not used.
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
