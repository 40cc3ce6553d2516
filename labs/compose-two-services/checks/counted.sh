#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
visits=$(docker compose exec -T redis redis-cli get visits 2> /dev/null) || not_yet 'The service redis is not running.'
((${visits:-0} > 1000)) || not_yet "The counter stands at ${visits:-nothing}: set it to 1000, and visit once."
