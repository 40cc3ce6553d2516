#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
state=$(docker inspect -f '{{json .State}}' echo 2> /dev/null) || not_yet 'There is no container called echo.'
[[ $(jq -r .FinishedAt <<< "$state") != 0001-* ]] || not_yet 'The container called echo has never been stopped, or it was replaced by a new one: use docker stop and docker start.'
[[ $(jq -r .Status <<< "$state") == running ]] || not_yet 'The container called echo is stopped: start it again with docker start.'
# By its id, for an older container may have had the same name; with nanoseconds, or the last second is left out.
id=$(docker inspect -f '{{.Id}}' echo)
exit_code=$(docker events --since 12h --until "$(date +%s.%N)" --filter container="$id" --filter event=die --format '{{.Actor.Attributes.exitCode}}' | tail -n 1)
[[ $exit_code != 137 ]] || not_yet 'It runs again, but Docker had to kill it (exit code 137). If index.js handles SIGTERM, stop and start it once more; if not, mend it, build, and start a new container.'
answer=$(curl -sS --max-time 5 --retry 5 --retry-all-errors --retry-delay 1 http://localhost:8000/ 2> /dev/null)
[[ -n $answer ]] || not_yet 'The container called echo runs again, but nothing answers on port 8000: see “docker logs echo”.'
