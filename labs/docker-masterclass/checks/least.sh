#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
config=$(docker inspect -f '{{json .}}' echo 2> /dev/null) || not_yet 'There is no container called echo.'
[[ $(jq -r .State.Status <<< "$config") == running ]] || not_yet 'The container called echo does not run: see “docker logs echo”.'
user=$(docker exec echo id -u 2> /dev/null)
[[ $user != 0 ]] || not_yet 'The container called echo runs as root: use --user.'
capabilities=$(docker exec echo sed -n 's/^CapBnd:\s*//p' /proc/1/status 2> /dev/null)
[[ $capabilities == 0000000000000000 ]] || not_yet "The container called echo may still have the capabilities $capabilities: use --cap-drop ALL."
[[ $(jq -r .HostConfig.ReadonlyRootfs <<< "$config") == true ]] || not_yet 'The file system of the container called echo can be written to: use --read-only.'
answer=$(curl -sS --max-time 5 --retry 3 --retry-all-errors --retry-delay 1 http://localhost:8000/ 2> /dev/null) || not_yet 'The container called echo runs, but nothing answers on port 8000.'
[[ $answer == *'POST /echo'* ]] || not_yet "Port 8000 answers “${answer:0:60}”: is another server there?"
