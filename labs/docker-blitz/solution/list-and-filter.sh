#!/bin/bash
set -eu
docker image ls --filter 'reference=*:alpine' --format '{{.Repository}}:{{.Tag}}' > alpine.txt
