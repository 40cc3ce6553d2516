#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f clock.txt ]] || not_yet 'There is no clock.txt in the workspace yet.'
expected=$(docker image inspect --format '{{.Config.WorkingDir}} {{json .Config.Cmd}}' clock 2> /dev/null) || not_yet 'There is no image called clock.'
found=$(head -n 1 clock.txt)
[[ $found == "$expected" ]] || not_yet "clock.txt says “${found:0:80}” instead of “$expected”."
