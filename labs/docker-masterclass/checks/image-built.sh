#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect echo-server > /dev/null 2>&1 || not_yet 'There is no image called echo-server yet.'
folder=$(docker image inspect -f '{{.Config.WorkingDir}}' echo-server)
[[ $folder == /usr/src/app ]] || not_yet "The image starts its processes in ${folder:-/}, not in /usr/src/app."
files=$(docker run --rm --entrypoint ls echo-server . src 2> /dev/null)
grep -qx index.js <<< "$files" || not_yet 'The image has no src/index.js in its folder.'
grep -qx node_modules <<< "$files" || not_yet 'The image has no node_modules: npm install has not run in its folder.'
