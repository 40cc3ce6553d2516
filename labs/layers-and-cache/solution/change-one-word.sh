#!/bin/bash
set -eu
docker build -t harbour .
sed -i "s/'Fram'/'Fram', 'Belgica'/" src/server.ts
docker build -t harbour .
docker build -t harbour .
