#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f compose.yaml ]] || not_yet 'There is no compose.yaml in the workspace.'
docker image inspect workspace-web > /dev/null 2>&1 || not_yet 'There is no image workspace-web: the services were never up.'
containers=$(docker compose ps -a --format '{{.Name}}' | paste -sd ' ')
[[ -z $containers ]] || not_yet "Still there: $containers."
network=$(docker network ls -q --filter label=com.docker.compose.project=workspace)
[[ -z $network ]] || not_yet 'The network of the project is still there.'
volume=$(docker volume ls --format '{{.Name}}' --filter label=com.docker.compose.project=workspace | paste -sd ' ')
[[ -z $volume ]] || not_yet "The volume $volume is still there: down alone leaves it."
