#!/bin/bash
set -eu
docker rm -f echo anywhere
docker tag echo-server echo-server:1.0
sed -i 's/Send me JSON/Echo 1.1. Send me JSON/' src/index.js
docker build -t echo-server:1.1 -t echo-server:latest .
sed -i 's/Echo 1.1/Echo 1.2/' src/index.js
docker build -t echo-server:1.1 -t echo-server:latest .
docker run -d --name echo -p 8000:3000 echo-server:1.0
