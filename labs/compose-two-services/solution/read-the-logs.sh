#!/bin/bash
set -eu
docker compose exec -T redis redis-cli set visits 1000
curl -s --retry 5 --retry-all-errors localhost:5001
