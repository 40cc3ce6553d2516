#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect echo-server:1.1 > /dev/null 2>&1 || not_yet 'echo-server:1.1 is gone or was never built: it has to stay.'
docker container inspect echo > /dev/null 2>&1 && not_yet 'The container called echo is still there.'
docker image inspect echo-server:1.0 > /dev/null 2>&1 && not_yet 'echo-server:1.0 is still there.'
exit 0
