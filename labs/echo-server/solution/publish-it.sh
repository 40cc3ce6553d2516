#!/bin/bash
set -eu
docker run --name echo -p 8000:3000 -d echo-server
