#!/bin/bash
set -eu
docker image rm hello-world
docker image pull hello-world
docker container run --name hello hello-world
