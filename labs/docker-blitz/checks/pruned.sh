#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
for name in hello web shell; do
  ! docker container inspect "$name" > /dev/null 2>&1 || not_yet "The container called $name is still there."
done
dangling=$(docker image ls -q --filter dangling=true | wc -l)
((dangling == 0)) || not_yet "Images without a name that are still there: $dangling."
[[ $(docker container inspect -f '{{.State.Status}}' clock 2> /dev/null) == running ]] || not_yet 'All of that is gone, but no container called clock is running.'
[[ $(docker container inspect -f '{{.Image}}' clock) == "$(docker image inspect -f '{{.Id}}' clock)" ]] || not_yet 'The container called clock was made from an older image: replace it.'
docker container exec clock grep -q 'running for' app.js || not_yet 'The clock runs without the change: change app.js, build, and replace the container.'
