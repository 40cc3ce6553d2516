#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
container=$(docker ps --filter publish=8000 --format '{{.Names}}' | head -n 1)
[[ -n $container ]] || not_yet 'No running container publishes port 8000.'
sent="{\"check\":$RANDOM}"
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 -X POST -H 'Content-Type: application/json' -d "$sent" http://localhost:8000/echo 2> /dev/null) ||
  not_yet "Container $container publishes port 8000, but nothing answers there: see “docker logs $container”."
[[ $answer == "$sent" ]] || not_yet "Sent $sent to /echo, and got “${answer:0:60}” back."
