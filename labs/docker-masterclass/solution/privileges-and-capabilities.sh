#!/bin/bash
set -eu
docker rm -f echo dev
docker run -d --name echo -p 8000:3000 --user 1000:1000 --cap-drop ALL --read-only --tmpfs /data echo-server:1.4
