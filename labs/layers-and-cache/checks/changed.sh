#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect harbour > /dev/null 2>&1 || not_yet 'There is no image called harbour yet.'
grep -q Belgica src/server.ts 2> /dev/null || not_yet 'src/server.ts does not name the Belgica yet.'
ships=$(docker run --rm --entrypoint cat harbour /app/dist/server.js 2> /dev/null | grep -m 1 'const ships')
[[ $ships == *Belgica* ]] || not_yet "src/server.ts names the Belgica, and the image was built before that, with “${ships:-no list of ships}”. Build again."
