#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker volume inspect diary > /dev/null 2>&1 || not_yet 'There is no volume called diary yet.'
mounted=$(docker inspect -f '{{range .Mounts}}{{.Name}} at {{.Destination}}{{end}}' echo 2> /dev/null) || not_yet 'There is no container called echo.'
[[ $mounted == 'diary at /data' ]] || not_yet "The container called echo has ${mounted:-nothing} mounted, not the volume diary at /data."
started=$(date -d "$(docker inspect -f '{{.Created}}' echo)" +%s)
lines=$(docker run --rm -v diary:/data:ro --entrypoint cat echo-server /data/diary.txt 2> /dev/null)
[[ -n $lines ]] || not_yet 'The volume is there, but the diary in it is empty: send something to /echo.'
written=$(docker run --rm -v diary:/data:ro --entrypoint stat echo-server -c %W /data/diary.txt 2> /dev/null)
((written <= started)) || not_yet 'The diary was begun by the container that runs now: remove it, make another one with the same volume, and see that the diary is still there.'
