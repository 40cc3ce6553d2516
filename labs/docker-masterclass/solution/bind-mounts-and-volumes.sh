#!/bin/bash
set -eu
docker rm -f echo
docker run -d --name dev -p 8080:3000 -v "$PWD/src:/usr/src/app/src:ro" echo-server:1.4 node --watch src/index.js
docker volume create diary
docker run -d --name echo -p 8000:3000 -v diary:/data echo-server:1.4
curl -s -X POST --retry 5 --retry-all-errors -H 'Content-Type: application/json' -d '{"day": 1}' localhost:8000/echo
docker rm -f echo
docker run -d --name echo -p 8000:3000 -v diary:/data echo-server:1.4
