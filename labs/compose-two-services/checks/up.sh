#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
for service in redis web; do
  [[ -n $(docker compose ps -q "$service" 2> /dev/null) ]] || not_yet "The service $service is not running."
done
visit() { curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:5001/ 2> /dev/null; }
first=$(visit) || not_yet 'Both services run, but nothing answers on port 5001: see “docker compose logs web”.'
[[ $first == *'visitor number'* ]] || not_yet "Port 5001 answers “${first:0:60}” instead of a number: see “docker compose logs web”."
number() { grep -o '[0-9]*' <<< "$1" | head -n 1; }
second=$(visit)
(($(number "$second") > $(number "$first"))) || not_yet "Two visits got the numbers $(number "$first") and $(number "$second"): it does not count."
