#!/bin/bash
set -eu
docker container run --name web -p 5001:5000 -d python-hello-world
