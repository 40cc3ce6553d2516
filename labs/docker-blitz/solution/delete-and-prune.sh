#!/bin/bash
set -eu
docker container rm web hello
docker container rm -f $(docker container ls -aq --filter name=shell)
sed -i 's/up for/running for/' app.js
docker image build -t clock .
docker container rm -f clock
docker container run -d --name clock -p 8080:8080 clock
docker image prune --force
