#!/bin/sh
# Installs what the browser tests need, if it is missing: Chromium and fonts from Debian, and the npm packages.
set -eu
cd "$(dirname "$0")"

# Chromium is expected where playwright.config.ts starts it. The fonts cover Vietnamese and stand in for readers' system
# fonts; text widths depend on them. Families such as "Noto Sans Mono" or "Noto Sans CJK JP" do not replace them.
packages=
command -v "${LONGAN_CHROMIUM:-/usr/bin/chromium}" >/dev/null || packages=chromium
fc-list 'Noto Sans' 2>/dev/null | grep -q . || packages="$packages fonts-noto-core"

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

# The tests use the system's Chromium, not Playwright's browsers.
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
