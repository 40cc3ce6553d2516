#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f index.js ]] || not_yet 'There is no index.js in the workspace yet.'
grep -q '/echo' index.js || not_yet 'index.js has no /echo.'
grep -q 'SIGTERM' index.js || not_yet 'index.js does not handle SIGTERM, so stopping it would take ten seconds.'
jq -e '.dependencies.express' package.json > /dev/null 2>&1 || not_yet 'package.json is missing, is not valid JSON, or does not name express.'
