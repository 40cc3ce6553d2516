#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ $(docker inspect -f '{{.State.Status}}' echo 2> /dev/null) == running ]] || not_yet 'No container called echo is running.'
image=$(docker inspect -f '{{.Config.Image}}' echo)
[[ $image == echo-server:1.4 ]] || not_yet "The container called echo was made from $image, not from echo-server:1.4."
docker exec echo test -e was-here || not_yet 'The container called echo runs, but there is no file was-here in its folder.'
