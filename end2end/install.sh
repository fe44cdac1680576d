#!/bin/sh
# Installs what the browser tests need, where it is missing: Chromium and fonts from Debian, and the npm packages.
set -eu
cd "$(dirname "$0")"

# The fonts have the letters of Vietnamese, and stand in for those a reader's system has: widths depend on them.
packages=
command -v "${LONGAN_CHROMIUM:-chromium}" >/dev/null || packages=chromium
fc-list : family 2>/dev/null | grep -q 'Noto Sans' || packages="$packages fonts-noto-core"

if [ -n "$packages" ]; then
  if command -v apt-get >/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -q
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $packages fontconfig
  else
    echo "The browser tests need Chromium (LONGAN_CHROMIUM names it) and the Noto Sans fonts. Please install:$packages" >&2
    exit 1
  fi
fi

# Playwright's own browsers are not used.
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
