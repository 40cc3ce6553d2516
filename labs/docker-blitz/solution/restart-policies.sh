#!/bin/bash
set -eu
docker container update --restart unless-stopped clock
docker container exec clock node -e 'process.kill(1)'
curl -s --retry 5 --retry-all-errors localhost:8080
