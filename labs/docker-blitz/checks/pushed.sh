#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
image=$DOCKERHUB_USERNAME/clock:1.0
jq -e '.auths | has("https://index.docker.io/v1/")' ~/.docker/config.json > /dev/null 2>&1 || not_yet 'You are not logged in to docker.io yet.'
docker manifest inspect "$image" > /dev/null 2>&1 || not_yet "The hub has no $image yet: push it."
[[ $(docker container inspect -f '{{.Config.Image}} {{.State.Status}}' clock 2> /dev/null) == "$image running" ]] || not_yet "The hub has $image, but no container called clock runs from it."
