#!/bin/bash
set -eu
echo "$DOCKERHUB_PASSWORD" | docker login docker.io -u "$DOCKERHUB_USERNAME" --password-stdin
docker tag echo-server:1.4 "$DOCKERHUB_USERNAME/echo-server:1.4"
docker push "$DOCKERHUB_USERNAME/echo-server:1.4"
docker rm -f echo
docker image rm "$DOCKERHUB_USERNAME/echo-server:1.4"
docker run -d --name echo -p 8000:3000 "$DOCKERHUB_USERNAME/echo-server:1.4"
