#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect harbour:lean > /dev/null 2>&1 || not_yet 'There is no harbour:lean: images with a name were meant to stay.'
containers=$(docker ps -a --format '{{.Names}}' | paste -sd ' ')
[[ -z $containers ]] || not_yet "Still there: container $containers."
dangling=$(docker image ls -q --filter dangling=true | wc -l)
((dangling == 0)) || not_yet "$dangling images without a name are still there: docker image prune removes them."
cache=$(docker system df --format json | jq -r 'select(.Type == "Build Cache") | .Reclaimable')
[[ $cache == 0B* ]] || not_yet "$cache of build cache could still be freed: docker builder prune --all does it."
