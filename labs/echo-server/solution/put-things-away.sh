#!/bin/bash
set -eu
docker rm -f echo
docker image rm echo-server:1.0
