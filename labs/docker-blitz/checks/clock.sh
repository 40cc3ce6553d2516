#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect clock > /dev/null 2>&1 || not_yet 'There is no image called clock yet.'
container=$(docker container ls --filter publish=8080 --format '{{.Names}}' | head -n 1)
[[ -n $container ]] || not_yet 'No running container publishes port 8080.'
image=$(docker container inspect -f '{{.Config.Image}}' "$container")
[[ $image == clock || $image == clock:latest ]] || not_yet "Port 8080 belongs to the container $container of the image $image, not to one of clock."
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:8080/ 2> /dev/null) ||
  not_yet "Container $container publishes port 8080, but nothing answers there: see “docker container logs $container”."
[[ $answer == *' for '* ]] || not_yet "Port 8080 answers “${answer:0:60}” instead of the time."
