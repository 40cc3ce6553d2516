#!/bin/sh
# Chromium in the network that the run has made for browsers, see browser-network.ts.
chromium=${CHROMIUM_PATH:-/usr/bin/chromium}
[ -n "$DRYDOCK_BROWSER_NETWORK" ] || exec "$chromium" "$@"
exec nsenter --net="$DRYDOCK_BROWSER_NETWORK" -- "$chromium" "$@"
