#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
layers() { docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" 2> /dev/null | sed '/^$/d'; }
hello=$(layers "$DOCKERHUB_USERNAME/python-hello-world")
goodbye=$(layers python-goodbye)
[[ -n $hello ]] || not_yet "There is no image called $DOCKERHUB_USERNAME/python-hello-world."
[[ -n $goodbye ]] || not_yet 'There is no image called python-goodbye yet.'
[[ $(sed '$d' <<< "$hello") == "$(sed '$d' <<< "$goodbye")" ]] || not_yet 'Both images exist, but they differ in more than the last layer. Are the FROM and RUN lines the same?'
[[ $hello != "$goodbye" ]] || not_yet 'Both names stand for the same layers: python-goodbye has to hold goodbye.py.'
