#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
state=$(docker inspect -f '{{json .State}}' echo 2> /dev/null) || not_yet 'There is no container called echo.'
[[ $(jq -r .FinishedAt <<< "$state") != 0001-* ]] || not_yet 'The container called echo has never been stopped: use docker stop and docker start.'
[[ $(jq -r .Status <<< "$state") == running ]] || not_yet 'The container called echo is stopped: start it again with docker start.'
[[ -n $(docker port echo 3000 2> /dev/null | grep ':8000$') ]] || not_yet 'The container called echo does not publish its port 3000 as 8000: remove it, and make one with -p 8000:3000.'
# By its id, for an older container may have had the same name; with nanoseconds, or the last second is left out.
id=$(docker inspect -f '{{.Id}}' echo)
exit_code=$(docker events --since 12h --until "$(date +%s.%N)" --filter container="$id" --filter event=die --format '{{.Actor.Attributes.exitCode}}' | tail -n 1)
[[ $exit_code != 137 ]] || not_yet 'It runs again, but Docker had to kill it (exit code 137). See that CMD is written as a list, build, and make a new container.'
sent="{\"check\":$RANDOM}"
answer=$(curl -sS --max-time 5 --retry 5 --retry-all-errors --retry-delay 1 -X POST -H 'Content-Type: application/json' -d "$sent" http://localhost:8000/echo 2> /dev/null) ||
  not_yet 'The container called echo publishes port 8000, but nothing answers there: see “docker logs echo”.'
[[ $answer == "$sent" ]] || not_yet "Sent $sent to /echo, and got “${answer:0:60}” back."
