#!/bin/bash
set -eu
docker tag echo-server echo-server:1.0
sed -i 's/Send me JSON/Echo 1.1. Send me JSON/' index.js
docker build -t echo-server:1.1 -t echo-server:latest .
docker rm -f echo
docker run --name echo -p 8000:3000 -d echo-server:1.1
