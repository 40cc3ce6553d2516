#!/bin/bash
set -eu
docker image inspect --format '{{.Config.WorkingDir}} {{json .Config.Cmd}}' clock > clock.txt
