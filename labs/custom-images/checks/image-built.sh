#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
docker image inspect python-hello-world > /dev/null 2>&1 || not_yet 'There is no image called python-hello-world yet.'
history=$(docker image history --no-trunc --format '{{.CreatedBy}}' python-hello-world) || not_yet 'The history of the image could not be read.'
# The newest layer comes first.
copy=$(grep -Ein -m 1 '(COPY|ADD).*app\.py' <<< "$history" | cut -d: -f1)
install=$(grep -Ein -m 1 'pip3? install.*flask' <<< "$history" | cut -d: -f1)
[[ -n $install ]] || not_yet 'The image exists, but no layer of it installed Flask.'
[[ -n $copy ]] || not_yet 'The image exists, but app.py was not copied into it.'
((copy < install)) || not_yet 'The image exists, but COPY comes before RUN pip install. Change the order in the Dockerfile and build again.'
