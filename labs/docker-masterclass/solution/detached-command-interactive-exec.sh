#!/bin/bash
set -eu
docker rm -f echo
docker run -d --name echo -p 8000:3000 echo-server:1.4
docker exec echo touch was-here
