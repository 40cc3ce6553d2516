#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
state() { docker container inspect -f '{{.State.Status}}' "$1" 2> /dev/null; }
[[ -n $(state shell) ]] || not_yet 'There is no container called shell yet.'
[[ $(state shell) == running ]] || not_yet "The container called shell is there, but it is $(state shell): start it again."
docker container exec shell test -s /note || not_yet 'The container called shell runs, but there is no file /note in it.'
[[ -n $(state web) ]] || not_yet 'There is no container called web yet.'
[[ $(state web) == exited ]] || not_yet "The container called web is $(state web), not stopped."
