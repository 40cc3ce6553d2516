#!/bin/bash
set -eu
docker rm -f harbour
docker image prune --force
docker builder prune --all --force
