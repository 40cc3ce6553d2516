#!/bin/bash
set -eu
echo "$DOCKERHUB_PASSWORD" | docker login docker.io -u "$DOCKERHUB_USERNAME" --password-stdin
docker image tag python-hello-world "$DOCKERHUB_USERNAME/python-hello-world"
docker image push "$DOCKERHUB_USERNAME/python-hello-world"
