#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
for service in redis web; do
  [[ -n $(docker compose ps -q "$service" 2> /dev/null) ]] || not_yet "The service $service is not running."
done
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:5001/ 2> /dev/null) || not_yet 'Nothing answers on port 5001: see “docker compose logs web”.'
[[ $answer == Welcome!* ]] || not_yet "Port 5001 answers “${answer:0:60}”: it does not begin with “Welcome!”."
condition=$(docker compose config --format json | jq -r '.services.web.depends_on.redis.condition // empty')
[[ $condition == service_healthy ]] || not_yet 'The service web does not wait for a healthy redis: see depends_on.'
health=$(docker inspect -f '{{if .State.Health}}{{.State.Health.Status}}{{end}}' "$(docker compose ps -q redis)")
[[ $health == healthy ]] || not_yet "The store is ${health:-without a health check}, not healthy: bring up what the file says."
