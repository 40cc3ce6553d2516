#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
old=$(docker image inspect -f '{{.Id}}' echo-server:1.0 2> /dev/null) || not_yet 'There is no echo-server:1.0.'
new=$(docker image inspect -f '{{.Id}}' echo-server:1.1 2> /dev/null) || not_yet 'There is no echo-server:1.1.'
[[ $old != "$new" ]] || not_yet '1.0 and 1.1 are the same image.'
latest=$(docker image inspect -f '{{.Id}}' echo-server:latest 2> /dev/null)
[[ $latest == "$new" ]] || not_yet 'latest is not 1.1.'
running=$(docker ps --filter publish=8000 --format '{{.Names}}' | head -n 1)
[[ -n $running ]] || not_yet 'No running container publishes port 8000.'
[[ $(docker inspect -f '{{.Image}}' "$running") == "$new" ]] || not_yet "Container $running was not started from 1.1."
