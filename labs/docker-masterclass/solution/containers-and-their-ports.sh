#!/bin/bash
set -eu
docker run -d --name echo -p 8000:3000 echo-server
curl -s --retry 5 --retry-all-errors localhost:8000
docker stop echo
docker start echo
