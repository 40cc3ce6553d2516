#!/bin/bash
set -eu
sed -i 's/hello world!/hello beautiful world!/' app.py
docker image build -t "$DOCKERHUB_USERNAME/python-hello-world" .
docker image push "$DOCKERHUB_USERNAME/python-hello-world"
docker container rm -f web
docker container run --name web -p 5001:5000 -d "$DOCKERHUB_USERNAME/python-hello-world"
