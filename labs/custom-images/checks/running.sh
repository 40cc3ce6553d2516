#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
container=$(docker container ls --filter publish=5001 --format '{{.Names}}' | head -n 1)
[[ -n $container ]] || not_yet 'No running container publishes port 5001.'
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:5001/ 2> /dev/null) ||
  not_yet "Container $container publishes port 5001, but nothing answers there: see “docker container logs $container”."
[[ $answer == 'hello world!' || $answer == 'hello beautiful world!' ]] ||
  not_yet "Port 5001 answers “${answer:0:60}” instead of “hello world!”."
