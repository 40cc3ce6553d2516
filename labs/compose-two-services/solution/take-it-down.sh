#!/bin/bash
set -eu
docker compose down -v
