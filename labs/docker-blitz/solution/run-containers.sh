#!/bin/bash
set -eu
docker container run -d --name web -p 8080:80 nginx:alpine
docker container run -dit --name shell ubuntu bash
docker container exec shell sh -c "echo 'I was here' > /note"
docker container stop web
