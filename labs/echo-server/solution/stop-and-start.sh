#!/bin/bash
set -eu
docker stop echo
docker start echo
