#!/bin/bash
set -eu
sed -i "s/'Fram'/'Fram', 'Belgica'/" src/server.ts
docker build -t harbour .
