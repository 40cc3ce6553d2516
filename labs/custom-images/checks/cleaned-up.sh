#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
running=$(docker container ls --format '{{.Names}}' | paste -sd ' ')
[[ -z $running ]] || not_yet "Still running: $running."
stopped=$(docker container ls -a --format '{{.Names}}' | paste -sd ' ')
[[ -z $stopped ]] || not_yet "Stopped, but still there: $stopped."
docker image inspect python-goodbye > /dev/null 2>&1 || not_yet 'Nothing runs, but the images are gone or were never built. Finish the steps before this one first.'
