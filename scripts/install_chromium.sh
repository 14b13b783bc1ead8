#!/bin/sh
# The browser tests drive Debian's Chromium; install it where that is allowed, else say how.
set -u
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests (once)..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null \
        && exit 0
fi
echo "The browser tests need Chromium on the PATH as 'chromium': on Debian, sudo apt-get install chromium"
exit 1
