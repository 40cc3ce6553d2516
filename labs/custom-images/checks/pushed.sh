#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
repository=$DOCKERHUB_USERNAME/python-hello-world
docker image inspect "$repository" > /dev/null 2>&1 || not_yet "There is no image called $repository yet: give yours this second name with docker image tag."
jq -e '.auths | has("https://index.docker.io/v1/")' ~/.docker/config.json > /dev/null 2>&1 || not_yet 'You are not logged in to docker.io yet.'
docker manifest inspect "$repository" > /dev/null 2>&1 || not_yet "The hub has no $repository:latest yet: push it."
