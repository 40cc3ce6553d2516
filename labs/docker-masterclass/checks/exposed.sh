#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
ports=$(docker image inspect -f '{{json .Config.ExposedPorts}}' echo-server 2> /dev/null) || not_yet 'There is no image called echo-server.'
[[ $ports == *3000/tcp* ]] || not_yet "The image echo-server exposes ${ports/null/nothing}, not 3000/tcp: write EXPOSE 3000 into the Dockerfile, and build."
chosen=
for container in $(docker ps -q --filter ancestor=echo-server); do
  [[ $(docker inspect -f '{{.HostConfig.PublishAllPorts}}' "$container") != true ]] || chosen=$container
done
[[ -n $chosen ]] || not_yet 'No running container of echo-server was started with -P.'
port=$(docker port "$chosen" 3000 2> /dev/null | head -n 1 | sed 's/.*://')
[[ -n $port ]] || not_yet 'A container was started with -P, and its port 3000 is published nowhere: it was made from an image without EXPOSE 3000.'
curl -sS -o /dev/null --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 "http://localhost:$port/" 2> /dev/null ||
  not_yet "Port 3000 of the container is at port $port, but nothing answers there."
