#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
container=$(docker compose ps -q redis 2> /dev/null)
[[ -n $container ]] || not_yet 'The service redis is not running.'
volume=$(docker inspect -f '{{range .Mounts}}{{if eq .Destination "/data"}}{{.Name}}{{end}}{{end}}' "$container")
[[ $volume == *_counter ]] || not_yet 'The service redis has no volume called counter at /data.'
visits=$(docker compose exec -T redis redis-cli get visits 2> /dev/null)
((${visits:-0} >= 2000)) || not_yet "The volume is mounted, and the counter stands at ${visits:-nothing}: set it to 2000, then down and up."
loaded=$(docker compose logs --no-log-prefix redis 2> /dev/null | grep -c 'keys loaded: [1-9]')
((loaded > 0)) || not_yet 'The volume is mounted, but this is still the container that has written to it: down, up, and see whether the number is there.'
