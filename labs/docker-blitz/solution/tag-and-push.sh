#!/bin/bash
set -eu
docker image tag clock "$DOCKERHUB_USERNAME/clock:1.0"
echo "$DOCKERHUB_PASSWORD" | docker login docker.io -u "$DOCKERHUB_USERNAME" --password-stdin
docker image push "$DOCKERHUB_USERNAME/clock:1.0"
docker container rm -f clock
docker image rm "$DOCKERHUB_USERNAME/clock:1.0" clock
docker container run -d --name clock -p 8080:8080 "$DOCKERHUB_USERNAME/clock:1.0"
