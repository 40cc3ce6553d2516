#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
image=$DOCKERHUB_USERNAME/echo-server:1.4
jq -e '.auths | has("https://index.docker.io/v1/")' ~/.docker/config.json > /dev/null 2>&1 || not_yet 'You are not logged in to docker.io yet.'
digest=$(docker manifest inspect -v "$image" 2> /dev/null | jq -r '.Descriptor.digest // empty')
[[ -n $digest ]] || not_yet "The hub has no $image yet: push it."
[[ $(docker inspect -f '{{.Config.Image}} {{.State.Status}}' echo 2> /dev/null) == "$image running" ]] || not_yet "The hub has $image, but no container called echo runs from it."
