#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
repository=$DOCKERHUB_USERNAME/python-hello-world
grep -q 'hello beautiful world!' app.py 2> /dev/null || not_yet 'app.py does not say “hello beautiful world!” yet.'
local_id=$(docker image inspect -f '{{.Id}}' "$repository" 2> /dev/null) || not_yet "There is no image called $repository."
answer=$(docker container run --rm --entrypoint cat "$repository" /app.py 2> /dev/null)
[[ $answer == *'hello beautiful world!'* ]] || not_yet "$repository was built before the change: build it again."
hub_id=$(docker manifest inspect "$repository" 2> /dev/null | jq -r '.config.digest // empty')
[[ $hub_id == "$local_id" ]] || not_yet 'The hub still has the image from before the change: push again.'
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:5001/ 2> /dev/null) || not_yet 'Nothing answers on port 5001: start a container from the new image.'
[[ $answer == 'hello beautiful world!' ]] || not_yet "Port 5001 still answers “${answer:0:60}”: replace the container by one of the new image."
