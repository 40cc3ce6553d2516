#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
old=$(docker image inspect -f '{{.Id}}' echo-server:1.0 2> /dev/null) || not_yet 'There is no echo-server:1.0.'
new=$(docker image inspect -f '{{.Id}}' echo-server:1.1 2> /dev/null) || not_yet 'There is no echo-server:1.1.'
[[ $old != "$new" ]] || not_yet '1.0 and 1.1 are the same image.'
running=$(docker ps --filter publish=8000 --format '{{.Names}}' | head -n 1)
[[ -n $running ]] || not_yet 'No running container publishes port 8000.'
[[ $(docker inspect -f '{{.Image}}' "$running") == "$old" ]] || not_yet "Container $running was made from $(docker inspect -f '{{.Config.Image}}' "$running"), not from echo-server:1.0."
