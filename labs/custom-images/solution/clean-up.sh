#!/bin/bash
set -eu
docker container stop web
docker system prune -f
