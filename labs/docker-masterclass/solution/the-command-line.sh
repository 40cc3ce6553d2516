#!/bin/bash
set -eu
docker version --format '{{.Server.Version}}' > engine.txt
